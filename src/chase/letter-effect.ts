import type { LetterOrder } from "../domain/effect.ts";
import type { EffectOf } from "../effects/attempt.ts";
import type { Mail } from "../ports-mail.ts";

/** A letter in the worker's hands. */
export type LetterEffect = EffectOf<"send-letter"> & { readonly traderId: string };

/** A mail that is about to leave, or nothing: then all there was to do is done. */
export type Prepared = { readonly kind: "mail"; readonly mail: Mail } | { readonly kind: "nothing" };

export function stepIdsOf(letter: LetterOrder): readonly string[] {
  return letter.what === "steps" ? letter.stepIds : [];
}
