import type { Intent } from "../domain/intent.ts";
import { clauseOf } from "./clause.ts";
import type { Effect } from "./cue.ts";
import { asGuess, type Draft } from "./draft.ts";
import { draftBills, fragmentMood } from "./draft-bill.ts";
import { smallWords } from "./gate-figures.ts";
import { looksLikeName, readName, type Span } from "./name.ts";
import { unitWord } from "./read-number.ts";
import { resolveName } from "./resolve-name.ts";
import { type AmountMark, isKind, lowAt, type MarkOf, marksOf, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { commonNames, doing, fillers, firstNames, workWords } from "./vocabulary.ts";
import { unknownWord, words } from "./words.ts";

/*
 * A job told in whole sentences, with its price at the end: "Went to Mr Abbott's, swapped the element. Call it 95." It is
 * looked for only where nothing else was understood, and what it makes is always confirmed.
 */

/** No tale of a job is longer. */
const talesMax = 60;

/** The bill that a tale of work ends in; null where it tells of anything else, or of no price. */
export function readTale(scope: Scope): Draft | null {
  const money = moneyIn(scope, { start: 0, end: scope.tokens.length });
  const [price] = money;
  const last = money.at(-1);
  if (price === undefined || last === undefined || scope.tokens.length > talesMax) return null;
  const end = remarkAfter(scope, last.end);
  if (end === null || !closes(scope, last, end) || !isPriced(scope, price) || tellsOtherwise(scope, end))
    return null;
  if (!onlyThings(scope, price.end, last.start)) return null;
  const who = customer(scope, price);
  if (who === null || theirDoing(scope, who) || !(toldWork(scope, end) || price.is.counted !== null))
    return null;
  const start = lowAt(scope, price.end) === "for" ? price.start : lastWork(scope, price.start);
  const clause = clauseOf(start, { start, end, asked: false }, null);
  const [made] = draftBills(scope, clause, fragmentMood);
  // Where the figure itself is in doubt, it is no price of a job.
  const doubted = made === undefined || made.gaps.some(({ about }) => about === "amount");
  return doubted ? null : asGuess(of(scope, who, price.start, made));
}

const persons = words("he she they hes shes theyre theyll shell hell theyve who");
const denials = words(
  "not dont didnt wont hasnt isnt never already paid pays owe owes quote cancelled wrong but",
);

/** "…24 quid, they settle up monthly": where a remark about whoever pays begins; null where it may change the price. */
function remarkAfter(scope: Scope, from: number): number | null {
  const at = scope.tokens.findIndex(
    ({ low }, index) =>
      index > from && persons.hasLow(low) && [",", "-", "."].includes(lowAt(scope, index - 1)),
  );
  if (at < 0) return scope.tokens.length;
  return scope.tokens.slice(at).some(({ word }) => denials.has(word)) ? null : at - 1;
}

/** Whose the work was. Before its price a day says when it was done, and not when to pay. */
function of(scope: Scope, who: Span, price: number, { intent: said, gaps }: Draft): Draft {
  const { mention, several } = resolveName(scope, who);
  const due = marksOf(scope, "day", price, scope.tokens.length).length > 0;
  const intent: Intent = { ...said, client: mention, dueOn: due ? (said.dueOn ?? null) : null };
  const rest = gaps.filter(({ about }) => about !== "client" && (due || about !== "day"));
  const which = several.length > 0 ? [{ about: "client", clients: several } as const] : [];
  return { intent, gaps: [...which, ...rest] };
}

/** "220 and 38 for the paint": between two prices stands what they are for. */
function onlyThings(scope: Scope, from: number, to: number): boolean {
  let thing = false;
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    thing = low === "for" || (thing && !["and", ",", "plus", "&", "+"].includes(low));
    const word = scope.tokens[at]?.kind === "word" && !isKind(scope.owner[at], "amount");
    if (word && !thing && !workWords.hasLow(low) && !smallWords.hasLow(low) && low !== "plus") return false;
  }
  return true;
}

const tails = words(
  "all in total altogether the lot for that it please ta thanks cheers and pounds quid on him her them it's so job",
);

/** Behind the price stands nothing but what it is for, manners, tax and terms. */
function closes(scope: Scope, price: AmountMark, end: number): boolean {
  if (lowAt(scope, price.end) === "for") return end - price.end <= 6;
  for (let at = price.end; at < end; at += 1) {
    const kind = scope.owner[at]?.kind;
    const field = kind === "vat" || kind === "day" || kind === "method" || kind === "reference";
    const word = scope.tokens[at]?.kind === "word";
    if (word && !field && !tails.has(wordAt(scope, at)) && !fillers.has(wordAt(scope, at))) return false;
  }
  return true;
}

const pricing = words(
  "call it thats that 's its so comes came come to will be thatll itll at is was were are all in for and say makes charge a total price cost bill invoice just job works out",
);
const tellsPrice = words("call thats thatll itll comes came its works makes charge total price cost");

/** "…, 120", "call it 95", "…thats 450": a price, and not a figure within the tale. */
function isPriced(scope: Scope, { start, is }: AmountMark): boolean {
  let at = start - 1;
  let told = is.strength === "sure";
  while (at >= 0 && pricing.has(wordAt(scope, at))) {
    told ||= tellsPrice.has(wordAt(scope, at));
    at -= 1;
  }
  const before = scope.tokens[at];
  return (
    told || before?.kind === "sign" || before?.kind === "break" || workWords.has(before?.word ?? unknownWord)
  );
}

/** What makes it a tale of anything but work that is done for somebody who owes for it. */
const otherwise = words(
  `not dont didnt doesnt isnt wasnt wont cant never no nobody if unless would could might maybe should shall
  quote quoted quotes estimate estimated pricing priced free nothing nowt tip raffle bet won lost lottery
  bought buy spent spend cost costs paid pay paying owe owes gave give lent lend borrowed ordered order sold sell
  lunch dinner breakfast pub drinks petrol diesel fine ticket tomorrow tonight going gonna will
  said says reckons reckon asked asking wants want wanted offered thinks told
  why how when where who what which booked book booking appointment birthday holiday
  from you your im forgot forget thinking considering wondering meant around about roughly nearly almost attached delivered shipped dispatched`,
);

/** "had a bacon roll at the cafe", "took the van to Grafton": of the teller's own. */
function ownDoing(scope: Scope): boolean {
  let at = 0;
  while (fillers.has(wordAt(scope, at)) || ["i", "we", "ive", "weve"].includes(lowAt(scope, at))) at += 1;
  return ["had", "took", "got"].includes(lowAt(scope, at));
}

const acts = words("is are was were got did do does has have needs sell sells serve serves stock stocks");

/** "Grafton Motors serviced the van", "Mia got her hair cut": what they did, and nothing that was done for them. */
function theirDoing(scope: Scope, { end }: Span): boolean {
  const low = lowAt(scope, end);
  // "the Swan stung me 140"
  if (low !== "'s" && ["me", "us"].includes(lowAt(scope, end + 1))) return true;
  return acts.hasLow(low) || (doing.hasLow(low) && low !== "done") || /(?:ed|ing)$/.test(low);
}

function tellsOtherwise(scope: Scope, end: number): boolean {
  if (ownDoing(scope)) return true;
  return scope.tokens.slice(0, end).some(({ low, word, kind }, at) => {
    const mark = scope.owner[at];
    if (kind === "sign") return low === "?" || low === "%" || low === '"';
    if (isKind(mark, "cue")) return !sides.has(mark.is.cue.effect) || mark.is.cue.form === "did";
    if (isKind(mark, "fix")) return lowAt(scope, mark.start) !== "call";
    // "two coats" are no price, and take nothing back.
    if (isKind(mark, "draft")) return kind !== "number" && unitWord(word) === undefined;
    if (mark !== undefined && !isKind(mark, "amount")) return isKind(mark, "gap");
    // "that'll be 60"
    return otherwise.hasLow(low) && !(low === "will" && lowAt(scope, at + 1) === "be");
  });
}

const sides: ReadonlySet<Effect> = new Set(["create-bill", "edit-client", "edit-bill", "hold-chasing"]);

/** The one client of the tale, or whoever it was done for or at. */
function customer(scope: Scope, price: AmountMark): Span | null {
  const known = marksOf(scope, "client", 0, scope.tokens.length);
  const [first] = known;
  if (first !== undefined) return known.every((mark) => sameAs(mark, first)) ? first : null;
  for (let at = 0; at < price.start; at += 1) {
    if (!["for", "at", "to"].includes(lowAt(scope, at)) || scope.owner[at] !== undefined) continue;
    if (looksLikeName(scope, at + 1)) return readName(scope, at + 1, price.start);
  }
  const opening = readName(scope, 0, price.start);
  if (opening !== null && resolveName(scope, opening).mention.match !== null) return opening;
  // "saw jim at the shops, did his boiler"
  const at = scope.tokens.findIndex(
    ({ low }, index) => index < price.start && firstNames.hasLow(low) && !commonNames.hasLow(low),
  );
  return at < 0 || scope.owner[at] !== undefined ? null : readName(scope, at, price.start);
}

function sameAs(one: MarkOf<"client">, two: MarkOf<"client">): boolean {
  return one.is.matches.join() === two.is.matches.join();
}

const irregular = words("hung built laid dug swept relaid rebuilt rehung");
const noWork = words("needed need based shed moved popped called charged billed invoiced");

function isWork(scope: Scope, at: number): boolean {
  const low = lowAt(scope, at);
  const past = low.endsWith("ed") && low.length > 4 && !noWork.hasLow(low);
  return (
    scope.owner[at] === undefined &&
    (workWords.hasLow(low) || doing.hasLow(low) || irregular.hasLow(low) || past)
  );
}

function toldWork(scope: Scope, end: number): boolean {
  for (let at = 0; at < end; at += 1) if (isWork(scope, at)) return true;
  return false;
}

/** Where the last part of the tale begins that says what was done. */
function lastWork(scope: Scope, end: number): number {
  let start = 0;
  let found = 0;
  let work = false;
  for (let at = 0; at < end; at += 1) {
    const token = scope.tokens[at];
    work ||= isWork(scope, at);
    if (token?.kind !== "break" && ![",", ".", ";", "!"].includes(token?.low ?? "")) continue;
    if (work) found = start;
    work = false;
    start = at + 1;
  }
  return work ? start : found;
}
