import type { Bill } from "../domain/bill.ts";
import { senderName } from "../domain/setting.ts";
import type { Step } from "../domain/step.ts";
import { getBill } from "../store/bills.ts";
import { findChasedClient, setChasedClient } from "../store/chased-clients.ts";
import { hasMailed } from "../store/mailed-letters.ts";
import { listSteps } from "../store/steps.ts";
import type { Outcome } from "./outcome.ts";
import type { Sending } from "./outcome-bills.ts";
import { planBill } from "./plan-bill.ts";
import { roadTo } from "./road.ts";
import { toldOtherwise } from "./told-client.ts";
import { clientOf, type Turn, touchedBills, viewOf } from "./turn.ts";

/**
 * Plans what this turn made or changed, and puts into its outcomes what the trader is to know of it at once: when
 * a new bill goes to its client, or what is missing before it can.
 */
export async function planAhead(turn: Turn, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
  const sendings = new Map<string, Sending>();
  const released: Outcome[] = [];
  const touched = touchedBills(turn);
  for (const bill of touched) {
    const sending = await sendingOf(turn, bill, await stepsOf(turn, bill));
    if (turn.made.has(bill.id) && sending !== null) sendings.set(bill.id, sending);
  }
  for (const bill of turn.toPlan.values()) {
    if (touched.some(({ id }) => id === bill.id)) continue;
    const waited = (await listSteps(turn.tx, turn.trader.id, bill.id)).some(waits);
    const sending = await sendingOf(turn, bill, await planBill(turn, bill, "changed"));
    if (waited && sending?.kind === "goes") {
      released.push({ kind: "released", bill: await viewOf(turn, bill), sending });
    }
  }
  const told = outcomes.map((outcome) => {
    const sending = outcome.kind === "billed" ? sendings.get(outcome.bill.bill.id) : undefined;
    return outcome.kind === "billed" && sending !== undefined ? { ...outcome, sending } : outcome;
  });
  return [...told, ...released, ...(await corrections(turn, outcomes))];
}

/** What is planned about a bill that this turn touched. One that is as it was when it was planned is not planned again. */
async function stepsOf(turn: Turn, bill: Bill): Promise<readonly Step[]> {
  return turn.planned.has(bill) && !turn.toPlan.has(bill.id)
    ? await listSteps(turn.tx, turn.trader.id, bill.id)
    : await planBill(turn, bill, "changed");
}

/** What a client has seen of a bill and is not so any more: the trader is asked whether to tell them. */
async function corrections(turn: Turn, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
  const offers: Outcome[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === "undone" && outcome.undone.kind === "payment-removed") {
      const { bill } = outcome.undone;
      if (await wasSent(turn, bill.bill, "thanks"))
        offers.push({ kind: "chase", told: { what: "thanked", bill } });
    }
    const seen = seenBefore(outcome);
    if (seen === null) continue;
    const bill = await getBill(turn.tx, turn.trader.id, seen.id);
    const was = await toldOtherwise(turn, bill, seen.clientId);
    if (was === null || !(await wasSent(turn, seen))) continue;
    const { totalMinor: wasMinor, dueOn: wasDueOn } = was;
    const moved = bill.clientId !== seen.clientId;
    const client = await clientOf(turn, seen.clientId);
    offers.push({
      kind: "chase",
      told: { what: "correct", bill: { bill, client }, moved, wasMinor, wasDueOn },
    });
  }
  return offers;
}

/** The bill as it was before what this tells of changed it. */
function seenBefore(outcome: Outcome): Bill | null {
  if (outcome.kind === "edited") return outcome.before.bill;
  if (outcome.kind === "cancelled") return outcome.bill.bill;
  if (outcome.kind !== "undone") return null;
  if (outcome.undone.kind === "edit-reversed") return outcome.undone.before.bill;
  const again = outcome.undone.kind === "bill-cancelled" || outcome.undone.kind === "bill-reopened";
  return again ? outcome.undone.bill.bill : null;
}

async function wasSent(turn: Turn, bill: Bill, kind: "bill" | "thanks" = "bill"): Promise<boolean> {
  const steps = await listSteps(turn.tx, turn.trader.id, bill.id);
  return steps.some((it) => it.kind === kind && it.state === "sent" && it.clientId === bill.clientId);
}

/** Whether nobody gets what clients answer. Asked until the first mail has left; in practice nobody answers. */
async function hasNoReplies({ tx, trader, post }: Turn): Promise<boolean> {
  return !post.practice && trader.replyEmail === null && !(await hasMailed(tx, trader.id));
}

function ownStep(steps: readonly Step[]): Step | undefined {
  return steps.find((it) => it.kind === "bill" && it.state === "planned");
}

/** A bill's own mail that has no time, as nobody knew where to send it. */
function waits({ kind, state, at, why }: Step): boolean {
  return (
    kind === "bill" && ((state === "planned" && at === null) || (state === "skipped" && why === "refused"))
  );
}

/** What becomes of the bill's own mail; null where there is nothing to say of it. */
async function sendingOf(turn: Turn, bill: Bill, steps: readonly Step[]): Promise<Sending | null> {
  const step = ownStep(steps);
  if (step === undefined) return null;
  const client = await clientOf(turn, bill.clientId);
  if (step.at !== null) {
    const by = await roadTo(turn, client, "bill");
    const nameless = by !== "thumb" && senderName(turn.trader) === null;
    const replyless = by === "mail" && (await hasNoReplies(turn));
    return { kind: "goes", at: step.at, now: turn.now, client, by, nameless, replyless };
  }
  if (step.why === "no-sender") return { kind: "nameless" };
  if (!turn.post.on) return null;
  const known = await findChasedClient(turn.tx, turn.trader.id, client.id);
  // Asked once: a trader who does not say it does not want it.
  if (known?.emailAskedAt != null) return null;
  await setChasedClient(turn.tx, {
    traderId: turn.trader.id,
    clientId: client.id,
    token: known?.token ?? turn.random.token(),
    optedOutAt: known?.optedOutAt ?? null,
    emailAskedAt: turn.now,
    refusedEmail: known?.refusedEmail ?? null,
  });
  return { kind: "no-address", client };
}
