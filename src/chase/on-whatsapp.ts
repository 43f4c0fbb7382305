import { assert } from "../assert.ts";
import { decide } from "../desk/decide.ts";
import { roadTo } from "../desk/road.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { StepState } from "../domain/step.ts";
import { type Receipt, ranks } from "../effects/receipts.ts";
import { Fault } from "../fault.ts";
import { whatsAppCloud as limits } from "../limits.ts";
import { findConsent, putConsent } from "../store/client-chat.ts";
import { getClient } from "../store/clients.ts";
import { findEffect, requeueEffect } from "../store/effects.ts";
import { changeStep, listInHand } from "../store/steps.ts";
import type { Tx } from "../store/store.ts";
import { putReceipt } from "../store/whatsapp.ts";
import { type LetterEffect, ofTrader, stepIdsOf } from "./letter-effect.ts";
import type { ChasePorts } from "./ports.ts";

/**
 * A message cannot reach a client on WhatsApp. What it was to say goes by another road on the next try, and so does
 * all that follows until they write again.
 */
export async function leaveWhatsApp(ports: ChasePorts, effect: LetterEffect, detail: string): Promise<never> {
  await ports.desk.store.transaction((tx) => unreached(ports, tx, effect, "sending", detail));
  throw new Fault("retry", detail);
}

/** What became of a message to a client after WhatsApp took it. One that failed after all goes again. */
export async function takeClientReceipt({ desk }: Pick<ChasePorts, "desk">, receipt: Receipt): Promise<void> {
  const { account, remoteId, key: effectId, state, at, failure, category, billable } = receipt;
  await desk.store.transaction(async (tx) => {
    const row = { account, remoteId, effectId, rank: ranks[state], at, category, billable };
    const isNews = await putReceipt(tx, { ...row, code: failure?.code ?? null });
    const effect =
      isNews && failure !== null && effectId !== null ? await findEffect(tx, effectId) : undefined;
    if (effect === undefined || failure === null || effect.work.kind !== "send-letter") return;
    const letter = ofTrader({ ...effect, work: effect.work });
    const waits = failure.why === "rate" || failure.why === "transient" || failure.why === "account-down";
    const pauseMs = waits ? limits.accountPauseMs : 0;
    const dueAt = new Date(desk.clock.now().getTime() + pauseMs);
    const detail = `failed with ${failure.code}`;
    // Before the send itself is written down the platform tells it again.
    if (!(await requeueEffect(tx, effect.id, { state: "ready", dueAt, error: detail })))
      throw new Fault("later", "what failed is not yet written down as sent");
    if (failure.why === "gone" || failure.why === "rejected")
      await unreached({ desk }, tx, letter, "sent", detail);
    else await again(tx, letter, "sent", failure.why === "window-closed");
    desk.queue.wake(tx);
  });
}

async function unreached(
  { desk }: Pick<ChasePorts, "desk">,
  tx: Tx,
  effect: LetterEffect,
  state: StepState,
  detail: string,
): Promise<void> {
  const { clientId } = effect.work;
  const consent = await findConsent(tx, effect.traderId, clientId);
  if (consent !== undefined) await putConsent(tx, { ...consent, unreachedAt: desk.clock.now() });
  await inTraderTurn(desk, tx, effect.traderId, async (turn) => {
    for (const step of await again(tx, effect, state, false)) await decide(turn, step, "moved", detail);
    const client = await getClient(tx, effect.traderId, clientId);
    const by = await roadTo(turn, client, "reminder");
    return [{ kind: "client-chat", news: { what: "unreached", client, by } }];
  });
}

/** What counted as gone is to go again. */
async function again(tx: Tx, effect: LetterEffect, state: StepState, shut: boolean) {
  if (shut) {
    const consent = await findConsent(tx, effect.traderId, effect.work.clientId);
    if (consent !== undefined) await putConsent(tx, { ...consent, heardAt: null });
  }
  const back = [];
  for (const step of await listInHand(tx, effect.traderId, effect.id, stepIdsOf(effect.work.letter), [
    state,
  ])) {
    const queued = await changeStep(tx, step, { state: "queued", sentOn: null });
    assert(queued !== undefined, "nobody changes a step that is on its way.");
    back.push(queued);
  }
  return back;
}
