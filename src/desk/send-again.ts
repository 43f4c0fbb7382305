import { isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Intent } from "../domain/intent.ts";
import { anchorOf, billOpeningFrom } from "../domain/plan.ts";
import { isPending, type Step } from "../domain/step.ts";
import { listSteps } from "../store/steps.ts";
import type { BillView } from "./bill-view.ts";
import { findSaidBill } from "./find-bill.ts";
import { told } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import type { NotAgain } from "./outcome-chase.ts";
import { add, soonest } from "./plan-bill.ts";
import { roadTo } from "./road.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "send Dave his bill again": the bill's own letter once more, in the hours in which bills go. */
export async function sendAgain(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, { ...intent, bill: intent.bill ?? null });
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const view = await viewOf(turn, bill);
  const why = await notAgain(turn, view);
  if (why !== null) return told({ what: "not-again", bill: view, ...why, now: turn.now });
  const { at } = billOpeningFrom(soonest(turn));
  const stepId = await add(turn, bill, {
    kind: "bill",
    slot: `again ${turn.today} ${turn.random.id()}`,
    tone: null,
    anchorOn: anchorOf(bill),
    nominalOn: turn.today,
    at,
    why: null,
    state: "planned",
  });
  turn.toPlan.set(bill.id, bill);
  const actionId = await journal(turn, { kind: "chase", stepIds: [stepId] });
  const by = await roadTo(turn, view.client, "bill");
  return told({ what: "sending-again", bill: view, by, at, now: turn.now, actionId });
}

/** Why a bill does not go once more just now; null where it does. */
async function notAgain(turn: Turn, { bill, client }: BillView): Promise<NotAgain | null> {
  if (!isOwed(bill)) return { why: "closed" };
  if (bill.state === "processing") return { why: "processing" };
  if (client.email === null && client.phone === null) return { why: "no-address" };
  const theirs = (await listSteps(turn.tx, turn.trader.id, bill.id)).filter(
    (step) => step.kind === "bill" && step.clientId === client.id,
  );
  const waits = theirs.find((step) => isPending(step) || step.state === "sending");
  if (waits !== undefined) return await waitsFor(turn, waits, client);
  const today = theirs.some((step) => isAgain(step) && step.sentOn === turn.today);
  return today ? { why: "today" } : null;
}

async function waitsFor(turn: Turn, step: Step, client: Client): Promise<NotAgain> {
  if (step.state === "offered") return { why: "with-you" };
  if (step.why === "no-sender") return { why: "no-name" };
  if (step.state !== "planned" || step.at === null) return { why: "under-way" };
  const why = isAgain(step) ? "goes-again" : "goes-first";
  return { why, at: step.at, by: await roadTo(turn, client, "bill") };
}

/** Whether the trader had the bill sent once more. */
function isAgain({ slot }: Step): boolean {
  return slot.startsWith("again ");
}
