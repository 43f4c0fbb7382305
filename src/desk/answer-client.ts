import type { ClientAnswer } from "../domain/client-word.ts";
import { addDays, type Day } from "../domain/day.ts";
import { addWorkingDays, rollForward } from "../domain/holidays.ts";
import { nationOf } from "../domain/nation.ts";
import { answerClientMessage, type ClientMessage } from "../store/client-chat.ts";
import { getClient } from "../store/clients.ts";
import { addHold, endHolds } from "../store/holds.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** Somebody who says they paid is given this many working days, and who promises without a day this many days. */
const paidDays = 3;
const promiseDays = 7;

/** The trader says what a client meant: reminders wait accordingly, or go on. */
export async function answerClient(turn: Turn, eventId: string, answer: ClientAnswer): Promise<Outcome> {
  const { tx, trader, now } = turn;
  const message = await answerClientMessage(tx, { traderId: trader.id, eventId, answer });
  if (message === undefined) return { kind: "stale", what: "choice" };
  await endHolds(tx, trader.id, [message.holdId], now);
  const client = await getClient(tx, trader.id, message.clientId);
  if (answer === "ignore")
    return { kind: "client-chat", news: { what: "answered", client, answer, until: null } };
  const until = untilOf(answer, message, turn.today, client.address);
  await addHold(tx, {
    id: turn.random.id(),
    traderId: trader.id,
    billId: null,
    clientId: client.id,
    kind: answer,
    until,
    promisedOn: answer === "promise" ? (message.promisedOn ?? until) : null,
    createdAt: now,
    endedAt: null,
  });
  return { kind: "client-chat", news: { what: "answered", client, answer, until } };
}

/** The first day on which chasing goes on; null where that is for the trader to say. */
function untilOf(
  answer: Exclude<ClientAnswer, "ignore">,
  { promisedOn }: ClientMessage,
  today: Day,
  address: string | null,
): Day | null {
  const nation = (address === null ? null : nationOf(address)) ?? "england-and-wales";
  switch (answer) {
    case "says-paid":
      return addWorkingDays(today, paidDays, nation);
    case "promise":
      // The day itself is theirs to pay on.
      return rollForward(addDays(promisedOn ?? addDays(today, promiseDays), 1), nation);
    default:
      return null;
  }
}
