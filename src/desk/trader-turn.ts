import { dayOf } from "../domain/day.ts";
import type { Clock, Post } from "../ports.ts";
import { type Conversation, listConversations, setAboutBill } from "../store/conversations.ts";
import type { Tx } from "../store/store.ts";
import { type Trader, takeTraderTurn } from "../store/traders.ts";
import { followUp } from "./follow-up.ts";
import { billTalkedOf, type Outcome } from "./outcome.ts";
import { planAhead } from "./plan-ahead.ts";
import { type Here, type Mouth, sayElsewhere, sayIn } from "./say.ts";
import type { Turn } from "./turn.ts";
import { word } from "./wording.ts";

export interface TurnPorts extends Mouth {
  readonly clock: Clock;
  /** Where our pages are: an origin, without a path. */
  readonly publicUrl: () => string;
  readonly post: Post;
}

/**
 * A turn that no message of the trader's caused: money came, a mail bounced, Xero refused. `take` changes the
 * books and answers what there is to tell, which is said in the chat the trader used last. All of it is in the
 * transaction given. Answers whether there was a chat to tell it in; where there was none nothing is taken.
 */
export async function inTraderTurn(
  ports: TurnPorts,
  tx: Tx,
  traderId: string,
  take: (turn: Turn) => Promise<readonly Outcome[]>,
): Promise<boolean> {
  const trader = await takeTraderTurn(tx, traderId);
  const conversation = nearest(ports, await listConversations(tx, traderId));
  if (conversation === null) return false;
  const here = { tx, conversation, now: ports.clock.now() };
  const turn = openTurn(ports, here, trader, { second: null, repliedTo: null, messageId: null });
  await closeTurn(ports, turn, await take(turn));
  return true;
}

/** The chat used last of those that can be reached; else the one used last, where the news waits. */
function nearest(ports: TurnPorts, conversations: readonly Conversation[]): Conversation | null {
  const rank = (it: Conversation) => (it.heardAt ?? it.createdAt).getTime();
  const latest = [...conversations].sort((a, b) => rank(b) - rank(a));
  return latest.find((it) => it.blockedAt === null && ports.reaches(it)) ?? latest[0] ?? null;
}

export function openTurn(
  ports: TurnPorts,
  { tx, conversation, now }: Here,
  trader: Trader,
  message: Pick<Turn, "second" | "repliedTo" | "messageId">,
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
    made: new Map(),
    changed: new Map(),
    toPlan: new Map(),
    post: ports.post,
    elsewhere: [],
  };
}

/** Ends a turn: plans what is due to clients, says what came of it, and sees to what follows. */
export async function closeTurn(ports: TurnPorts, turn: Turn, came: readonly Outcome[]): Promise<void> {
  const outcomes = await planAhead(turn, came);
  const { tx, conversation, now, today, trader } = turn;
  const here = { tx, conversation, now };
  for (const outcome of outcomes) await sayIn(ports, here, word(outcome, today));
  const about = outcomes.map(billTalkedOf).findLast((bill) => bill !== null);
  if (about) await setAboutBill(tx, trader.id, conversation.id, about.id);
  for (const news of turn.elsewhere) await sayElsewhere(ports, here, trader.id, word(news, today));
  await followUp(ports, turn);
}
