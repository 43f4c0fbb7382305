import type { Clause } from "./clause.ts";
import { beforeContact } from "./contact.ts";
import type { Kind } from "./mark.ts";
import { politeEnd } from "./mood.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { doing, fillers, firstNames, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

/* What traders tell when they order nothing: of work they have done, or of anything else. */

const tellingWords = words(
  "rebooked rebook scored scores won beat birthday happy turns turned aged thinks thought think reckon reckons likes liked loves loved hates hated wants want wanting ask asking booked book books booking order orders ordered orderd sells sold selling bought buys buying found finds knows knew reads read drove drives walks walked ran runs lives lived works worked starts started finishes gave gives giving pays costs takes took taking makes made making sent sends sending goes going leaves leaving left comes coming rings rang called calls texts texted emailed needs needed says saying said tells told offered offers quoted told wants wanted asked lent won lost saved waiting expecting needs need came arrived is was are were had has have been got went said says it my i im we they he she the their his her be will would could came come see meet meeting lunch ate left miles",
);

/** Whether a clause without a verb of ours tells a story; of work that is done it may. */
export function telling(scope: Scope, clause: Clause): boolean {
  const did = didWork(scope, clause);
  const end = beforeContact(scope, clause);
  const asked = asking.has(wordAt(scope, clause.start)) ? politeEnd(scope, clause.start) : clause.start;
  for (let at = Math.max(did, asked); at < end; at += 1) {
    const low = lowAt(scope, at);
    if (did > 0 && priced.hasLow(low)) continue;
    if (scope.owner[at] === undefined && tellingWords.hasLow(low) && !after(scope, at)) return true;
    // "the Swan stung me 140", "the Swan charge 6 a pint": what they did, or do.
    const theirs = isKind(ownerAt(scope, at - 1), "client") && low !== "'s";
    if (theirs && scope.tokens[at]?.kind === "word" && ["me", "us"].includes(lowAt(scope, at + 1)))
      return true;
    const price = scope.owner[at + 1];
    const asks =
      low === "charges" && isKind(price, "amount") && ["a", "an", "per"].includes(lowAt(scope, price.end));
    if (asks || (theirs && low === "charge" && isKind(price, "amount"))) return true;
    // "the Swan do a roast for 12"
    const sold = isKind(ownerAt(scope, at - 1), "client") && ["do", "does"].includes(low);
    if (sold && ["a", "an", "some", "lovely", "good", "nice"].includes(lowAt(scope, at + 1))) return true;
  }
  return false;
}

/** "Could you …" */
const asking = words("can could would will please");

/** Where the telling of work ends that a clause opens with, "ive just done", "been at"; 0 where there is none. */
export function didWork(scope: Scope, { start, end }: Clause): number {
  let at = start;
  while (at < end && (fillers.has(wordAt(scope, at)) || myself.has(wordAt(scope, at)))) at += 1;
  const been = lowAt(scope, at) === "been" || lowAt(scope, at) === "was";
  if (been) return ["at", "to", "round"].includes(lowAt(scope, at + 1)) ? at + 2 : 0;
  const thing = ["a", "an", "the", "his", "her", "their"].includes(lowAt(scope, at + 1)) ? at + 2 : at + 1;
  // "i've done a bill for Acme"
  const paper = ["bill", "invoice", "quote"].includes(lowAt(scope, thing));
  const low = lowAt(scope, at);
  // "gutters at Hill House were 160 in the end"
  if (workWords.hasLow(low) && ["at", "for"].includes(lowAt(scope, at + 1))) return at + 1;
  return !paper && isDone(scope, at, end) ? at + 1 : 0;
}

/** "painted", "skimmed Mrs Lee's lounge": a word of work, or what was done for somebody named behind it. */
function isDone(scope: Scope, at: number, end: number): boolean {
  const low = lowAt(scope, at);
  if (doing.hasLow(low)) return true;
  if (!low.endsWith("ed") || low.length < 5 || firstNames.hasLow(low) || scope.owner[at] !== undefined)
    return false;
  return workWords.hasLow(low) || (!tellingWords.hasLow(low) && marksOf(scope, "client", at, end).length > 0);
}

const myself = words("i ive we weve have only all");

/** "for the fence" tells nothing. */
function after(scope: Scope, at: number): boolean {
  // "Nadia had a cut and blow dry, £38"
  const done = lowAt(scope, at) === "had" && isKind(ownerAt(scope, at - 1), "client");
  if (done && ["a", "an", "her", "his", "their"].includes(lowAt(scope, at + 1)) && worksBehind(scope, at))
    return true;
  // "Swan order: 24 scones at 80p"
  if (lowAt(scope, at) === "order" && lowAt(scope, at + 1) === ":") return true;
  // "Sunita's birthday cake 55"
  if (lowAt(scope, at) === "birthday" && workWords.has(wordAt(scope, at + 1))) return true;
  // "Tim's lounge is finished, £640"
  const over = ["is", "was", "are", "were"].includes(lowAt(scope, at));
  if (over && ["finished", "done", "complete", "completed", "ready", "sorted"].includes(lowAt(scope, at + 1)))
    return true;
  // "that'll be 60 for Frank"
  const [before, next] = [lowAt(scope, at - 1), lowAt(scope, at + 1)];
  const opens = scope.tokens.slice(0, at - 1).every(({ word }) => fillers.has(word));
  if (opens && ["that", "it"].includes(before) && lowAt(scope, at) === "will" && next === "be") return true;
  if (before === "will" && lowAt(scope, at) === "be" && after(scope, at - 1)) return true;
  // "the boathouse 80"
  if (lowAt(scope, at) === "the" && isKind(scope.owner[at + 1], "client")) return true;
  return (
    ["the", "my", "his", "her", "their"].includes(lowAt(scope, at)) &&
    ["for", "on", "at", "and", "had"].includes(lowAt(scope, at - 1))
  );
}

function worksBehind(scope: Scope, at: number): boolean {
  return [2, 3, 4, 5, 6].some((far) => workWords.has(wordAt(scope, at + far)));
}

/** "swan court flat 12 leak 95": from the name to the price stands what was done, and where. */
export function onlyWork(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    const plain = places.hasLow(low) || workWords.hasLow(low) || fillers.hasLow(low) || priced.hasLow(low);
    if (!plain && !besides.has(scope.owner[at]?.kind ?? "cue")) return false;
  }
  return from < to;
}

const places = words("new old front back side rear top bottom upstairs downstairs left right main spare");

/** Between what was done and its price: "…guttering, thats 140". */
const priced = words(
  "and bill invoice 's , - : the a an all that thats its it is was were at comes to came in for @ earlier this another",
);
const besides: ReadonlySet<Kind> = new Set(["other", "phone", "email", "address", "reference", "day"]);
