import { assert } from "../assert.ts";
import type { Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { NewEffect } from "../domain/effect.ts";
import type { Understanding } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import type { Post, Random } from "../ports.ts";
import { addAction } from "../store/actions.ts";
import { moveBill } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import type { Conversation } from "../store/conversations.ts";
import type { Tx } from "../store/store.ts";
import type { Trader } from "../store/traders.ts";
import type { BillView, Outcome } from "./outcome.ts";

/**
 * One message, or one piece of news, being dealt with: everything it changes is in one transaction, and it alone
 * has the trader's turn.
 */
export interface Turn {
  readonly tx: Tx;
  /** As the turn has it so far: what one order sets, the next one of the same message finds. */
  trader: Trader;
  readonly conversation: Conversation;
  /** The message that caused what is done now, by its channel's id; null where none did. */
  messageId: string | null;
  readonly now: Date;
  /** The London day of `now`. */
  readonly today: Day;
  readonly random: Random;
  /** Where our pages are: an origin, without a path. */
  readonly publicUrl: string;
  /** What a second reader made of the message, where ours is lost and there is one. Always guessed. */
  readonly second: Understanding | null;
  /** Whether it answers a message: then its chat is being told what is done. */
  readonly isAnswer: boolean;
  /** The bill whose card this message replies to. */
  readonly repliedTo: Bill | null;
  /** Clients that this turn has looked at, as they are now. */
  readonly clients: Map<string, Client>;
  /** Bills made in this turn, as they were made. */
  readonly made: Map<string, Bill>;
  /** Bills that are not what they were, as they are now: `follow-up.ts` sees to what follows from that. */
  readonly changed: Map<string, Bill>;
  /** Bills as they were when they were planned in this turn, before they were added. */
  readonly planned: Set<Bill>;
  /** Bills whose plan hangs on something that changed in this turn: their client, a hold, a setting. */
  readonly toPlan: Map<string, Bill>;
  /** Bills for which chasing was paused or goes on in this turn: their cards say so. */
  readonly repaused: Map<string, Bill>;
  readonly post: Post;
  /** Clients whose email changed in this turn, or is to be tried again. */
  readonly readdressed: Set<string>;
  /** What the trader's other chats are to be told. */
  readonly elsewhere: Outcome[];
  /** What the outside must be told besides, in lanes of its own. */
  readonly orders: EffectOrder[];
  /** Whether something that waited was made due: the worker is to look. */
  hastened: boolean;
  /** Whether this installation is joined to Xero at all. */
  readonly xeroOn: boolean;
}

/** Something the outside must be told, without what every effect of a turn shares. */
export type EffectOrder = Pick<NewEffect, "lane" | "dedupeKey" | "work">;

/** Writes down what was done, so that it can be undone. Answers the id that "undo" takes. */
export async function journal(turn: Turn, entry: JournalEntry): Promise<string> {
  // What makes a bill is found by it.
  const id = entry.kind === "create-bill" ? entry.billId : turn.random.id();
  const { messageId, conversation } = turn;
  await addAction(turn.tx, turn.trader.id, {
    id,
    entry,
    messageId,
    conversationId: conversation.id,
    at: turn.now,
  });
  return id;
}

/** Moves a bill on. During its trader's turn nobody else can have been first. */
export async function move(turn: Turn, bill: Bill, to: Parameters<typeof moveBill>[2]): Promise<Bill> {
  const moved = await moveBill(turn.tx, bill, to);
  assert(moved !== undefined, "nobody changes a bill during its trader's turn.");
  turn.changed.set(bill.id, moved);
  return moved;
}

/** The bills that this turn made or changed, as they are now. */
export function touchedBills(turn: Turn): readonly Bill[] {
  return [...new Map([...turn.made, ...turn.changed]).values()];
}

export async function viewOf(turn: Turn, bill: Bill): Promise<BillView> {
  return { bill, client: await clientOf(turn, bill.clientId) };
}

/** The trader's client of that id. During its trader's turn nobody else changes one. */
export async function clientOf(turn: Turn, id: string): Promise<Client> {
  const client = turn.clients.get(id) ?? (await getClient(turn.tx, turn.trader.id, id));
  turn.clients.set(id, client);
  return client;
}
