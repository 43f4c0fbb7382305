import { dayOf } from "../domain/day.ts";
import type { Clock, Post } from "../ports.ts";
import { type Conversation, listConversations } from "../store/conversations.ts";
import type { Tx } from "../store/store.ts";
import { type Trader, takeTraderTurn } from "../store/traders.ts";
import { followUp } from "./follow-up.ts";
import { mailInstead } from "./mail-instead.ts";
import type { Outcome } from "./outcome.ts";
import { planAhead } from "./plan-ahead.ts";
import { type Here, isOpen, type Mouth, sayAll, sayElsewhere } from "./say.ts";
import { noteTalkedOf } from "./that-bill.ts";
import type { Turn } from "./turn.ts";
import { word } from "./wording.ts";

export interface TurnPorts extends Mouth {
  readonly clock: Clock;
  /** Where our pages are: an origin, without a path. */
  readonly publicUrl: () => string;
  readonly post: Post;
  /** Whether this installation is joined to Xero. */
  readonly xeroOn?: boolean;
}

/**
 * A turn that no message of the trader's caused: money came, a mail bounced, Xero refused. `take` changes the
 * books and answers what there is to tell, which is said in the chat the trader used last, or in the one that began
 * it (`inChat`, while it is still the trader's). All of it is in the transaction given. Answers whether there was a chat to tell it in; where there was none nothing is taken.
 */
export async function inTraderTurn(
  ports: TurnPorts,
  tx: Tx,
  traderId: string,
  take: (turn: Turn) => Promise<readonly Outcome[]>,
  inChat: string | null = null,
): Promise<boolean> {
  const trader = await takeTraderTurn(tx, traderId);
  const now = ports.clock.now();
  const chats = await listConversations(tx, traderId);
  const conversation = chats.find((it) => it.id === inChat) ?? nearest(ports, chats, now);
  if (conversation === null) return false;
  const here = { tx, conversation, now };
  const turn = openTurn(ports, here, trader, {
    second: null,
    repliedTo: null,
    messageId: null,
    isAnswer: false,
  });
  await closeTurn(ports, turn, await take(turn));
  return true;
}

/** The chat used last of those that can be written to now; else of those that are there, where the news waits. */
function nearest(ports: TurnPorts, conversations: readonly Conversation[], now: Date): Conversation | null {
  const rank = (it: Conversation) => (it.heardAt ?? it.createdAt).getTime();
  const latest = [...conversations].sort((a, b) => rank(b) - rank(a));
  return (
    latest.find((it) => isOpen(ports, it, now)) ??
    latest.find((it) => it.blockedAt === null && ports.reaches(it)) ??
    latest[0] ??
    null
  );
}

export function openTurn(
  ports: TurnPorts,
  { tx, conversation, now }: Here,
  trader: Trader,
  message: Pick<Turn, "second" | "repliedTo" | "messageId" | "isAnswer">,
): Turn {
  return {
    tx,
    conversation,
    now,
    trader,
    today: dayOf(now),
    random: ports.random,
    publicUrl: ports.publicUrl(),
    ...message,
    clients: new Map(),
    made: new Map(),
    planned: new Set(),
    changed: new Map(),
    toPlan: new Map(),
    repaused: new Map(),
    readdressed: new Set(),
    post: ports.post,
    elsewhere: [],
    orders: [],
    hastened: false,
    xeroOn: ports.xeroOn === true,
  };
}

/** Ends a turn: plans what is due to clients, says what came of it, and sees to what follows. */
export async function closeTurn(ports: TurnPorts, turn: Turn, came: readonly Outcome[]): Promise<void> {
  const outcomes = await planAhead(turn, came);
  const { tx, conversation, now, today, trader } = turn;
  const here = { tx, conversation, now };
  const says = outcomes.map((outcome) => word(outcome, today));
  await sayAll(ports, here, says);
  mailInstead(ports, turn, says);
  await noteTalkedOf(turn, outcomes);
  for (const news of turn.elsewhere) await sayElsewhere(ports, here, trader.id, word(news, today));
  await followUp(ports, turn);
  if (turn.hastened) ports.queue.wake(tx);
  await ports.queue.enqueue(
    tx,
    turn.orders.map((order) => ({ ...order, id: turn.random.id(), traderId: trader.id, dueAt: now })),
  );
}
