import { dayOf } from "../domain/day.ts";
import { type ClientIndex, indexOf } from "./client-index.ts";
import type { Context } from "./context.ts";
import type { DayContext } from "./day-form.ts";
import { type Mark, settle } from "./mark.ts";
import { withPossessives } from "./possessive.ts";
import { readAmounts } from "./read-amount.ts";
import { readClients } from "./read-client.ts";
import { readBillNumbers, readCues } from "./read-cue.ts";
import { readDays } from "./read-day.ts";
import { readExtras } from "./read-extras.ts";
import { readPlaces } from "./read-places.ts";
import { refineMarks } from "./refine-marks.ts";
import { type Scope, withMarks } from "./scope.ts";
import { opensOf, type Token } from "./tokens.ts";
import { begins } from "./words.ts";

interface Reader {
  /** It has nothing to find where none of this begins at any word. */
  readonly needs: number;
  readonly find: (text: string, tokens: readonly Token[], index: ClientIndex, now: Now) => Mark[];
}

type Now = Omit<DayContext, "anchor">;

const { amount, bill, cue, day, extra, figure, place } = begins;
const anything = -1;

const readers: readonly Reader[] = [
  { needs: place | figure, find: readPlaces },
  { needs: anything, find: readClients },
  { needs: day | figure, find: (_text, tokens, _index, now) => readDays(tokens, now) },
  { needs: cue, find: (_text, tokens) => readCues(tokens) },
  { needs: extra, find: (_text, tokens) => readExtras(tokens) },
  { needs: bill, find: (_text, tokens) => readBillNumbers(tokens) },
  { needs: amount | figure, find: (_text, tokens) => readAmounts(tokens) },
];

/** Every reader over the words, then one settling of what they claim. */
export function read(text: string, said: readonly Token[], context: Context): Scope {
  const index = indexOf(context.clients);
  const tokens = withPossessives(said, index);
  const opens = opensOf(tokens);
  const { now } = context;
  const today = dayOf(now);
  const nation = context.nation ?? "england-and-wales";
  const currency = context.currency ?? "GBP";
  const marks: Mark[] = [];
  for (const { needs, find } of readers)
    if (needs === anything || (opens & needs) !== 0)
      for (const mark of find(text, tokens, index, { today, now, nation })) marks.push(mark);
  const scope = { text, tokens, opens, index, today, now, nation, currency };
  return refineMarks(withMarks(scope, settle(marks)));
}
