import type { LetterOrder } from "../domain/effect.ts";
import type { Statement } from "../domain/statement.ts";
import type { EffectOf } from "../effects/attempt.ts";
import type { Mail } from "../ports-mail.ts";
import type { ClientNote } from "./client-messenger.ts";

/** A letter in the worker's hands. */
export type LetterEffect = EffectOf<"send-letter"> & { readonly traderId: string };

/** A message that is about to leave, or nothing: then all there was to do is done. */
export type Prepared =
  /** With the paper that goes along, which is drawn when all is committed. */
  | { readonly kind: "mail"; readonly mail: Mail; readonly paper?: Statement }
  | { readonly kind: "whatsapp"; readonly phone: string; readonly note: ClientNote }
  | { readonly kind: "nothing" };

export function ofTrader(effect: EffectOf<"send-letter">): LetterEffect {
  if (effect.traderId === null) throw new Error("Broken assumption: a letter is a trader's.");
  return { ...effect, traderId: effect.traderId };
}

export function stepIdsOf(letter: LetterOrder): readonly string[] {
  return letter.what === "steps" ? letter.stepIds : [];
}
