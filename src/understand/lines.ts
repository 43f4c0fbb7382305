import type { LineSaid } from "../domain/intent.ts";
import { roundHalfAway } from "../domain/money.ts";
import { worked } from "./day-worked.ts";
import { weighty } from "./grammar-words.ts";
import { type AmountMark, isKind, lowAt, type Scope, typed, wordAt } from "./scope.ts";
import { fillers, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

export interface LinesRead {
  readonly lines: readonly LineSaid[];
  readonly totalMinor: number | null;
  /** What the bill is for, when no amount was said. */
  readonly description: string | null;
  /** The figures can be read in more than one way. */
  readonly unclear: boolean;
  readonly guessed: boolean;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** The words between amounts are what they are for: "labour 200 materials 85.40". */
export function readLines(
  scope: Scope,
  start: number,
  end: number,
  amounts: readonly AmountMark[],
  skip: readonly Run[],
): LinesRead {
  const runs = textRuns(scope, start, end, amounts, skip);
  if (amounts.length === 0) {
    return { lines: [], totalMinor: null, description: join(scope, runs), unclear: false, guessed: false };
  }
  const paired = pair(scope, amounts, runs);
  const worked = dropWorked(scope, paired);
  const summed = dropSum(scope, worked, runs);
  if (summed === null)
    return { lines: [], totalMinor: null, description: join(scope, runs), unclear: true, guessed: false };
  const lines = summed.map(
    ({ mark, runs: own }): LineSaid => ({
      description: mark.is.counted ?? join(scope, own),
      quantity: mark.is.quantity,
      unitMinor: mark.is.minor ?? 0,
    }),
  );
  const bare = amounts.length > 1 && lines.every((line) => line.description === null);
  const joined = addedUp(scope, amounts);
  const andBetween =
    amounts.length > 1 && between(scope, amounts).some((low) => ["and", ",", "&"].includes(low));
  // "90 + 60 = 150": the sum is none of them.
  const unclear =
    bare &&
    !andBetween &&
    !addedUp(
      scope,
      summed.map(({ mark }) => mark),
    );
  const totalMinor = lines.reduce((sum, line) => sum + roundHalfAway(line.quantity * line.unitMinor), 0);
  const partial =
    lines.length > 1 &&
    lines.some(
      ({ description, quantity, unitMinor }) =>
        description === null && (quantity === 1 || unitMinor >= 100_000),
    ) &&
    !joined;
  return {
    lines: unclear ? [] : lines,
    totalMinor: unclear ? null : totalMinor,
    description: null,
    unclear,
    guessed: partial || worked !== paired,
  };
}

function addedUp(scope: Scope, amounts: readonly AmountMark[]): boolean {
  return amounts
    .slice(1)
    .every((mark, index) =>
      scope.tokens
        .slice(amounts[index]?.end ?? 0, mark.start)
        .some((token) => token.low === "plus" || token.low === "+"),
    );
}

function between(scope: Scope, amounts: readonly AmountMark[]): string[] {
  return scope.tokens.slice(amounts[0]?.end ?? 0, amounts.at(-1)?.start ?? 0).map((token) => token.low);
}

const glue = words(
  "bill invoice each apiece for fir of the re regarding doing to - : is at on in with was as about his her their my our from and plus & + , . its it 's that this all be x @ = * job: being comes came totalling total a by has been charge cost price i did ive done we you they he she him them em me us their there just some also then so due been have had finished will make makes thats what which um payable send sent email emailed text posted over instead but following goes off remaining outstanding",
);
const tailGlue = words(
  "for of the at is was to - : @ = and plus & + , comes came total totalling cost costs price in on with a as about by from x be it its that this due please thats his her their payable send sent email text and it again but rush hurry tab",
);

/** Free words, broken at every mark; "and" inside a run stays. */
function textRuns(
  scope: Scope,
  start: number,
  end: number,
  amounts: readonly AmountMark[],
  skip: readonly Run[],
): Run[] {
  const runs: Run[] = [];
  let from = -1;
  const close = (at: number) => {
    const run = from < 0 ? null : trim(scope, from, at);
    if (run !== null) runs.push(run);
    from = -1;
  };
  for (let at = start; at < end; at += 1) {
    const token = scope.tokens[at];
    const mark = scope.owner[at];
    const skipped = skip.some((span) => at >= span.start && at < span.end);
    const money = amounts.some((amount) => at >= amount.start && at < amount.end);
    const free = mark === undefined || ["other", "amount", "tone"].includes(mark.kind) || isText(scope, at);
    const stop =
      token === undefined ||
      token.kind === "break" ||
      skipped ||
      money ||
      !free ||
      [",", ";", '"'].includes(token.low);
    const aside = mark === undefined && (token?.low === "(" || token?.low === ")");
    if (stop || aside) close(at);
    else if (from < 0) from = at;
  }
  close(end);
  return runs;
}

/** "for 3 days", "for last Tuesday": when the work was, not when to pay. A lesser verb is only a word. */
function isText(scope: Scope, at: number): boolean {
  const mark = scope.owner[at];
  if (isKind(mark, "cue")) return mark.is.cue.weight <= 4 && mark.is.cue.noun !== true;
  return isKind(mark, "day") && worked(scope, mark);
}

function trim(scope: Scope, start: number, end: number): Run | null {
  let from = start;
  let to = end;
  while (
    from < to &&
    (glue.has(wordAt(scope, from)) ||
      fillers.has(wordAt(scope, from)) ||
      weighty.has(wordAt(scope, from)) ||
      !isWordy(scope, from))
  )
    from += 1;
  while (
    to > from &&
    (tailGlue.has(wordAt(scope, to - 1)) ||
      (fillers.has(wordAt(scope, to - 1)) && !(workWords.has(wordAt(scope, to - 1)) && to - 1 > from)) ||
      weighty.has(wordAt(scope, to - 1)) ||
      !isWordy(scope, to - 1))
  )
    to -= 1;
  return to > from ? { start: from, end: to } : null;
}

function isWordy(scope: Scope, at: number): boolean {
  const token = scope.tokens[at];
  return token !== undefined && (token.kind !== "sign" || token.low === "%");
}

function join(scope: Scope, runs: readonly Run[]): string | null {
  if (runs.length === 0) return null;
  const parts: string[] = [];
  let last: Run | undefined;
  for (const run of runs) {
    const gap =
      last === undefined
        ? ""
        : scope.tokens
            .slice(last.end, run.start)
            .map((token) => token.low)
            .join(" ");
    const linked = last !== undefined && (gap === "," || gap === "and" || gap === "&");
    if (linked && last !== undefined) parts[parts.length - 1] = typed(scope, last.start, run.end);
    else parts.push(typed(scope, run.start, run.end));
    last = linked && last !== undefined ? { start: last.start, end: run.end } : run;
  }
  return parts.join(", ").replace(/\s+/g, " ").slice(0, 500);
}

const joints = words("and & + plus");

interface Paired {
  readonly mark: AmountMark;
  readonly runs: readonly Run[];
}

/** Words before the first amount mean "what, how much"; else "how much, what". */
function pair(scope: Scope, amounts: readonly AmountMark[], runs: readonly Run[]): Paired[] {
  if (amounts.length === 1) return amounts.map((mark) => ({ mark, runs }));
  const ways = [pairOneWay(scope, amounts, runs, true), pairOneWay(scope, amounts, runs, false)];
  const [before = [], after = []] = ways;
  const bare = (pairs: readonly Paired[]) =>
    pairs.filter(
      ({ mark, runs: own }) => own.length === 0 && mark.is.counted === null && mark.is.quantity === 1,
    ).length;
  const opens = runs.some((run) => run.end <= (amounts[0]?.start ?? 0));
  return bare(before) < bare(after) || (opens && bare(before) === bare(after)) ? before : after;
}

function pairOneWay(
  scope: Scope,
  amounts: readonly AmountMark[],
  runs: readonly Run[],
  before: boolean,
): Paired[] {
  return amounts.map((mark, index) => {
    const from = before ? (amounts[index - 1]?.end ?? -1) : mark.end;
    const to = before ? mark.start : (amounts[index + 1]?.start ?? Number.POSITIVE_INFINITY);
    const own = runs.filter((run) => run.start >= from && run.end <= to);
    const tail = before && index === amounts.length - 1 ? runs.filter((run) => run.start >= mark.end) : [];
    // "labour 200 for the kitchen": what trails the last amount belongs to it.
    const trailing = tail.slice(0, lowAt(scope, (tail[0]?.start ?? 1) - 1) === "for" ? 1 : tail.length);
    return { mark, runs: [...own, ...trailing] };
  });
}

/** "£35 for 7 items at £5": the price, and how it comes about. */
function dropWorked(scope: Scope, paired: readonly Paired[]): readonly Paired[] {
  const [price, parts] = paired;
  if (paired.length !== 2 || price === undefined || parts === undefined) return paired;
  // "1 x 50 and 2 x 25" are two.
  if (joints.has(wordAt(scope, price.mark.end))) return paired;
  const counted = price.mark.is.quantity === 1 && parts.mark.is.quantity !== 1;
  if (!counted || price.mark.is.minor !== worth(parts)) return paired;
  return [{ ...parts, runs: [...price.runs, ...parts.runs] }];
}

function worth({ mark }: Paired): number {
  return roundHalfAway(mark.is.quantity * (mark.is.minor ?? 0));
}

const sumWords = words("total totals totalling altogether sum all makes comes so thats equals =");

/** "200 labour 85 parts, 285 in total": the sum is checked, not billed. Null when it does not add up. */
function dropSum(scope: Scope, paired: readonly Paired[], _runs: readonly Run[]): readonly Paired[] | null {
  if (paired.length < 2) return paired;
  const isSum = (at: number) => {
    const mark = paired[at]?.mark;
    if (mark === undefined) return false;
    for (
      let here = Math.max(0, mark.start - 3);
      here < Math.min(mark.end + 3, scope.tokens.length);
      here += 1
    ) {
      if (here >= mark.start && here < mark.end) continue;
      if (paired.some((other) => other.mark !== mark && here >= other.mark.start && here < other.mark.end))
        continue;
      if (
        sumWords.has(wordAt(scope, here)) &&
        !(lowAt(scope, here) === "all" && ["vat", "day"].includes(scope.owner[here + 1]?.kind ?? "")) &&
        here > (paired[at - 1]?.mark.end ?? -1) - 1 &&
        here < (paired[at + 1]?.mark.start ?? Number.POSITIVE_INFINITY)
      )
        return true;
    }
    return false;
  };
  const at = isSum(paired.length - 1) ? paired.length - 1 : isSum(0) ? 0 : -1;
  if (at < 0) return paired;
  const rest = paired.filter((_, index) => index !== at);
  const sum = rest.reduce((total, one) => total + worth(one), 0);
  const said = paired[at];
  return said !== undefined && worth(said) === sum ? rest : null;
}
