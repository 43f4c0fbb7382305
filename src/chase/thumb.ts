import { decide } from "../desk/decide.ts";
import type { BillView, Outcome } from "../desk/outcome.ts";
import { queueBill } from "../desk/plan-bill.ts";
import { reachable } from "../desk/refused-mail.ts";
import { type Turn, viewOf } from "../desk/turn.ts";
import type { Client } from "../domain/client.ts";
import type { Step } from "../domain/step.ts";
import type { LetterFacts } from "../letters/letter.ts";
import { asMessage } from "../letters/letter-text.ts";
import { writeLetter } from "../letters/letters.ts";
import { changeStep, listSteps } from "../store/steps.ts";

/**
 * What we cannot send, the trader does: a card with the text and links that open it in the programs on their phone.
 * An earlier card for the same bill that was not sent has had its time.
 */
export async function asThumb(
  turn: Turn,
  client: Client,
  steps: readonly Step[],
  facts: LetterFacts,
): Promise<readonly Outcome[]> {
  const bills: BillView[] = [];
  for (const step of steps) {
    await passOver(turn, step);
    const offered = await changeStep(turn.tx, step, {
      state: step.kind === "thanks" ? "skipped" : "offered",
    });
    if (offered?.state === "offered") await decide(turn, offered, "offered");
    bills.push(
      await viewOf(turn, facts.bills.find(({ bill }) => bill.id === step.billId)?.bill ?? neverMissing()),
    );
    await queueBill(turn, { id: step.billId });
  }
  if (facts.subject.about === "thanks") return [];
  const message = asMessage(writeLetter(facts));
  const { about } = facts.subject;
  const stepIds = steps.map(({ id }) => id);
  return [
    {
      kind: "chase",
      told: {
        what: "thumb",
        client: await reachable(turn.tx, client),
        bills,
        about: about === "bill" ? "bill" : "reminder",
        message,
        stepIds,
      },
    },
  ];
}

async function passOver(turn: Turn, step: Step): Promise<void> {
  for (const earlier of await listSteps(turn.tx, turn.trader.id, step.billId)) {
    if (earlier.state !== "offered" || earlier.id === step.id) continue;
    const passed = await changeStep(turn.tx, earlier, { state: "skipped", why: "not-thumbed", at: null });
    if (passed !== undefined) await decide(turn, passed, "skipped");
  }
}

function neverMissing(): never {
  throw new Error("Broken assumption: a letter has the bills of its steps.");
}
