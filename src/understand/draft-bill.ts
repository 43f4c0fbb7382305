import type { Day } from "../domain/day.ts";
import type { Intent } from "../domain/intent.ts";
import { isTerms, toldWith } from "./about-bill.ts";
import { type Clause, cueSpans } from "./clause.ts";
import { terms, worked } from "./day-worked.ts";
import { gapsOfMoney, keepsFigures, large } from "./doubt.ts";
import { blankOf, type Draft, type Gap } from "./draft.ts";
import { usualGap } from "./gaps.ts";
import { readLines } from "./lines.ts";
import type { Mood } from "./mood.ts";
import { companions, looksLikeName, type Span } from "./name.ts";
import { currencyOf } from "./read-foreign.ts";
import { type Named, resolveName } from "./resolve-name.ts";
import { type AmountMark, isKind, lowAt, marksOf, type Scope, wordAt } from "./scope.ts";
import { dueIn, moneyIn, type Ranged, textIn, vatIn, xeroIn } from "./slots.ts";
import { saysSame, splitOrders } from "./split-orders.ts";
import { fillers, workWords } from "./vocabulary.ts";
import { eachIn, laterClient, mainClient, withOthers } from "./who.ts";

/** More about the order before, without a client of its own. */
export const fragmentMood: Mood = {
  negated: false,
  asked: false,
  polite: false,
  conditional: false,
  idle: false,
  reported: false,
  others: false,
};

/** An order for one or several bills. */
export function draftBills(scope: Scope, clause: Clause, mood: Mood): Draft[] {
  if (mood === fragmentMood) return [draftBill(scope, clause, clause, null, false, [])];
  const guessed = clause.cue === null || clause.cue.is.cue.guessed === true || mood.asked || mood.reported;
  const segments = splitOrders(scope, clause);
  const unsure = guessed && !(mood.polite && clause.cue?.is.cue.guessed !== true && !mood.reported);
  const drafts: Draft[] = [];
  for (const segment of segments)
    drafts.push(...draftSegment(scope, clause, segment, segment === segments[0], unsure));
  return sharedDay(scope, clause, drafts);
}

/** "…and Harris 85, both due Friday" */
function sharedDay(scope: Scope, clause: Clause, drafts: Draft[]): Draft[] {
  const last = marksOf(scope, "day", clause.start, clause.end).at(-1);
  const due = drafts.at(-1)?.intent.dueOn ?? null;
  if (drafts.length < 2 || last === undefined || due === null) return drafts;
  const all = [lowAt(scope, last.start - 1), lowAt(scope, last.start - 2), lowAt(scope, last.start)];
  if (!all.some((low) => ["both", "all", "each"].includes(low))) return drafts;
  return drafts.map((draft) => ({ ...draft, intent: { ...draft.intent, dueOn: draft.intent.dueOn ?? due } }));
}

function draftSegment(
  scope: Scope,
  clause: Clause,
  segment: Ranged,
  first: boolean,
  guessed: boolean,
): Draft[] {
  const said = first ? mainClient(scope, clause, segment) : laterClient(scope, segment);
  const party =
    said !== null && namesWork(scope, said) && resolveName(scope, said).mention.match === null ? null : said;
  const parties = party === null ? [] : withOthers(scope, party, segment);
  const apart = eachIn(scope, segment) ? parties.flatMap((one) => splitNames(scope, one)) : parties;
  if (apart.length <= 1) {
    const draft = draftBill(scope, clause, segment, party, guessed, []);
    return [!first && saysSame(scope, segment) ? { ...draft, same: true } : draft];
  }
  const each = marksOf(scope, "each", segment.start, segment.end).length > 0 || eachIn(scope, segment);
  const gap: Gap[] = each ? [] : [{ about: "amount", text: "Is that amount for each of them?" }];
  return apart.map((one) => draftBill(scope, clause, segment, one, guessed, gap, apart));
}

/** "bill parking 40": what it is for, and nobody's name. */
function namesWork(scope: Scope, { start, end }: Span): boolean {
  return scope.tokens.slice(start, end).every(({ word, upper }) => !upper && workWords.has(word));
}

/** "Dick and Harry 20 each" are two, though "Dick and Harry" may be a firm. */
function splitNames(scope: Scope, { start, end }: Span): Span[] {
  if (isKind(scope.owner[start], "client")) return [{ start, end }];
  for (let at = start + 1; at < end - 1; at += 1) {
    if (["and", "&"].includes(lowAt(scope, at)) && !companions.has(wordAt(scope, at + 1)))
      return [
        { start, end: at },
        { start: at + 1, end },
      ];
  }
  return [{ start, end }];
}

function draftBill(
  scope: Scope,
  clause: Clause,
  segment: Ranged,
  party: Span | null,
  guessed: boolean,
  more: readonly Gap[],
  parties: readonly Span[] = [],
): Draft {
  const named = party === null ? null : resolveName(scope, party);
  const figures = moneyIn(scope, segment).filter(
    (mark) => party === null || mark.start >= party.end || mark.end <= party.start,
  );
  const money = behindVerb(clause, figures);
  const amountGaps = gapsOfMoney(scope, segment, money);
  const skip = namesIn(scope, clause, segment, party, parties);
  const from =
    clause.cue !== null && clause.cue.start >= segment.start && clause.cue.is.cue.form === "do"
      ? clause.cue.start
      : segment.start;
  const lines = readLines(scope, from, segment.end, money, skip);
  const read = money.length > 0 && amountGaps.length === 0 && !lines.unclear;
  const due = dueIn(scope, toldWith(scope, { ...clause, ...segment }, true));
  const sendOn = firstDay(scope, clause, segment);
  const vat = vatIn(scope, segment);
  const currency = currencyOf(scope, segment, money);
  const gaps: Gap[] = [
    ...(named === null && forThem(scope, clause)
      ? [{ about: "client", books: "whom" } as const]
      : clientGaps(named)),
    ...(money.length === 0 || lines.unclear ? [unpriced(scope, segment)] : []),
    ...amountGaps,
    ...(due.gap === null || sendOn !== null ? [] : [due.gap]),
    ...(vat.gap === null ? [] : [vat.gap]),
    ...(inParts(scope, money) ? [partsGap] : []),
    ...(currency === scope.currency ? [] : [foreignGap(scope)]),
    ...more,
  ];
  const unsure =
    money.length < figures.length ||
    smallNumber(scope, clause, money) ||
    bystander(scope, segment, party === null ? [] : [party, ...parties], money.length > 0) ||
    marksOf(scope, "draft", segment.start, segment.end).length > 0 ||
    guessed ||
    (named?.guessed ?? false) ||
    due.guessed ||
    dayFirst(scope, segment, money) ||
    lines.guessed ||
    money.some((mark) => mark.is.slang) ||
    large(money);
  const intent: Intent = {
    ...blankOf("create-bill"),
    certainty: unsure ? "guessed" : "said",
    client: named?.mention ?? null,
    lines: read || keepsFigures(money, amountGaps) ? lines.lines : [],
    totalMinor: read || keepsFigures(money, amountGaps) ? lines.totalMinor : null,
    currency,
    vat: vat.vat,
    ...(vat.allIn && { allIn: vat.allIn }),
    dueOn: sendOn === null ? due.day : null,
    // "end of day, bill Kev": said today, and no day to wait for.
    on: sendOn === null || sendOn.on === scope.today ? null : sendOn.on,
    toXero: xeroIn(scope, segment),
    reference: textIn(scope, segment, "reference"),
    description: lines.lines.length === 1 ? (lines.lines[0]?.description ?? null) : lines.description,
    method: marksOf(scope, "method", segment.start, segment.end)[0]?.is.method ?? null,
    email: textIn(scope, segment, "email"),
    phone: textIn(scope, segment, "phone"),
    address: addressIn(scope, segment, party),
  };
  return { intent, gaps };
}

/** "told him 400, came in at 380, bill him 380": what is told before the order is no line of it, where it has a price. */
function behindVerb({ cue }: Clause, money: readonly AmountMark[]): readonly AmountMark[] {
  if (cue === null || cue.is.cue.form !== "do") return money;
  const behind = money.filter((mark) => mark.start >= cue.end);
  return behind.length === 0 ? money : behind;
}

/** "150 now and 150 on 1 January": each with a day of its own. */
function inParts(scope: Scope, money: readonly AmountMark[]): boolean {
  const days = money.map(({ end }) => scope.owner[end]).filter((mark) => isKind(mark, "day"));
  const now = days.some(({ is }) => is.ahead === scope.today);
  const later = days.some((mark) => mark.is.ahead !== scope.today && !worked(scope, mark));
  return now && later && days.length === money.length;
}

const partsGap: Gap = { about: "action", text: "I can't split a bill into parts yet." };

/** "bill him 40": whoever was talked of. */
function forThem(scope: Scope, { cue }: Clause): boolean {
  const at = cue?.end ?? -1;
  return ["him", "her", "them"].includes(
    lowAt(scope, lowAt(scope, at) === "to" || lowAt(scope, at) === "for" ? at + 1 : at),
  );
}

/** "bill Acme again": for as much as the last time. */
function unpriced(scope: Scope, { start, end }: Ranged): Gap {
  const again = scope.tokens.slice(start, end).some(({ low }) => low === "again");
  return again ? usualGap : { about: "amount" };
}

function foreignGap({ currency }: Scope): Gap {
  return { about: "currency", text: `I can only bill in ${currency} yet. Is that ${currency}?` };
}

function namesIn(
  scope: Scope,
  clause: Clause,
  segment: Ranged,
  party: Span | null,
  parties: readonly Span[],
): Span[] {
  const own = party === null ? [] : [party, spokesman(scope, party)];
  return [
    ...own,
    ...parties,
    ...(clause.cue !== null && clause.cue.start >= segment.start ? cueSpans(clause.cue) : []),
  ];
}

/** "Sarah at" before Acme: who ordered is neither billed nor the work. */
function spokesman(scope: Scope, party: Span): Span {
  const at = lowAt(scope, party.start - 1) === "the" ? party.start - 2 : party.start - 1;
  let start = party.start;
  if (["at", "from", "of", "@"].includes(lowAt(scope, at))) {
    start = at;
    while (looksLikeName(scope, start - 1)) start -= 1;
  }
  return { start, end: party.start };
}

/** "bill 14 Acme": fourteen pounds, or the fourteenth bill? */
function smallNumber(scope: Scope, clause: Clause, money: readonly AmountMark[]): boolean {
  const only = money[0];
  const word = clause.cue !== null && clause.cue.end - clause.cue.start === 1;
  if (!word || only === undefined || only.end >= clause.end) return false;
  const bare = only.is.strength === "bare" && (only.is.minor ?? 0) < 10_000;
  const figures = scope.tokens[only.start]?.kind === "number" && only.end === only.start + 1;
  return (
    bare &&
    figures &&
    only.start === clause.cue?.end &&
    (!["to", "for", "off"].includes(lowAt(scope, only.end)) || (only.is.minor ?? 0) <= 2000)
  );
}

/** Another client stands in the order, and nothing says what for. */
function bystander(scope: Scope, segment: Ranged, parties: readonly Span[], priced: boolean): boolean {
  const taken = parties.map((span) => span.start);
  const after = parties[0]?.end ?? segment.end;
  const own = marksOf(scope, "client", segment.start, segment.end).filter((mark) =>
    taken.includes(mark.start),
  );
  return marksOf(scope, "client", after, segment.end).some(
    (mark) =>
      (priced || !mark.is.weak) &&
      !taken.includes(mark.start) &&
      !mark.is.matches.every((name) => own.some(({ is }) => is.matches.includes(name))),
  );
}

function addressIn(scope: Scope, segment: Ranged, party: Span | null): string | null {
  const others = marksOf(scope, "address", segment.start, segment.end).filter(
    (mark) => mark.start !== party?.start,
  );
  return others[0]?.is.value ?? null;
}

export function clientGaps(named: Named | null): Gap[] {
  if (named === null) return [{ about: "client" }];
  if (named.several.length === 0) return [];
  return [whichOf(named.several)];
}

export function whichOf(clients: readonly string[]): Gap {
  const few = clients.slice(0, 4);
  return { about: "client", text: `Which one: ${few.join(", ")}?`, clients: few };
}

/** "tomorrow bill Acme 230", "…send it on Friday": the day to send, not to pay; a day told before the order is neither. */
function firstDay(scope: Scope, clause: Clause, segment: Ranged): { readonly on: Day | null } | null {
  const cueStart = clause.cue?.start ?? -1;
  for (const mark of marksOf(scope, "day", segment.start, segment.end)) {
    if (mark.is.due || mark.is.ahead === null || mark.is.ahead < scope.today || isTerms(scope, mark))
      continue;
    const before = [lowAt(scope, mark.start - 2), lowAt(scope, mark.start - 1)];
    const sent = before.includes("send") || before.includes("sent");
    if (sent || mark.start < cueStart)
      return { on: sent || opens(scope, clause.start, mark.start) ? mark.is.ahead : null };
  }
  return null;
}

/** "bill Acme on Friday 40", "2 days 300": when it is sent, due or done? Behind the price it is when to pay. */
function dayFirst(scope: Scope, { start, end }: Ranged, money: readonly AmountMark[]): boolean {
  return marksOf(scope, "day", start, end).some(
    (mark) =>
      !mark.is.due &&
      ((mark.is.length && !terms.has(wordAt(scope, mark.start))) || lowAt(scope, mark.start) === "on") &&
      money.some((one) => one.start === mark.end),
  );
}

/** "tomorrow bill Acme", and not "Acme cancelled Thursday, still bill them". */
function opens(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const light = fillers.has(wordAt(scope, at)) || scope.tokens[at]?.kind !== "word";
    if (!light && !["and", "then", "on", "but", "so", "can", "you", "could"].includes(lowAt(scope, at)))
      return false;
  }
  return true;
}
