import type pg from "pg";
import { addAction, findLatestAction } from "../../src/store/actions.ts";
import { addBill, findLatestBill, listLines } from "../../src/store/bills.ts";
import { findPlan } from "../../src/store/chases.ts";
import { addChoice } from "../../src/store/choices.ts";
import { findConversation, setAboutBill } from "../../src/store/conversations.ts";
import { addEffect, findEffect } from "../../src/store/effects.ts";
import { addInboxRow, findInboxRow } from "../../src/store/inbox.ts";
import { addMessage, listCards, listNewestMessages, setCard } from "../../src/store/messages.ts";
import { eq } from "../../src/store/sql.ts";
import type { Store, Tx } from "../../src/store/store.ts";

/** Writes once more, under other ids, what the turn wrote that made a trader's latest bill: the n-th of its copies. */
export type Copy = (tx: Tx, n: number) => Promise<void>;

function found<T>(it: T | null | undefined): T {
  if (it === undefined || it === null) throw new Error("a turn that makes a bill writes every kind of row.");
  return it;
}

/** `eventId` is of the message that made the bill. */
export async function copyTurn(tx: Tx, chat: string, eventId: string): Promise<Copy> {
  const conversation = found(await findConversation(tx, { channel: "local", account: "local", chat }));
  const traderId = found(conversation.traderId);
  const bill = found(await findLatestBill(tx, traderId));
  const lines = await listLines(tx, traderId, bill.id);
  const action = found(await findLatestAction(tx, traderId));
  const plan = found(await findPlan(tx, traderId, bill.id));
  const card = found((await listCards(tx, traderId, bill.id))[0]);
  const effect = found(await findEffect(tx, card.effectId));
  const said = found(
    (await listNewestMessages(tx, conversation.id)).findLast((it) => it.sender === "trader"),
  );
  const { choices } = tx.tables;
  const pressed = await tx.builder.select().from(choices).where(eq(choices.conversationId, conversation.id));
  const choice = found(pressed.at(-1));
  const inbox = found(await findInboxRow(tx, "local/local", eventId));

  return async (to, n) => {
    const id = `${n}`.padStart(20, "x");
    const unique = `${traderId}${id}`;
    await addMessage(to, { ...said, n: 1_000_000 + n });
    await addBill(to, { ...bill, id, number: 1_000_000 + n, publicId: unique.slice(-22) }, lines, plan);
    await addAction(to, traderId, { ...action, id, conversationId: conversation.id, messageId: null });
    await addChoice(to, { ...choice, token: unique.slice(-22) });
    await addEffect(to, { ...effect, id: unique.slice(-20), dedupeKey: null }, inbox.receivedAt);
    await setCard(to, { ...card, billId: id });
    await setAboutBill(to, traderId, conversation.id, id);
    await addInboxRow(to, { ...inbox, externalId: unique });
  };
}

/** How to send a copy's statements the plain way: each is waited for, and then the commit. */
export async function plainSender(store: Store, pool: pg.Pool) {
  const base = await store.read(async (tx) => tx);
  let asked: pg.QueryConfig[] = [];
  // Notes what it would be asked.
  const recorder: Tx = {
    ...base,
    prepared: [],
    prepare:
      <R>({ queryConfig, encode }: Parameters<Tx["prepare"]>[0]) =>
      async (params) => {
        asked.push({ ...found(queryConfig), values: encode(params) });
        return [] as R;
      },
  };
  return async (copy: Copy, n: number) => {
    const queries: pg.QueryConfig[] = [];
    asked = queries;
    await copy(recorder, n);
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      for (const query of queries) await client.query(query);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
}
