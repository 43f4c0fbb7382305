import type { DeskPorts } from "../desk/desk.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Bill } from "../domain/bill.ts";
import { Fault } from "../fault.ts";
import type { CardPayments } from "../ports.ts";
import type { Seal } from "../seal.ts";
import { type CardAccountRow, endCardAccount } from "../store/card-accounts.ts";
import { sealedColumns } from "../store/sealed-columns.ts";
import type { EarlyReads } from "./early-reads.ts";

/** `off`: they hold none of these; `in-vain`: they do not answer. */
export type LookInBooks = (
  traderId: string,
  bills: readonly Bill[],
  inChat: string | null,
) => Promise<"off" | "quiet" | "news" | "in-vain">;

/** What the rest of this room shares. */
export interface CardRoom {
  readonly desk: DeskPorts;
  readonly seal: Seal;
  /** The installation's own key, for one trader; null where each brings theirs. */
  readonly installation: { readonly key: string; readonly webhookSecret: string | null } | null;
  /** A key to fill in for whoever practises; null where Stripe is the real one. */
  readonly practiceKey: string | null;
  /** Reads again what other books hold of bills, which tell their own news, in the chat given. */
  readonly lookInBooks: LookInBooks;
  readonly early: EarlyReads;
  /** An account through a key to it. Stripe's client is loaded when first asked. */
  readonly open: (key: string) => Promise<CardPayments>;
}

/** An account at Stripe, through the key we hold for it. */
export async function accountOf(room: CardRoom, account: CardAccountRow): Promise<CardPayments> {
  return await room.open(keyOf(room, account));
}

function keyOf({ seal, installation }: CardRoom, account: CardAccountRow): string {
  if (account.sealedKey !== null) return seal.open(account.sealedKey, keyPlace(account));
  if (installation === null) throw new Fault("reconnect", "STRIPE_SECRET_KEY is not set any more");
  return installation.key;
}

export function secretOf({ seal, installation }: CardRoom, account: CardAccountRow): string | null {
  if (account.sealedKey === null) return installation?.webhookSecret ?? null;
  return account.sealedSecret === null ? null : seal.open(account.sealedSecret, secretPlace(account));
}

type Place = Pick<CardAccountRow, "id" | "traderId">;
export const keyPlace = ({ id, traderId }: Place) => sealedColumns.cardKey.placeOf(traderId, id);
export const secretPlace = ({ id, traderId }: Place) => sealedColumns.cardSecret.placeOf(traderId, id);

/**
 * Asks something of an account. Where its key is refused card payments are off, the trader is told once, and nothing
 * more is asked: undefined.
 */
export async function ask<T>(
  room: CardRoom,
  account: CardAccountRow,
  question: (cards: CardPayments) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await question(await accountOf(room, account));
  } catch (error) {
    if (!(error instanceof Fault) || error.action !== "reconnect") throw error;
    await switchOff(room, account);
    return undefined;
  }
}

async function switchOff({ desk }: CardRoom, account: CardAccountRow): Promise<void> {
  const { traderId, id } = account;
  await desk.store.transaction(async (tx) => {
    await inTraderTurn(desk, tx, traderId, async (turn) => {
      const ended = await endCardAccount(tx, traderId, id, turn.now);
      return ended ? [{ kind: "cards", cards: { what: "off", why: "refused" } }] : [];
    });
  });
}
