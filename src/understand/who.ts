import type { Clause } from "./clause.ts";
import { looksLikeName, readName, type Span } from "./name.ts";
import { titles } from "./names.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope, wordAt } from "./scope.ts";
import { moneyIn, type Ranged } from "./slots.ts";
import { mayBegin } from "./tokens.ts";
import { commonNames, firstNames, kin, pronouns, workWords } from "./vocabulary.ts";
import { begins, learnWords } from "./words.ts";

/** The client of the first order of a clause: in the phrase, after it, or said elsewhere. */
export function mainClient(scope: Scope, clause: Clause, segment: Ranged): Span | null {
  const { cue } = clause;
  if (cue === null) return laterClient(scope, segment);
  const { gapStart, gapEnd } = cue.is;
  // "Harriet paid by vouchers": who it was stands before, and how behind.
  const payer = cue.is.cue.effect === "record-payment" ? ownerAt(scope, cue.start - 1) : undefined;
  if (isKind(payer, "client") && lowAt(scope, cue.start) === "paid" && lowAt(scope, cue.end - 1) === "by")
    return { start: payer.start, end: payer.end };
  if (cue.is.cue.form === "did") {
    const subject =
      subjectName(scope, clause) ?? (cue.is.cue.effect === "edit-bill" ? accountOf(scope, clause) : null);
    // "PAID - Harris"
    const noted = subject === null && ["-", ":"].includes(lowAt(scope, cue.end));
    // "received 230 Acme"
    const [from] =
      subject === null && cue.is.cue.aside === true ? marksOf(scope, "client", cue.end, clause.end) : [];
    if (from !== undefined) return { start: from.start, end: from.end };
    return noted ? readName(scope, cue.end, clause.end) : subject;
  }
  if (gapStart >= 0) {
    const inGap = readName(scope, gapStart, gapEnd);
    const known = marksOf(scope, "client", segment.start, segment.end)[0];
    if (inGap !== null && (known === undefined || isKind(scope.owner[inGap.start], "client"))) return inGap;
  }
  // "bill her 70", "do her a new one for 70"
  const within = cue.is.cue.effect === "create-bill" && cue.end - cue.start > 2 ? cue.start + 1 : cue.end;
  const him = pronouns.has(wordAt(scope, cue.end)) || pronouns.has(wordAt(scope, within));
  if (him && clause.carried != null) return clause.carried;
  const named = readName(scope, cue.end, segment.end);
  // "add landlord: Mr Wren"
  const role = cue.is.cue.effect !== "create-bill" && named !== null && lowAt(scope, named.end) === ":";
  const whose =
    role && !looksLikeName(scope, named.start) ? readName(scope, named.end + 1, segment.end) : null;
  const direct = whose ?? named;
  if (direct !== null && isKind(scope.owner[direct.start], "client")) return direct;
  const placed = afterPreposition(scope, cue.end, segment.end);
  if (placed !== null && (direct === null || isKind(scope.owner[placed.start], "client"))) return placed;
  if (
    direct !== null &&
    placed !== null &&
    moneyIn(scope, { start: direct.end, end: placed.start }).length === 0 &&
    opensWithThing(scope, cue.end)
  )
    return placed;
  if (direct !== null && !pronouns.has(wordAt(scope, direct.start))) return direct;
  const any = marksOf(scope, "client", segment.start, segment.end)[0];
  return any === undefined ? null : { start: any.start, end: any.end };
}

/** "send an invoice for boiler repair to Mrs Patel": what comes first is the work. */
function opensWithThing(scope: Scope, at: number): boolean {
  return lowAt(scope, at) === "for" || lowAt(scope, at - 1) === "for";
}

/** "bill 230 to Acme", "£40 for the taps to Dave": the last "to" or "for" with a name. */
function afterPreposition(scope: Scope, from: number, end: number): Span | null {
  for (const words of [
    ["to", "tae", "i"],
    ["for", "fer", "fir"],
    ["from", "off"],
  ]) {
    for (let at = from; at < end - 1; at += 1) {
      if (!words.includes(lowAt(scope, at)) || scope.owner[at] !== undefined) continue;
      const next = scope.owner[at + 1];
      const known =
        isKind(next, "client") || (lowAt(scope, at + 1) === "the" && isKind(scope.owner[at + 2], "client"));
      if (known || looksLikeName(scope, at + 1)) return readName(scope, at + 1, end);
    }
  }
  return toAnything(scope, from, end);
}

/** After an amount, "to" can only be followed by whom: "bill 230 to dai plumbing". */
function toAnything(scope: Scope, from: number, end: number): Span | null {
  for (let at = from; at < end - 1; at += 1) {
    if (lowAt(scope, at) !== "to" || scope.owner[at] !== undefined) continue;
    if (isKind(ownerAt(scope, at - 1), "amount")) return readName(scope, at + 1, end);
  }
  return isKind(scope.owner[from], "amount") && lowAt(scope, scope.owner[from].end) === "for"
    ? readName(scope, scope.owner[from].end + 1, end)
    : null;
}

/** "it should read 145 on the Rectory account" */
function accountOf(scope: Scope, { cue, end }: Clause): Span | null {
  const last = marksOf(scope, "client", cue?.end ?? end, end).at(-1);
  if (last === undefined) return null;
  const on = lowAt(scope, last.start - 1) === "the" ? last.start - 2 : last.start - 1;
  return lowAt(scope, on) === "on" ? { start: last.start, end: last.end } : null;
}

function subjectName(scope: Scope, clause: Clause): Span | null {
  const end = clause.cue?.start ?? clause.end;
  const marks = marksOf(scope, "client", clause.start, end);
  const last = marks.at(-1);
  if (last === undefined) return readName(scope, clause.start, end);
  let first = last;
  for (const mark of marks.slice(0, -1).reverse()) {
    // "viv nell and zofia all paid"
    const beside = first !== last && first.start === mark.end;
    if (!beside && (first.start - mark.end > 2 || !isSeparator(scope, first.start - 1))) break;
    first = mark;
  }
  const alone = first === last ? readName(scope, first.start, end) : null;
  return alone ?? { start: first.start, end: first.end };
}

export function laterClient(scope: Scope, segment: Ranged): Span | null {
  const known = marksOf(scope, "client", segment.start, segment.end)[0];
  if (known !== undefined) return readName(scope, known.start, segment.end);
  const from = isSeparator(scope, segment.start) ? segment.start + 1 : segment.start;
  const opening = readName(scope, from, segment.end);
  return namedBehind(scope, opening, segment) ?? opening ?? nameAfterGap(scope, segment);
}

/** "red roses for mrs okoro 48": the thing opens, and whose it is stands behind, with a title or a first name. */
function namedBehind(scope: Scope, opening: Span | null, { end }: Ranged): Span | null {
  if (opening === null || lowAt(scope, opening.end) !== "for" || looksLikeName(scope, opening.start))
    return null;
  const word = wordAt(scope, opening.end + 1);
  const person = titles.has(word) || (firstNames.has(word) && !commonNames.has(word));
  return person && scope.owner[opening.end + 1] === undefined ? readName(scope, opening.end + 1, end) : null;
}

/** "50% deposit off Mrs Lee": the name stands after a word we know. */
function nameAfterGap(scope: Scope, { start, end }: Ranged): Span | null {
  for (const gap of marksOf(scope, "gap", start, end)) {
    if (looksLikeName(scope, gap.end)) return readName(scope, gap.end, end);
  }
  return null;
}

/** Who a clause speaks of, for the pronoun of a later one. */
export function whoIn(scope: Scope, clause: Clause): Span | null {
  const known = marksOf(scope, "client", clause.start, clause.end).at(-1);
  if (known !== undefined) return { start: known.start, end: known.end };
  const span =
    readName(scope, clause.start, clause.cue?.start ?? clause.end) ?? mainClient(scope, clause, clause);
  if (span === null) return null;
  return looksLikeName(scope, span.start) || resolveName(scope, span).mention.match !== null ? span : null;
}

/** "Acme and Harris 200 each", "Acme, Harris and Dave": names joined before any amount. */
export function withOthers(scope: Scope, party: Span, segment: Ranged): Span[] {
  const parties = [party];
  let at = pastOwning(scope, party.end);
  // "Kev, Ann and Joe 50 each", said without a pause.
  const all = eachIn(scope, segment) || lowsIn(scope, segment, "all");
  while (all && isKind(scope.owner[at], "client") && at < segment.end) {
    const next = scope.owner[at];
    if (next === undefined) break;
    parties.push({ start: next.start, end: next.end });
    at = next.end;
  }
  while (at < segment.end && ["and", ",", "&", "plus", "+", "both"].includes(lowAt(scope, at))) {
    let from = at + 1;
    while (["and", "also", "to", "for"].includes(lowAt(scope, from))) from += 1;
    if (!looksLikeName(scope, from) && !knownInPart(scope, from, segment)) break;
    const next = readName(scope, from, segment.end);
    if (next === null || next.start > from + 1) break;
    parties.push(next);
    at = pastOwning(scope, next.end);
  }
  return parties;
}

/** "been to Hank's and Lou's" */
function pastOwning(scope: Scope, at: number): number {
  const joint = ["and", "&", ","].includes(lowAt(scope, at + 1));
  return lowAt(scope, at) === "'s" && joint && isKind(scope.owner[at + 2], "client") ? at + 1 : at;
}

function lowsIn(scope: Scope, { start, end }: Ranged, low: string): boolean {
  return scope.tokens.slice(start, end).some((token) => token.low === low);
}

/** "acme and harris 200 each": without capitals, but part of a known name; or no work, and each is billed. */
export function knownInPart(scope: Scope, at: number, segment: Ranged): boolean {
  const token = scope.tokens[at];
  if (token?.kind !== "word" || scope.owner[at] !== undefined || workWords.has(token.word)) return false;
  const span = readName(scope, at, segment.end);
  if (span === null || span.start !== at) return false;
  const { mention, several } = resolveName(scope, span);
  if (mention.match !== null || several.length > 0) return true;
  const told = isKind(scope.owner[span.end], "amount") || ["have", "both"].includes(lowAt(scope, span.end));
  return eachIn(scope, segment) && told;
}

/** "each" may have been read with the price: "200 each". */
export function eachIn({ opens, tokens }: Scope, segment: Ranged): boolean {
  if ((opens & begins.each) === 0) return false;
  for (let at = segment.start; at < segment.end; at += 1) if (mayBegin(tokens, at, begins.each)) return true;
  return false;
}

learnWords(["each", "apiece", "both", "respectively"], begins.each);

export function isSeparator(scope: Scope, at: number): boolean {
  return (
    scope.owner[at] === undefined &&
    ["and", ",", "&", "then", "plus", "+", "also", "-"].includes(lowAt(scope, at))
  );
}

/** "Meg hasn't paid but Ferris has": where the other's name stands. */
export function whoHas(scope: Scope, { cue, end }: Clause): number | null {
  const other = marksOf(scope, "client", cue?.end ?? end, end).at(-1);
  const has = other !== undefined && ["has", "have", "did"].includes(lowAt(scope, other.end));
  return has && other.end + 1 >= end && ["but", "though", ",", "and"].includes(lowAt(scope, other.start - 1))
    ? other.start
    : null;
}

/** "her dad's paying" */
export function ofKin(scope: Scope, { start, cue }: Clause): boolean {
  for (let at = start; at < (cue?.start ?? start); at += 1)
    if (kin.has(wordAt(scope, at)) && ["her", "his", "their"].includes(lowAt(scope, at - 1))) return true;
  return false;
}
