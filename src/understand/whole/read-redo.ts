import type { Intent } from "../../domain/intent.ts";
import type { Draft } from "../draft.ts";
import { type ReadWhole, theBill } from "../sentence.ts";

/* That something taken back is to stand after all, in whole sentences of known shapes. */

const it = "(?:it|that|this|them|those|that one)";
const start = "(?:no,? |oh,? |oops,? |sorry,? |wait,? |actually,? |please )*";
const redoes = whole(
  `redo(?: ${it})?|(?:undo|un-?do|reverse|cancel|revert|take back) (?:the|that|your|my|this|last|the last) (?:undo|undoing)|un-?undo(?: ${it})?|(?:i )?(?:did not|didn't|didnt) (?:mean|want) (?:to undo|you to undo)(?: ${it})?`,
);
/** After anything but an undo they mean one. */
const putsBack = whole(
  `put ${it} back(?: on| in| again)*|bring ${it} back|restore ${it}|(?:i )?(?:did not|didn't|didnt) (?:mean|want) (?:to|you to) (?:do|cancel|delete|remove|bin|scrap) ${it}`,
);
const reopens = whole(
  `(?:re-?open|un-?cancel|un-?delete|un-?void|reinstate|restore|revive|resurrect|bring back|put back) (?:the )?${theBill}`,
);
const reopensLater = whole(`(?:bring|put) ${theBill} back(?: again)?`);

function whole(pattern: string): RegExp {
  return new RegExp(`^${start}(?:${pattern})(?: please| again| sorry| after all)?$`, "i");
}

/** That something taken back is to stand again, or null. */
export const readRedo: ReadWhole = (said) => {
  const make = (intent: Partial<Intent> & Pick<Intent, "intent">): Draft => {
    return { intent: { certainty: "said", ...intent }, gaps: [] };
  };
  if (redoes.test(said)) return make({ intent: "redo" });
  if (putsBack.test(said)) return make({ intent: "redo", last: true });
  const bill = (reopens.exec(said) ?? reopensLater.exec(said))?.groups?.["bill"];
  return bill === undefined ? null : make({ intent: "reopen-bill", bill: Number(bill) });
};
