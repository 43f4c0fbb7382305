import type { Day } from "../domain/day.ts";
import type { Context } from "./context.ts";
import { worked } from "./day-worked.ts";
import type { Draft } from "./draft.ts";
import { read } from "./read.ts";
import { marksOf, type Scope } from "./scope.ts";
import { tokenise } from "./tokens.ts";

/**
 * The day on which the work of a bill was done: "Tuesday's callout", "work on 18 Nov". Null where none was said, or
 * more than one: "for Monday and Tuesday".
 */
export function readSupplyDay(text: string, context: Context): Day | null {
  return supplyDayIn(read(text, tokenise(text), context));
}

function supplyDayIn(scope: Scope): Day | null {
  const days = marksOf(scope, "day", 0, scope.tokens.length)
    .filter((mark) => !mark.is.length && worked(scope, mark))
    .map((mark) => mark.is.behind ?? mark.is.ahead);
  const [only, other] = new Set(days);
  return other === undefined ? (only ?? null) : null;
}

/** Said with what was done or, of one bill, anywhere in the message. */
export function withSupplyDays(scope: Scope, drafts: readonly Draft[], context: Context): readonly Draft[] {
  if (!scope.marks.some((mark) => mark.kind === "day")) return drafts;
  return drafts.map((draft) => {
    const { intent } = draft;
    if (intent.intent !== "create-bill") return draft;
    const supplyOn =
      drafts.length === 1 ? supplyDayIn(scope) : readSupplyDay(`for ${intent.description ?? ""}`, context);
    return supplyOn === null ? draft : { ...draft, intent: { ...intent, supplyOn } };
  });
}
