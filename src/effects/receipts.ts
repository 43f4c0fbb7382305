import type { ClaimedEffect } from "../domain/effect.ts";
import { whatsAppCloud as limits } from "../limits.ts";
import { markBlocked } from "../store/conversations.ts";
import { findEffect, requeueEffect } from "../store/effects.ts";
import type { Tx } from "../store/store.ts";
import { findPerson, putPerson, putReceipt } from "../store/whatsapp.ts";

/** What became of a message after the platform took it. */
export interface Receipt {
  readonly account: string;
  readonly remoteId: string;
  /** The effect that sent it. */
  readonly key: string | null;
  readonly state: "sent" | "delivered" | "read" | "failed";
  readonly at: Date;
  readonly failure: { readonly code: number; readonly why: string } | null;
  readonly category: string | null;
  readonly billable: boolean | null;
}
export const ranks: Readonly<Record<Receipt["state"], number>> = {
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
};

/** After this many undelivered messages in a row a chat is taken to be gone. */
const lostMax = 2;

/** Writes a receipt down, and what follows where it is news. Answers whether something became due. */
export async function takeReceipt(tx: Tx, receipt: Receipt, now: Date): Promise<boolean> {
  const { account, remoteId, key: effectId, state, at, failure, category, billable } = receipt;
  const code = failure?.code ?? null;
  const row = { account, remoteId, effectId, rank: ranks[state], at, code, category, billable };
  const isNews = await putReceipt(tx, row);
  const effect = isNews && effectId !== null ? await findEffect(tx, effectId) : undefined;
  if (effect === undefined) return false;
  if (failure !== null) return await failed(tx, effect, failure, now);
  await noteLost(tx, effect, () => 0);
  return false;
}

/** It had been taken, and could not be delivered after all. */
async function failed(
  tx: Tx,
  effect: ClaimedEffect,
  { why, code }: NonNullable<Receipt["failure"]>,
  now: Date,
): Promise<boolean> {
  const { work } = effect;
  const error = `failed with ${code}`;
  const again = (waitMs: number) =>
    requeueEffect(tx, effect.id, { state: "ready", dueAt: new Date(now.getTime() + waitMs), error });
  if (why === "window-closed" && work.kind === "send-message") {
    const person = await findPerson(tx, work.to.account, work.to.chat);
    if (person !== undefined) await putPerson(tx, { ...person, heardAt: null, nudgedAt: null });
    return await again(0);
  }
  if (why === "rate" || why === "transient") return await again(limits.accountPauseMs);
  if (why === "gone" && work.kind === "send-message") {
    const lost = await noteLost(tx, effect, (before) => before + 1);
    if (lost >= lostMax) await markBlocked(tx, work.conversationId, now);
  }
  await requeueEffect(tx, effect.id, { state: "dead", dueAt: now, error });
  return false;
}

/** Counts the messages in a row that could not be delivered to a person. */
async function noteLost(tx: Tx, { work }: ClaimedEffect, count: (before: number) => number): Promise<number> {
  if (work.kind !== "send-message") return 0;
  const person = await findPerson(tx, work.to.account, work.to.chat);
  if (person === undefined) return 0;
  const lost = count(person.lost);
  if (lost !== person.lost) await putPerson(tx, { ...person, lost });
  return lost;
}
