import type { ClientAnswer } from "../domain/client-word.ts";
import { addDays } from "../domain/day.ts";
import { answerClientMessage } from "../store/client-chat.ts";
import { getClient } from "../store/clients.ts";
import { endHolds } from "../store/holds.ts";
import { changeHolds } from "./change-holds.ts";
import { holdDisputed, holdPromised, holdSaysPaid } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** Somebody who promises without a day is given this many. */
const promiseDays = 7;

/** The trader says what a client meant: what held until then ends, and what they said comes in its place. */
export async function answerClient(turn: Turn, eventId: string, answer: ClientAnswer): Promise<Outcome> {
  const { tx, trader, now } = turn;
  const message = await answerClientMessage(tx, { traderId: trader.id, eventId, answer });
  if (message === undefined) return { kind: "stale", what: "choice" };
  await changeHolds(turn, () => endHolds(tx, trader.id, [message.holdId], now));
  const client = await getClient(tx, trader.id, message.clientId);
  const scope = { kind: "client", client } as const;
  switch (answer) {
    case "says-paid":
      return await holdSaysPaid(turn, scope);
    case "promise":
      return await holdPromised(turn, scope, message.promisedOn ?? addDays(turn.today, promiseDays));
    case "dispute":
      return await holdDisputed(turn, scope);
    case "ignore":
      return { kind: "client-chat", news: { what: "goes-on", client } };
  }
}
