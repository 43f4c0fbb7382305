import { months } from "./calendar-words.ts";
import type { Clause } from "./clause.ts";
import { businesses } from "./client-index.ts";
import type { Effect } from "./cue.ts";
import type { Draft } from "./draft.ts";
import { type Allowed, allowed, billing, joints, reports, sides } from "./gate-lists.ts";
import { weighty } from "./grammar-words.ts";
import type { Mark } from "./mark.ts";
import { politeEnd } from "./mood.ts";
import { type AmountMark, isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { tokenise } from "./tokens.ts";
import { countedThings, fillers, firstNames, workWords } from "./vocabulary.ts";
import { begins, words } from "./words.ts";

/*
 * What the gate asks about words: each must be part of the verb, a name, a field, manners, or the work that is billed.
 * The lists say what an order may hold, not what it may not: a word that nobody thought of makes it a guess.
 */

/** Is every word of a clause accounted for by what was made of it? */
export function everyWord(scope: Scope, clause: Clause, drafts: readonly Draft[]): boolean {
  const verb = drafts[0]?.intent.intent ?? "none";
  const may = allowed[verb];
  if (may === undefined) return true;
  const named = namesOf(scope, drafts);
  return (
    opensPlain(scope, clause, may, named) &&
    goesOnPlain(scope, clause, may, named) &&
    (may !== billing || !partOf(scope, clause))
  );
}

/** Where the names stand of whom the order is about: the same words elsewhere are words. */
function namesOf(scope: Scope, drafts: readonly Draft[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { intent } of drafts) {
    const said = tokenise(intent.client?.said ?? "").map(({ low }) => low);
    const from = scope.tokens.findIndex((_, at) =>
      said.every((low, index) => lowAt(scope, at + index) === low),
    );
    for (const index of said.keys()) places.add(from + index);
  }
  return places;
}

const unsettling = words("not was were is are say said he they she");

/** "test: bill Acme 230": what is said under it is no order. */
const headings = words(
  "test testing example sample demo template quote draft idea reminder later joke maybe script wording said says g",
);

/** Before the verb of an order stand manners, joints and days; before "paid" whoever paid. */
function opensPlain(scope: Scope, { start, cue }: Clause, may: Allowed, named: ReadonlySet<number>): boolean {
  if (cue === null) return true;
  const telling = may !== billing || cue.is.cue.form === "did";
  for (let at = start; at < cue.start; at += 1) {
    const polite = politeEnd(scope, at);
    if (polite > at && polite <= cue.start) {
      at = polite - 1;
      continue;
    }
    if (marked(scope, at, may) || isName(scope, at, may, named) || fillers.has(wordAt(scope, at))) continue;
    const low = lowAt(scope, at);
    // "done: bill Wes 90": ticked off, or still to do?
    if (low === ":" && (reports.has(wordAt(scope, at - 1)) || headings.has(wordAt(scope, at - 1))))
      return false;
    if (doubtful.has(wordAt(scope, at))) return false;
    if (scope.tokens[at]?.kind !== "word" && scope.tokens[at]?.kind !== "number") continue;
    const word = wordAt(scope, at);
    if (telling ? may.light.has(word) : joints.has(word) || reports.has(word) || workWords.has(word))
      continue;
    return false;
  }
  return true;
}

function goesOnPlain(
  scope: Scope,
  { start, end, cue, list }: Clause,
  may: Allowed,
  named: ReadonlySet<number>,
): boolean {
  let open = list === true;
  let listed = list === true;
  /** "£20 towards it can you check": what a payment is for ends with its words. */
  let closes = -1;
  const money = moneyIn(scope, { start, end });
  /** "for the 2019 transit", "for 6 children": figures within what it was for do not end it. */
  const within = (mark: Mark) =>
    isKind(mark, "amount")
      ? !money.includes(mark) || mark.is.quantity !== 1
      : isKind(mark, "other") || isKind(mark, "client") || (isKind(mark, "day") && mark.is.length);
  for (let at = cue?.start ?? start; at < end; at += 1) {
    const low = lowAt(scope, at);
    const word = wordAt(scope, at);
    if (at === closes) open = listed;
    if (marked(scope, at, may)) {
      const mark = scope.owner[at];
      closes = -1;
      open =
        listed ||
        (mark !== undefined &&
          within(mark) &&
          (open || isKind(mark, "amount") || lowAt(scope, mark.start) === "for"));
      continue;
    }
    if (scope.owner[at] !== undefined && !(open && isKind(scope.owner[at], "cue"))) return false;
    if (doubtful.has(word)) return false;
    if (isName(scope, at, may, named) || scope.tokens[at]?.kind === "sign") {
      listed ||= low === ":";
      open ||= may.openers.has(word);
      continue;
    }
    const polite = politeAround(scope, at);
    if (polite > at) {
      at = polite - 1;
      continue;
    }
    if (low === "at" && ["last", "long"].includes(lowAt(scope, at + 1))) continue;
    if (may.bare === false && lowAt(scope, cue?.start ?? 0) !== "paid" && offBill(scope, at)) return false;
    if (may.never?.has(word) === true || (may === billing && pricedFrom(scope, at))) return false;
    // "knock 50 off for Brian not sure"
    const loose = open && may.verb === "edit-bill" && unsettling.has(word);
    if (weighty.has(word) && (loose || !may.light.has(word))) {
      if (!ofWork(scope, at)) return false;
      continue;
    }
    if (may.openers.has(word)) {
      open = true;
      if (may.bare) continue;
      if (!forKnown(scope, at + 1, end, may)) return false;
      closes = endOfRun(scope, at + 1, end, may);
    } else if (!open && !may.light.has(word) && !fillers.has(word)) {
      const run = endOfRun(scope, at, end, may);
      if (!may.bare || !(tellsWork(scope, at, run) || isLabel(scope, at, run, money))) return false;
      at = run - 1;
    }
  }
  return true;
}

/** "300 pounds of sand": how much it costs, or how much of it there is? */
function partOf(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => lowAt(scope, mark.end) === "of");
}

/** What one is sent for with somebody's money. */
const errands = words("petrol diesel fuel milk lunch food drinks taxi flowers cake cakes");

/** "gave me 20 for the raffle": for work or a bill of ours, or for something else? */
function forKnown(scope: Scope, from: number, end: number, may: Allowed): boolean {
  const run = endOfRun(scope, from, end, may);
  if (errands.has(wordAt(scope, from))) return false;
  if (scope.owner[from] !== undefined || scope.owner[run] !== undefined || tellsWork(scope, from, run))
    return true;
  for (let at = from; at < run; at += 1) if (!may.light.has(wordAt(scope, at))) return false;
  return true;
}

/** "bill new client Tara 65", "and email it to tara@…": verbs that only say whom and where to. */
const beside: ReadonlySet<Effect> = new Set(["add-client", "edit-client"]);

/** Owned by a mark of a kind that such an order has a field for. */
function marked(scope: Scope, at: number, { kinds, verb }: Allowed): boolean {
  const mark = scope.owner[at];
  if (mark === undefined) return false;
  // Another verb than the one that leads is a word like any other.
  if (isKind(mark, "cue"))
    return (
      mark.is.cue.effect === verb ||
      (verb === "edit-bill" &&
        mark.is.cue.needsDay === true &&
        scope.marks.some((one) => one.kind === "day" && one.start >= mark.end)) ||
      mark.is.cue.noun === true ||
      beside.has(mark.is.cue.effect)
    );
  return kinds.has(mark.kind);
}

function isName(scope: Scope, at: number, may: Allowed, named: ReadonlySet<number>): boolean {
  if (named.has(at)) return true;
  if (may === billing) return businesses.has(lowAt(scope, at));
  // "Acme paid the council": a firm's word that stands by itself is somebody.
  return businesses.has(lowAt(scope, at)) && (named.has(at - 1) || isKind(ownerAt(scope, at - 1), "client"));
}

/** "~40", "<40", "40 ❌": not that figure, or not at all. */
const doubtful = words("~ < > ? ^ | \\ ≈ ≤ ≥ ± ❌ ✖ ✗ ✘ 🚫 ⛔ 👎 ❓ ❔ 🤔 🙅 🤷");

/** "bill Acme from 60", "80p a litre": no price of all of it yet. */
function pricedFrom(scope: Scope, at: number): boolean {
  if (["a", "an", "per"].includes(lowAt(scope, at)) && isKind(ownerAt(scope, at - 1), "amount")) return true;
  // "bill Acme to fifty": two fifty, as a phone hears it.
  const before = ownerAt(scope, at - 1);
  const heard =
    ["to", "too"].includes(lowAt(scope, at)) && (isKind(before, "client") || isKind(before, "cue"));
  if (heard && isKind(scope.owner[at + 1], "amount")) return true;
  const low = lowAt(scope, at);
  // "40 from January": for what begins then?
  if (["from", "since", "until", "till"].includes(low) && months.has(wordAt(scope, at + 1))) return true;
  return ["from", "by", "in", "on"].includes(low) && isKind(scope.owner[at + 1], "amount");
}

/** "he dropped 60 off the bill": less to pay, and nothing paid. */
function offBill(scope: Scope, at: number): boolean {
  const whose = ["the", "his", "her", "my", "their", "that"].includes(lowAt(scope, at + 1));
  return (
    lowAt(scope, at) === "off" &&
    whose &&
    ["bill", "invoice", "price", "total"].includes(lowAt(scope, at + 2))
  );
}

/** Free words in a row: up to the next field, sign or word that opens something. */
function endOfRun(scope: Scope, from: number, end: number, may: Allowed): number {
  let at = from;
  while (
    at < end &&
    (scope.tokens[at]?.kind === "word" || (lowAt(scope, at) === "-" && scope.tokens[at]?.gap === false)) &&
    !may.openers.has(wordAt(scope, at)) &&
    !weighty.has(wordAt(scope, at)) &&
    (scope.owner[at] === undefined || isKind(scope.owner[at], "cue"))
  )
    at += 1;
  return Math.max(at, from + 1);
}

/** "£250 shoot + £15 usb": in a list of prices a word or two behind each say what for. */
function isLabel(scope: Scope, from: number, to: number, money: readonly AmountMark[]): boolean {
  const price = ownerAt(scope, from - 1);
  const priced = isKind(price, "amount") && price.is.strength === "sure" && money.length > 1;
  return (
    priced &&
    to - from <= 2 &&
    scope.tokens.slice(from, to).every(({ word, upper }) => !upper && !firstNames.has(word))
  );
}

/** "boiler repair 85", said without any "for": one of the words must be known as work. */
function tellsWork(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const word = wordAt(scope, at);
    if (papers.has(word)) continue;
    if (workWords.has(word) || countedThings.has(word) || sides.has(word)) return true;
    if (nearlyWork(lowAt(scope, at)) || isDoing(scope, at)) return true;
  }
  return false;
}

/** Of ours, and no work. */
const papers = words("bills invoices reminders");

const halves = words("past day hour term");

/** "felling the ash": something that was done to something, and no doing that changes a bill. */
function isDoing(scope: Scope, at: number): boolean {
  const low = lowAt(scope, at);
  if (low.length < 6 || !low.endsWith("ing") || noWork.hasLow(low)) return false;
  return (
    ["the", "a", "an", "his", "her", "their"].includes(lowAt(scope, at + 1)) &&
    !sums.has(wordAt(scope, at + 2))
  );
}

const sums = words(
  "fee fees discount vat deposit rest difference change tip total price balance money bill invoice cost extra",
);
const noWork = words(
  "including excluding owing being having pending paying missing refunding halving splitting sharing deducting adding assuming providing considering regarding charging billing invoicing keeping holding knocking taking making leaving during covering exceeding ignoring forgetting waiving dropping skipping losing waiting",
);

let slips: ReadonlySet<string> | undefined;

/** "windws", "paintin": a letter left out of a word of work. */
function nearlyWork(low: string): boolean {
  if (low.length < 5) return false;
  slips ??= new Set([...workWords].filter((word) => word.length > 5).flatMap(oneLess));
  return slips.has(low) || (low.length >= 7 && oneLess(low).some((less) => workWords.hasLow(less)));
}

function oneLess(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** "what I did", "the work we agreed", "no 4": whose work it was changes nothing. */
function ofWork(scope: Scope, at: number): boolean {
  const [low, next] = [lowAt(scope, at), lowAt(scope, at + 1)];
  if (["i", "ive", "we", "weve", "what", "that", "did", "had", "have"].includes(low))
    return (
      ["did", "done", "fitted", "fixed", "i", "we", "ive", "weve"].includes(next) ||
      ["i", "we", "ive", "weve"].includes(lowAt(scope, at - 1))
    );
  if (low === "was" || low === "is") return ["done", "finished", "completed", "agreed"].includes(next);
  if (low === "half") return halves.has(wordAt(scope, at + 1)) || sides.has(wordAt(scope, at - 1));
  // "the front only", "ninety five quid like"
  if (low === "only" || low === "like") return scope.tokens[at + 1]?.kind !== "word";
  return low === "no" && (scope.tokens[at + 1]?.kind === "number" || ["pence", ".", ":"].includes(next));
}

/** The end of the polite phrase in which a word stands: "any chance you could". */
function politeAround(scope: Scope, at: number): number {
  if ((scope.opens & begins.mood) === 0) return at;
  for (let from = at; from >= Math.max(0, at - 4); from -= 1) {
    const end = politeEnd(scope, from);
    if (end > at) return end;
  }
  return at;
}
