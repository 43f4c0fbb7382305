import { assert } from "../assert.ts";
import type { ClaimedEffect } from "../domain/effect.ts";

/** Whose an effect of this room is. */
export function ownerOf({ traderId }: ClaimedEffect): string {
  assert(traderId !== null, "what concerns money is always some trader's.");
  return traderId;
}
