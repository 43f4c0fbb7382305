import { cleanLine } from "../../domain/client.ts";
import type { Intent, Understanding } from "../../domain/intent.ts";

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
  "(?:re-?open|un-?cancel|un-?delete|un-?void|reinstate|restore|revive|resurrect|bring back|put back) (?:the )?(?:bill|invoice|inv)(?: no\\.?| number)? ?#?(\\d{1,6})",
);
const reopensLater = whole(
  "(?:bring|put) (?:bill|invoice|inv)(?: no\\.?| number)? ?#?(\\d{1,6}) back(?: again)?",
);

function whole(pattern: string): RegExp {
  return new RegExp(`^${start}(?:${pattern})(?: please| again| sorry| after all)?$`, "i");
}

/** That something taken back is to stand again, or null. */
export function readRedo(text: string): Understanding | null {
  const said = cleanLine(text)
    .replace(/[‘’]/g, "'")
    .replace(/[.!]+$/, "");
  const make = (intent: Partial<Intent> & Pick<Intent, "intent">): Understanding => {
    return { text, intents: [{ certainty: "said", ...intent }], question: null };
  };
  if (redoes.test(said)) return make({ intent: "redo" });
  if (putsBack.test(said)) return make({ intent: "redo", last: true });
  const bill = (reopens.exec(said) ?? reopensLater.exec(said))?.[1];
  return bill === undefined ? null : make({ intent: "reopen-bill", bill: Number(bill) });
}
