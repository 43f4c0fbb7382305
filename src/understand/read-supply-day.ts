import type { Day } from "../domain/day.ts";
import type { Context } from "./context.ts";
import { read } from "./read.ts";
import { marksOf } from "./scope.ts";
import { worked } from "./slots.ts";
import { tokenise } from "./tokens.ts";

/**
 * The day on which the work of a bill was done: "Tuesday's callout", "work on 18 Nov". Null where none was said, or
 * more than one: "for Monday and Tuesday".
 */
export function readSupplyDay(text: string, context: Context): Day | null {
  const scope = read(text, tokenise(text), context);
  const days = marksOf(scope, "day", 0, scope.tokens.length)
    .filter((mark) => !mark.is.length && worked(scope, mark))
    .map((mark) => mark.is.behind ?? mark.is.ahead);
  const [only, other] = new Set(days);
  return other === undefined ? (only ?? null) : null;
}
