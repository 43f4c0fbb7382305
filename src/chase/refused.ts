import { assert } from "../assert.ts";
import { decide } from "../desk/decide.ts";
import type { Outcome } from "../desk/outcome.ts";
import { queueBill } from "../desk/plan-bill.ts";
import { noteRefusal, readdress } from "../desk/refused-mail.ts";
import { roadTo } from "../desk/road.ts";
import type { Turn } from "../desk/turn.ts";
import type { Step } from "../domain/step.ts";
import { getClient } from "../store/clients.ts";
import type { MailedLetter } from "../store/mailed-letters.ts";
import { changeStep } from "../store/steps.ts";

/**
 * A letter did not arrive: its client's mail server would not have it, at once or after it had been taken. Its steps
 * did not happen, no more goes to that address until the trader says it anew, and the trader is told what to do.
 */
export async function refuse(
  turn: Turn,
  { clientId, to: email, subject }: Pick<MailedLetter, "clientId" | "to" | "subject">,
  steps: readonly Step[],
  detail: string,
): Promise<readonly Outcome[]> {
  for (const step of steps) {
    const refused = await changeStep(turn.tx, step, {
      state: "skipped",
      why: "refused",
      sentOn: null,
      at: null,
    });
    assert(refused !== undefined, "nobody changes a step during its trader's turn.");
    await decide(turn, refused, "skipped", detail);
    await queueBill(turn, { id: step.billId });
  }
  const client = await getClient(turn.tx, turn.trader.id, clientId);
  const why = isAboutUs(detail) ? "sender" : "address";
  if (client.email !== email) await readdress(turn, clientId);
  else if (why === "address") await noteRefusal(turn, clientId, email);
  const by = await roadTo(turn, client, "reminder");
  return [{ kind: "chase", told: { what: "mail-refused", client, email, subject, why, by } }];
}

/** X.7.X is about who sends, not about who is written to (RFC 3463 section 3.8): the address may be good. */
function isAboutUs(detail: string): boolean {
  return /\b5\.7\.\d/.test(detail) && !/\b5\.1\.\d/.test(detail);
}
