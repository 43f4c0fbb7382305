import { dayOf } from "../domain/day.ts";
import { indexOf } from "./client-index.ts";
import type { Context } from "./context.ts";
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

/** Every reader over the words, then one settling of what they claim. */
export function read(text: string, said: readonly Token[], context: Context): Scope {
  const index = indexOf(context.clients);
  const tokens = withPossessives(said, index);
  const today = dayOf(context.now);
  const nation = context.nation ?? "england-and-wales";
  const currency = context.currency ?? "GBP";
  const marks: Mark[] = [
    ...readPlaces(text, tokens),
    ...readClients(text, tokens, index),
    ...readDays(tokens, { today, now: context.now, nation }),
    ...readCues(tokens),
    ...readExtras(tokens),
    ...readBillNumbers(tokens),
    ...readAmounts(tokens),
  ];
  const opens = opensOf(tokens);
  const scope = { text, tokens, opens, index, today, now: context.now, nation, currency };
  return refineMarks(withMarks(scope, settle(marks, tokens.length)));
}
