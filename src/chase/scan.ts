import { assert } from "../assert.ts";
import { decide } from "../desk/decide.ts";
import type { DeskPorts } from "../desk/desk.ts";
import type { Outcome } from "../desk/outcome.ts";
import { planBill, queueBill } from "../desk/plan-bill.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { type Turn, viewOf } from "../desk/turn.ts";
import { daysOverdue } from "../domain/bill.ts";
import type { NewEffect } from "../domain/effect.ts";
import type { Step } from "../domain/step.ts";
import { chasing as limits } from "../limits.ts";
import { getBill } from "../store/bills.ts";
import { listDueChases, listDueChasesOf, nextChaseAt, postpone } from "../store/chases.ts";
import { changeStep, openPlan } from "../store/steps.ts";

/** What is due to clients, as the timetable sees it. */
export function chaseSource(desk: DeskPorts) {
  const { store } = desk;
  return {
    name: "chase",
    nextAt: (after: Date) => store.read((tx) => nextChaseAt(tx, after)),
    run: async (now: Date) => {
      for (;;) {
        const due = await store.read((tx) => listDueChases(tx, now, limits.batch));
        const traders = new Set(due.map(({ traderId }) => traderId));
        const crowd = due.length === limits.batch;
        for (const traderId of traders) await fireDue(desk, traderId, now, crowd);
        if (!crowd) return;
      }
    },
  };
}

/** Puts into the worker's hands what is due of one trader's, in one transaction. */
async function fireDue(desk: DeskPorts, traderId: string, now: Date, crowd: boolean): Promise<void> {
  await desk.store.transaction(async (tx) => {
    const told = await inTraderTurn(desk, tx, traderId, (turn) => fire(desk, turn, now, crowd));
    // Nobody to ask or tell: it waits for a chat to be there again, and does not keep others waiting.
    if (!told) await postpone(tx, traderId, now, new Date(now.getTime() + limits.nobodyMs));
  });
}

async function fire(desk: DeskPorts, turn: Turn, now: Date, crowd: boolean): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const letters = new Map<string, Step[]>();
  for (const { billId } of await listDueChasesOf(turn.tx, turn.trader.id, now, crowd)) {
    const bill = await getBill(turn.tx, turn.trader.id, billId);
    for (const step of await planBill(turn, bill, "due")) {
      if (step.state !== "planned" || step.at === null || step.at > now) continue;
      if (step.kind === "ask") outcomes.push(await askTrader(turn, step));
      else letters.set(letterOf(step), [...(letters.get(letterOf(step)) ?? []), step]);
    }
  }
  for (const steps of letters.values()) await send(desk, turn, steps);
  for (const billId of new Set([...letters.values()].flat().map((step) => step.billId)))
    await queueBill(turn, { id: billId });
  return outcomes;
}

/** A client's reminders of one day go together, and so do thanks; each bill goes by itself. */
function letterOf({ kind, clientId, id }: Step): string {
  return kind === "bill" ? id : `${kind} ${clientId}`;
}

async function send(desk: DeskPorts, turn: Turn, steps: readonly Step[]): Promise<void> {
  const id = turn.random.id();
  const [first] = steps;
  assert(first !== undefined, "a letter has at least one step.");
  for (const step of steps) {
    const plan = await openPlan(turn.tx, turn.trader.id, step.billId);
    plan.change(step, { state: "queued", effectId: id });
  }
  const effect: NewEffect = {
    id,
    traderId: turn.trader.id,
    lane: `letters:${turn.trader.id}:${first.clientId}`,
    dedupeKey: `letter:${id}`,
    work: {
      kind: "send-letter",
      clientId: first.clientId,
      letter: { what: "steps", stepIds: steps.map((it) => it.id) },
    },
    dueAt: turn.now,
  };
  await desk.queue.enqueue(turn.tx, [effect]);
}

/** At the end of a plan, and where the client says they paid, the trader says how it goes on. */
async function askTrader(turn: Turn, step: Step): Promise<Outcome> {
  const asked = await changeStep(turn.tx, step, { state: "sent", sentOn: turn.today });
  assert(asked !== undefined, "nobody changes a step during its trader's turn.");
  await decide(turn, asked, "asked");
  const bill = await viewOf(turn, await getBill(turn.tx, turn.trader.id, step.billId));
  await queueBill(turn, bill.bill);
  return step.slot.startsWith("says-paid")
    ? { kind: "chase", told: { what: "paid-yet", bill } }
    : { kind: "chase", told: { what: "plan-ended", bill, overdue: daysOverdue(bill.bill, turn.today) } };
}
