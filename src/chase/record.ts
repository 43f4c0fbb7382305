import { assert } from "../assert.ts";
import { decide } from "../desk/decide.ts";
import { noteSent } from "../desk/follow-xero.ts";
import type { Outcome } from "../desk/outcome.ts";
import { queueBill } from "../desk/plan-bill.ts";
import { roadTo } from "../desk/road.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { clientOf, type Turn, viewOf } from "../desk/turn.ts";
import type { Road, Step } from "../domain/step.ts";
import { Fault } from "../fault.ts";
import type { Mail } from "../ports-mail.ts";
import { getBill } from "../store/bills.ts";
import { queueChase } from "../store/chases.ts";
import { getClient } from "../store/clients.ts";
import { holdsEffect } from "../store/effects.ts";
import { changeStep, listInHand } from "../store/steps.ts";
import type { Tx } from "../store/store.ts";
import { type LetterEffect, stepIdsOf } from "./letter-effect.ts";
import type { ChasePorts } from "./ports.ts";
import { refuse } from "./refused.ts";

/**
 * Asking others what they know takes time. An attempt that was overtaken meanwhile stops here: whoever has the letter
 * now would find its steps gone, and nobody would write down that they were sent.
 */
export async function assertInHand(tx: Tx, effect: LetterEffect): Promise<void> {
  if (!(await holdsEffect(tx, effect))) throw new Fault("unknown", "somebody else has this letter now");
}

/** A letter surely did not leave: its steps may be called off again until the next try. */
export async function takeBack({ desk }: ChasePorts, effect: LetterEffect): Promise<void> {
  await desk.store.transaction(async (tx) => {
    await assertInHand(tx, effect);
    for (const step of await inHand(tx, effect, "sending"))
      await changeStep(tx, step, { state: "queued", sentOn: null });
  });
}

/**
 * What became of an earlier try is not known. True where it is tried again: a bill itself goes once more, under the
 * same Message-ID, and what had not begun to leave has not left.
 */
export async function askAgain({ desk }: ChasePorts, effect: LetterEffect): Promise<boolean> {
  return await desk.store.transaction(async (tx) => {
    if ((await inHand(tx, effect, "queued")).length > 0) return true;
    const [first] = await inHand(tx, effect, "sending");
    if (first?.kind !== "bill" || first.why === "repeated") return false;
    // Only a mail has an id by which a second one is known for the same.
    if ((await getClient(tx, effect.traderId, first.clientId)).email === null) return false;
    await changeStep(tx, first, { state: "queued", sentOn: null, why: "repeated" });
    return true;
  });
}

interface Sent {
  readonly to: string | null;
  /** Null where only an earlier try knew. */
  readonly by: Road | null;
  readonly known: boolean;
}

/** A letter left, as far as anybody knows. */
export async function recordSent(
  { desk }: ChasePorts,
  tx: Tx,
  effect: LetterEffect,
  { to, by, known }: Sent,
): Promise<void> {
  const steps = await inHand(tx, effect, "sending");
  if (steps.length === 0) return;
  await inTraderTurn(desk, tx, effect.traderId, async (turn) => {
    for (const step of steps) {
      const sent = await changeStep(tx, step, { state: "sent" });
      assert(sent !== undefined, "nobody changes a step that is on its way.");
      await decide(turn, sent, known ? "sent" : "sent-unknown", to);
      await queueBill(turn, { id: step.billId });
      if (step.kind === "bill" && by === "mail") await noteSent(turn, step.billId);
    }
    return await reminded(turn, steps, by, known);
  });
}

/** The trader hears of each reminder, in a line; that a bill would go they know already. */
async function reminded(
  turn: Turn,
  steps: readonly Step[],
  sentBy: Road | null,
  known: boolean,
): Promise<readonly Outcome[]> {
  const [first] = steps;
  if (first?.kind !== "reminder") return [];
  const by = sentBy ?? (await roadTo(turn, await clientOf(turn, first.clientId), first.kind));
  const bills = [];
  for (const step of steps)
    bills.push(await viewOf(turn, await getBill(turn.tx, turn.trader.id, step.billId)));
  return [{ kind: "chase", told: { what: "reminded", bills, tone: first.tone ?? "friendly", by, known } }];
}

/** The client's mail server refuses the letter for good. */
export async function recordRefused(
  { desk }: ChasePorts,
  effect: LetterEffect,
  mail: Mail,
  detail: string,
): Promise<void> {
  await desk.store.transaction(async (tx) => {
    await assertInHand(tx, effect);
    await inTraderTurn(desk, tx, effect.traderId, async (turn) => {
      const letter = { clientId: effect.work.clientId, to: mail.to, subject: mail.subject };
      return await refuse(turn, letter, await inHand(tx, effect, "sending"), detail);
    });
  });
}

/** There is nobody to tell, so nothing goes: what was about to waits until `at`. */
export async function recall(tx: Tx, effect: LetterEffect, at: Date): Promise<void> {
  for (const step of await inHand(tx, effect, "queued")) {
    await changeStep(tx, step, { state: "planned", effectId: null, at });
    const { traderId, billId } = step;
    await queueChase(tx, { traderId, billId, nextAt: at, fromAt: step.createdAt });
  }
}

async function inHand(tx: Tx, effect: LetterEffect, state: "queued" | "sending"): Promise<readonly Step[]> {
  return await listInHand(tx, effect.traderId, effect.id, stepIdsOf(effect.work.letter), [state]);
}
