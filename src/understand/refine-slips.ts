import type { Effect } from "./cue.ts";
import { type AmountReading, claim, type Mark, takenFor } from "./mark.ts";
import { isKind, lowAt, type MarkOf, ownerAt, rewritten, type Scope } from "./scope.ts";
import { tokenAt } from "./tokens.ts";
import { fillers } from "./vocabulary.ts";
import { words } from "./words.ts";

/* Slips of the tongue, and what is denied: what follows them stands instead of what was said before. */

const takesBack: ReadonlySet<Effect> = new Set(["cancel-bill", "write-off"]);

/** "bill Acme 200, scratch that, 220": with another amount right behind, a slip and no cancelling. */
export function scratched(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    if (isKind(mark, "cue") && setsRight(scope, mark)) {
      const slip = ["no", "sorry", "actually", "wait", "oops"].includes(lowAt(scope, mark.start - 1));
      return claim(slip ? mark.start - 1 : mark.start, mark.is.gapStart + 1, { kind: "fix" });
    }
    if (isKind(mark, "cue") && takesOff(scope, mark)) {
      return takenFor(mark, { ...mark.is, cue: { ...mark.is.cue, effect: "edit-bill" } });
    }
    if (!isKind(mark, "cue") || !takesBack.has(mark.is.cue.effect) || mark.start === 0) return mark;
    const next = scope.owner[mark.end] ?? scope.owner[mark.end + 1];
    const earlier = scope.marks.some((other) => isKind(other, "amount") && other.end <= mark.start);
    if (!isKind(next, "amount") || !earlier) return mark;
    return claim(mark.start, mark.end, { kind: "fix" });
  });
}

/** "remove £14 from Fiona's bill": less on it, and no bill is cancelled. */
function takesOff(scope: Scope, { end, is }: MarkOf<"cue">): boolean {
  const sum = is.cue.effect === "cancel-bill" ? scope.owner[end] : undefined;
  return isKind(sum, "amount") && ["from", "off"].includes(lowAt(scope, sum.end));
}

/** "bill Acme 200, no make that 220 for the lot": a slip, and no bill from before that is changed. */
function setsRight(scope: Scope, { start, is }: MarkOf<"cue">): boolean {
  if (is.cue.effect !== "edit-bill" || is.gapStart !== start + 1 || lowAt(scope, start) !== "make")
    return false;
  if (!["that", "it", "this"].includes(lowAt(scope, start + 1))) return false;
  const before = (kind: "amount" | "cue") =>
    scope.marks.some(
      (mark) =>
        mark.end <= start &&
        isKind(mark, kind) &&
        (!isKind(mark, "cue") || mark.is.cue.effect === "create-bill"),
    );
  return isKind(scope.owner[start + 2], "amount") && before("amount") && before("cue");
}

/** "eighty five, no sorry, ninety five": what follows a slip replaces the last of its kind before it. */
export function takeLastCorrection(scope: Scope): Mark[] | null {
  if (!scope.marks.some((mark) => mark.kind === "fix")) return null;
  const marks = [...scope.marks];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark === undefined || mark.kind !== "fix" || index === 0) continue;
    const next = marks
      .slice(index + 1)
      .find(
        (later) =>
          ["amount", "day", "client", "vat", "bill"].includes(later.kind) &&
          lowAt(scope, later.start - 1) !== "not",
      );
    if (next === undefined) continue;
    const prior = marks.slice(0, index).findLastIndex((earlier) => earlier.kind === next.kind);
    if (!follows(scope, pastDenied(scope, mark.end, marks[prior]), next.start)) continue;
    if (prior < 0) continue;
    const said = marks[prior];
    if (said === undefined) continue;
    const ordered = marks.some((one) => isKind(one, "cue") && one.is.cue.effect === "create-bill");
    if (!ordered && sentenceEnds(scope, said.end, next.start) && !isKind(next, "client")) {
      // "make bill 12 90. No, 95": put right where it was said, as a sentence that only corrects orders nothing.
      marks[prior] = takenFor(said, next.is);
      marks[marks.indexOf(next)] = takenFor(next, { kind: "fix" });
      continue;
    }
    marks[prior] = takenFor(said, { kind: "fix" });
    for (const [at, between] of marks.entries())
      if (at > index && isKind(between, "client") && between.start < next.start)
        marks[at] = takenFor(between, { kind: "fix" });
    replaceBeside(marks, prior, marks.indexOf(next));
    const loose = isKind(said, "amount") && isKind(next, "amount") ? likeBefore(said.is, next.is) : null;
    if (loose !== null) marks[marks.indexOf(next)] = takenFor(next, loose);
  }
  return marks;
}

function sentenceEnds(scope: Scope, from: number, to: number): boolean {
  return scope.tokens
    .slice(from, to)
    .some(({ kind, low }, at) => kind === "break" || (low === "." && scope.owner[from + at] === undefined));
}

/** "cancel bill 30, no, 31": a bare figure behind a slip puts right the last figure said, and that was a bill's. */
export function otherNumber(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark, index): Mark => {
    if (!isKind(mark, "amount") || mark.is.strength === "sure" || !/^\d{1,6}$/.test(lowAt(scope, mark.start)))
      return mark;
    const slip = scope.marks.slice(0, index).findLast((one) => one.kind === "fix");
    if (slip === undefined || !follows(scope, slip.end, mark.start)) return mark;
    const said = scope.marks.findLast(
      (one) => one.end <= slip.start && (isKind(one, "bill") || isKind(one, "amount") || isKind(one, "day")),
    );
    if (!isKind(said, "bill")) return mark;
    return takenFor(mark, { kind: "bill", number: Number(lowAt(scope, mark.start)), sure: said.is.sure });
  });
}

/** "Tom 200, no sorry, Lily 200": what stood right beside the slip was put right with it. */
function replaceBeside(marks: Mark[], said: number, next: number): void {
  const [old, fresh] = [marks[said + 1], marks[next + 1]];
  if (!isKind(marks[next], "client") || !isKind(old, "amount") || !isKind(fresh, "amount")) return;
  if (old.start - (marks[said]?.end ?? 0) > 1 || fresh.start - (marks[next]?.end ?? 0) > 1) return;
  if (said + 1 < next) marks[said + 1] = takenFor(old, { kind: "fix" });
}

/** "a hundred and eighty, no, one sixty": a price as large as the one it puts right. */
function likeBefore(said: AmountReading, next: AmountReading): AmountReading | null {
  // "4 hours at 20, no, 25": so many as before, if nobody says otherwise.
  if (said.quantity !== 1 && next.quantity === 1)
    return { ...next, quantity: said.quantity, counted: said.counted, slang: true };
  const hundreds = said.minor !== null && said.minor >= 10_000 && next.minor === null;
  return hundreds && next.loosePrice !== null ? { ...next, minor: next.loosePrice * 100 } : null;
}

const linkWords = words(
  "its 's it is that be to for the on by make should meant mean i due , - . bill say was so in all",
);

/** "Billie 40, no, not Billie, Val": whom it is not, said once more. */
function pastDenied(scope: Scope, from: number, said: Mark | undefined): number {
  const at = lowAt(scope, from) === "," ? from + 1 : from;
  if (!isKind(said, "client") || lowAt(scope, at) !== "not") return from;
  const names = said.is.matches
    .join(" ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  let end = at + 1;
  while (["him", "her", "them", ...names].includes(lowAt(scope, end))) end += 1;
  return end;
}

/** Only a few words without weight stand between the slip and its correction. */
function follows(scope: Scope, from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    if (
      !linkWords.hasLow(low) &&
      !fillers.hasLow(low) &&
      scope.owner[at]?.kind !== "fix" &&
      scope.owner[at]?.kind !== "cue" &&
      scope.owner[at]?.kind !== "other"
    )
      return false;
  }
  return true;
}

/** "200 not 250", "200 rather than 250": the denied amount is no amount; denied alone it leaves the question how much. */
export function dropDenied(scope: Scope): Mark[] | null {
  return rewritten(scope, (mark): Mark => {
    const kind = mark.kind;
    const days = kind === "day" && scope.marks.some((other) => other !== mark && other.kind === "day");
    const from =
      kind === "amount" || days || notHim(scope, mark) ? deniedFrom(scope, mark.start) : mark.start;
    if (from === mark.start && !(kind === "amount" && becomesAnother(scope, mark))) return mark;
    return claim(from, mark.end, { kind: "fix" });
  });
}

/** "not Peter but Nora" */
function notHim(scope: Scope, mark: Mark): boolean {
  // "not Acme, Harris paid 230"
  const pause = [",", "-"].includes(lowAt(scope, mark.end));
  if (isKind(mark, "client") && pause && isKind(scope.owner[mark.end + 1], "client")) return true;
  const but =
    lowAt(scope, mark.end) === "," && lowAt(scope, mark.end + 1) === "but" ? mark.end + 2 : mark.end + 1;
  return isKind(mark, "client") && lowAt(scope, but - 1) === "but" && isKind(scope.owner[but], "client");
}

/** "Kasia's 80 is now 90": what it was, and what it becomes. */
function becomesAnother(scope: Scope, { end }: Mark): boolean {
  const [is, now] = [lowAt(scope, end), lowAt(scope, end + 1)];
  const turns = is === "is" ? ["now", "really", "actually"].includes(now) : is === "should" && now === "be";
  return turns && isKind(scope.owner[end + 2], "amount");
}

function deniedFrom(scope: Scope, at: number): number {
  const [one, two] = [lowAt(scope, at - 1), lowAt(scope, at - 2)];
  if ((one === "than" && two === "rather") || (one === "of" && two === "instead")) return at - 2;
  if (one === "the" && two === "not") return at - 2;
  // "change it from 80 to 60"
  const later = scope.marks.some(
    (mark) => isKind(mark, "amount") && mark.start > at && lowAt(scope, mark.start - 1) === "to",
  );
  if (one === "from" && later) return at - 1;
  if (one === "not" && (two === "is" || two === "was")) return at - 2;
  // "60 (was 70)"
  const before = scope.marks.find((mark) => isKind(mark, "amount") && mark.end <= at && at - mark.end <= 3);
  // "that 25 was 30": which of the two it is to be, nobody can tell.
  const pointed = ["that", "the", "his", "her"].includes(lowAt(scope, (before?.start ?? 0) - 1));
  if (one === "was" && before !== undefined && !pointed) return at - 1;
  // "retail 240 not trade 180"
  const word = tokenAt(scope.tokens, at - 1)?.kind === "word" && ownerAt(scope, at - 1) === undefined;
  const said = scope.marks.some((mark) => isKind(mark, "amount") && mark.end === at - 2);
  if (two === "not" && word && said && !one.endsWith("ing")) return at - 2;
  if (one === "isnt" || one === "wasnt") return at - 1;
  return one === "not" ? at - 1 : at;
}
