import { unreachable } from "../assert.ts";
import { isOwed } from "../domain/bill.ts";
import type { ChaseAct } from "../domain/channel.ts";
import { addDays } from "../domain/day.ts";
import { anchorOf } from "../domain/plan.ts";
import { finalLetter } from "../letters/final-letter.ts";
import { getBill } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import { changeStep, findStep } from "../store/steps.ts";
import { decide } from "./decide.ts";
import { askStep, resume, told } from "./hold-chasing.ts";
import type { BillView, Outcome } from "./outcome.ts";
import { add, queueBill } from "./plan-bill.ts";
import { recordPayment } from "./record-payment.ts";
import { orderLetter } from "./send-letter.ts";
import { toldOtherwise } from "./told-client.ts";
import { type Turn, viewOf } from "./turn.ts";
import { writeOff } from "./write-off.ts";

/** The buttons under what was told of chasing. */
export async function pressChase(turn: Turn, action: ChaseAct): Promise<readonly Outcome[]> {
  switch (action.act) {
    case "thumbed":
      return [await thumbed(turn, action.stepIds, action.sent)];
    case "what-next":
      return [await whatNext(turn, action)];
    case "paid-yet":
      return [await paidYet(turn, action)];
    case "correct": {
      const { billId, formerId } = action;
      const bill = await getBill(turn.tx, turn.trader.id, billId);
      const client = await getClient(turn.tx, turn.trader.id, formerId ?? bill.clientId);
      const was = await toldOtherwise(turn, bill, client.id);
      if (was === null) return [{ kind: "stale", what: "choice" }];
      const { totalMinor: wasMinor, dueOn: wasDueOn } = was;
      const letter = { what: "correction" as const, billId, wasMinor, wasDueOn };
      const going = await orderLetter(turn, client, letter);
      return [told({ what: "correction-going", client, now: turn.now, ...going })];
    }
    default:
      return unreachable(action);
  }
}

/** What the trader sent themselves counts as the step it was. */
async function thumbed(turn: Turn, stepIds: readonly string[], sent: boolean): Promise<Outcome> {
  const bills: BillView[] = [];
  for (const id of stepIds) {
    const step = await findStep(turn.tx, turn.trader.id, id);
    if (step?.state !== "offered") continue;
    const to = sent
      ? { state: "sent" as const, sentOn: turn.today }
      : { state: "skipped" as const, why: "not-thumbed" as const, at: null };
    const changed = await changeStep(turn.tx, step, to);
    if (changed !== undefined) await decide(turn, changed, sent ? "sent" : "skipped");
    const bill = await getBill(turn.tx, turn.trader.id, step.billId);
    await queueBill(turn, bill);
    bills.push(await viewOf(turn, bill));
  }
  if (bills.length === 0) return { kind: "stale", what: "choice" };
  return sent ? told({ what: "thumb-sent", bills }) : { kind: "declined" };
}

const askAgainDays = 7;

async function whatNext(
  turn: Turn,
  { billId, next }: Extract<ChaseAct, { act: "what-next" }>,
): Promise<Outcome> {
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  const view = await viewOf(turn, bill);
  if (!isOwed(bill)) return { kind: "not-owed", bill: view };
  if (next === "write-off") {
    return await writeOff(turn, { intent: "write-off", certainty: "said", bill: bill.number });
  }
  if (next === "letter") {
    return told({
      what: "letter-text",
      bill: view,
      text: finalLetter(turn.trader, view.client, bill, turn.today),
    });
  }
  const on = addDays(turn.today, askAgainDays);
  const step = { ...askStep(turn, `ask ${turn.today} ${turn.random.id()}`, on), anchorOn: anchorOf(bill) };
  await add(turn, bill, step);
  await queueBill(turn, bill);
  return told({ what: "asked-later", bill: view, on: step.nominalOn, call: next === "call" });
}

async function paidYet(
  turn: Turn,
  { billId, paid }: Extract<ChaseAct, { act: "paid-yet" }>,
): Promise<Outcome> {
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  if (paid) {
    return await recordPayment(turn, { intent: "record-payment", certainty: "said", bill: bill.number });
  }
  return await resume(turn, { kind: "bill", bill: await viewOf(turn, bill) });
}
