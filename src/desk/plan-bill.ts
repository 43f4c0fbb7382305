import { assert } from "../assert.ts";
import { type Bill, type BillLine, type BillState, isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { addDays, type Day, dayOf, instantAt } from "../domain/day.ts";
import { heldUntil } from "../domain/hold.ts";
import type { Nation } from "../domain/holidays.ts";
import { nationOf } from "../domain/nation.ts";
import { anchorOf, billOpeningFrom, openingFrom, parsePlan, planFor, planReminders } from "../domain/plan.ts";
import { isPending, type PlannedStep, type Step } from "../domain/step.ts";
import { addBill } from "../store/bills.ts";
import { findChasedClient } from "../store/chased-clients.ts";
import {
  addStep,
  listSentSince,
  type NewStep,
  type OpenPlan,
  openNewPlan,
  openPlan,
} from "../store/steps.ts";
import { pausesOf } from "./change-holds.ts";
import { decide } from "./decide.ts";
import { knowsSender, roadTo } from "./road.ts";
import { clientOf, type Turn } from "./turn.ts";

/** `changed`: somebody changed what the plan hangs on. `due`: something of it is due, and nothing else happened. */
export type PlanCause = "changed" | "due";

/**
 * Brings a bill's plan in line with the bill, its client, the trader's wishes and the holds, and its place in the
 * queue with the plan. Of a bill that is closed nothing more is due but the thanks. Answers its steps as they are now.
 */
export async function planBill(turn: Turn, bill: Bill, cause: PlanCause): Promise<readonly Step[]> {
  const plan = await openPlan(turn.tx, turn.trader.id, bill.id);
  if (isOwed(bill)) return await queue(turn, plan, await planOwed(turn, bill, plan, cause));
  await planClosed(turn, bill, plan);
  return await queue(turn, plan, plan.fromAt);
}

/**
 * Whether a step that is on its way would go now, were it planned anew from what is known now: a hold or an opt-out that
 * came meanwhile says no. Where it would it stays on its way; else it is as the plan has it.
 */
export async function isStillDue(turn: Turn, bill: Bill, step: Step): Promise<boolean> {
  const plan = await openPlan(turn.tx, turn.trader.id, bill.id);
  plan.change(step, { state: "planned" });
  const fromAt = await planOwed(turn, bill, plan, "due");
  const planned = plan.steps().find(({ id }) => id === step.id);
  assert(planned !== undefined, "a step does not leave its bill.");
  const due = planned.state === "planned" && planned.at !== null && planned.at <= turn.now;
  if (due) plan.change(planned, { state: "queued" });
  await queue(turn, plan, fromAt);
  return due;
}

/** Has the queue name the bill's next step. */
export async function queueBill(turn: Turn, bill: Pick<Bill, "id">): Promise<readonly Step[]> {
  const plan = await openPlan(turn.tx, turn.trader.id, bill.id);
  return await queue(turn, plan, plan.fromAt);
}

/** Stores a new bill, which is owed, with its plan. It is planned once more at the end of the turn only where something changed. */
export async function addPlannedBill(turn: Turn, bill: Bill, lines: readonly BillLine[]): Promise<void> {
  const plan = openNewPlan(turn.tx, bill);
  const fromAt = await planOwed(turn, bill, plan, "changed");
  await addBill(turn.tx, bill, lines, plan.columns({ nextAt: nextIn(plan.steps()), fromAt }));
  turn.made.set(bill.id, bill);
  turn.planned.add(bill);
}

async function queue(turn: Turn, plan: OpenPlan, fromAt: Date | null): Promise<readonly Step[]> {
  const steps = plan.steps();
  await plan.keep({ nextAt: nextIn(steps), fromAt: fromAt ?? turn.now });
  return steps;
}

function nextIn(steps: readonly Step[]): Date | null {
  const times = steps.flatMap((step) => (step.state === "planned" && step.at !== null ? [step.at] : []));
  return times.length === 0 ? null : new Date(Math.min(...times.map(Number)));
}

const closings: Readonly<Partial<Record<BillState, "paid" | "cancelled" | "credited">>> = {
  paid: "paid",
  cancelled: "cancelled",
  credited: "credited",
};

async function planClosed(turn: Turn, bill: Bill, plan: OpenPlan): Promise<void> {
  const steps = plan.steps();
  const why = closings[bill.state];
  assert(why !== undefined, "a bill that is not owed is closed.");
  const thanks = steps.find((step) => step.kind === "thanks" && isPending(step));
  if (bill.state === "paid" && thanks !== undefined) return;
  plan.cancel(why);
  const client = await clientOf(turn, bill.clientId);
  const heard = steps.some(
    (step) => step.clientId === client.id && step.kind !== "ask" && step.sentOn !== null,
  );
  if (bill.state !== "paid" || !heard || client.email === null) return;
  const opened = openingFrom(
    instantAt(addDays(turn.today, 1), turn.trader.chaseAt),
    turn.trader.chaseAt,
    nationOfClient(client),
  );
  if (opened === null) return;
  plan.add(
    stepOf(turn, bill, {
      kind: "thanks",
      slot: "thanks",
      tone: null,
      anchorOn: anchorOf(bill),
      nominalOn: addDays(turn.today, 1),
      ...opened,
      state: "planned",
    }),
  );
}

/** Answers from when on it is planned. */
async function planOwed(turn: Turn, bill: Bill, plan: OpenPlan, cause: PlanCause): Promise<Date> {
  const steps = plan.steps();
  const client = await clientOf(turn, bill.clientId);
  const anchorOn = anchorOf(bill);
  const theirs = steps.filter((step) => step.clientId === client.id);
  const ours = theirs.filter((step) => step.anchorOn === anchorOn);
  // Planned anew from here: what was due meanwhile is not made up for.
  const anew = !ours.some((step) => isPending(step) && step.kind !== "thanks");
  const fromAt = plan.fromAt === null || anew ? turn.now : plan.fromAt;
  const mail = cause === "due" ? [] : await planBillMail(turn, bill, client, theirs);
  const reminders = await planTheReminders(turn, bill, client, { ours, theirs, mail, fromAt, cause });
  const wanted = [...mail, ...reminders];
  for (const step of wanted) await bring(turn, bill, plan, step, ours);
  const extras = steps.some(isExtra) ? await extrasThatStand(turn, bill) : () => false;
  for (const step of steps) {
    const kept = isExtra(step)
      ? extras(step)
      : ours.includes(step) && wanted.some(({ slot }) => slot === step.slot);
    const untouched = cause === "due" && step.kind === "bill";
    if (step.state === "planned" && !kept && !untouched)
      plan.change(step, { state: "skipped", why: "replanned", at: null });
  }
  return fromAt;
}

/** What the trader asked for beyond the plan stands, unless a hold, an opt-out or another client came between. */
async function extrasThatStand(turn: Turn, bill: Bill): Promise<(step: Step) => boolean> {
  const holds = await pausesOf(turn, bill);
  const known = await findChasedClient(turn.tx, turn.trader.id, bill.clientId);
  return (step) => {
    if (step.clientId !== bill.clientId) return false;
    if (step.slot.startsWith("says-paid ")) return holds.some((hold) => hold.kind === "says-paid");
    return step.kind !== "reminder" || (holds.length === 0 && known?.optedOutAt == null);
  };
}

/** What the trader asked for beyond the plan. */
export function isExtra(step: Pick<Step, "slot">): boolean {
  return step.slot.includes(" ");
}

/** The bill itself: after the undo window where the client can be reached. A bill made in Xero was sent from there. */
async function planBillMail(
  turn: Turn,
  bill: Bill,
  client: Client,
  theirs: readonly Step[],
): Promise<readonly PlannedStep[]> {
  // It went once for all due days: a change is told by a correction, if the trader wants it told.
  if (bill.origin === "xero" || theirs.some((step) => step.kind === "bill" && isGone(step))) return [];
  const before = theirs.find((step) => step.kind === "bill" && step.state === "planned");
  const base = {
    kind: "bill" as const,
    slot: "bill",
    tone: null,
    anchorOn: anchorOf(bill),
    nominalOn: before?.nominalOn ?? turn.today,
    state: "planned" as const,
  };
  if (client.email === null && client.phone === null) return [{ ...base, at: null, why: "no-address" }];
  if (!knowsSender(turn) && (await roadTo(turn, client, "bill")) !== "thumb")
    return [{ ...base, at: null, why: "no-sender" }];
  const touched = turn.made.has(bill.id) || turn.changed.has(bill.id);
  if (before?.at && !touched) return [{ ...base, at: before.at, why: before.why }];
  return [{ ...base, ...billOpeningFrom(soonest(turn)) }];
}

/** The soonest that a message to a client may go: the trader can take it back until then. */
export function soonest(turn: Turn): Date {
  return new Date(turn.now.getTime() + turn.post.undoMs);
}

interface Ground {
  /** The steps of this bill towards its client; `ours` are those that count from its due day as it is now. */
  readonly theirs: readonly Step[];
  readonly ours: readonly Step[];
  readonly mail: readonly PlannedStep[];
  readonly fromAt: Date;
  readonly cause: PlanCause;
}

async function planTheReminders(
  turn: Turn,
  bill: Bill,
  client: Client,
  { ours, theirs, mail, fromAt, cause }: Ground,
): Promise<readonly PlannedStep[]> {
  const { trader, today, tx } = turn;
  const [known, holds, sent] = await Promise.all([
    findChasedClient(tx, trader.id, client.id),
    pausesOf(turn, bill),
    listSentSince(tx, trader.id, client.id, today),
  ]);
  const own = { plan: parsePlan(client.chasePlan), tone: client.chaseTone };
  const all = { plan: parsePlan(trader.chasePlan), tone: trader.chaseTone };
  const planned = planReminders({
    bill,
    plan: planFor(bill, own, all),
    time: trader.chaseAt,
    nation: nationOfClient(client),
    heldUntil: bill.state === "processing" ? "told" : heldUntil(holds, today),
    heldWhy: bill.state === "processing" ? "processing" : "held",
    from: fromAt,
    now: cause === "due" ? turn.now : soonest(turn),
    gone: new Set(ours.filter(isGone).map(({ slot }) => slot)),
    billMailOn: billMailOn(theirs, mail),
    reminded: new Set(sent.flatMap((step) => (step.kind === "reminder" && step.sentOn ? [step.sentOn] : []))),
    chasedOn: chasedOn(ours),
  });
  const optedOut = known?.optedOutAt != null;
  return planned.map(
    (step): PlannedStep =>
      optedOut && step.kind === "reminder" ? { ...step, at: null, why: "opted-out", state: "skipped" } : step,
  );
}

function billMailOn(ours: readonly Step[], mail: readonly PlannedStep[]): Day | null {
  const sent = ours.find((step) => step.kind === "bill" && step.sentOn !== null)?.sentOn ?? null;
  const planned = [...mail, ...ours.filter((step) => step.kind === "bill" && isPending(step))];
  const at = planned.find((step) => step.at !== null)?.at ?? null;
  return sent ?? (at === null ? null : dayOf(at));
}

/** A reminder out of turn, or the bill once more. */
const outOfTurn = /^(?:now|again) /;

/** The day on which the trader last had the client written to about the bill out of turn, or will have. */
function chasedOn(ours: readonly Step[]): Day | null {
  const chased = ours.filter(
    (step) => outOfTurn.test(step.slot) && (isPending(step) || step.sentOn !== null),
  );
  const days = chased.map((step) => step.sentOn ?? (step.at === null ? step.nominalOn : dayOf(step.at)));
  return days.sort().at(-1) ?? null;
}

/** Out of the plan's hands: on its way, with the trader, or gone. */
function isGone(step: Step): boolean {
  return (
    step.state === "queued" || step.state === "offered" || step.state === "sending" || step.state === "sent"
  );
}

/** Has the plan hold what is wanted of a step: in place of what it held, or as a new one. */
async function bring(
  turn: Turn,
  bill: Bill,
  plan: OpenPlan,
  wanted: PlannedStep,
  ours: readonly Step[],
): Promise<void> {
  const before =
    ours.find((step) => step.slot === wanted.slot && step.state === "planned") ??
    ours.find((step) => step.slot === wanted.slot && step.state === "skipped");
  if (before === undefined) return void plan.add(stepOf(turn, bill, wanted));
  const { at, tone, nominalOn, state } = wanted;
  // Why it waited is still why it goes late.
  const why = before.why === "doubt" && state === "planned" ? before.why : wanted.why;
  // In doubt it waits for its time, whatever the plan has to say.
  if (before.why === "doubt" && before.at !== null && at !== null && before.at > at) return;
  const same =
    before.state === state &&
    before.at?.getTime() === at?.getTime() &&
    before.why === why &&
    before.tone === tone &&
    before.nominalOn === nominalOn;
  if (same) return;
  // Refused by the client's mail program, or left to the trader's thumb in vain: the plan does not know better.
  const refused = before.why === "refused" && !turn.readdressed.has(bill.clientId);
  if (refused || before.why === "not-thumbed") return;
  const changed = plan.change(before, { at, why, tone, nominalOn, state });
  if (before.state === "planned" && state === "skipped") await decide(turn, changed, "skipped");
}

/** Writes down a new step. Answers its id. */
export async function add(turn: Turn, bill: Bill, wanted: PlannedStep): Promise<string> {
  const { id } = await addStep(turn.tx, turn.trader.id, bill.id, stepOf(turn, bill, wanted));
  return id;
}

function stepOf(turn: Turn, bill: Bill, wanted: PlannedStep): NewStep {
  return { ...wanted, clientId: bill.clientId, createdAt: turn.now };
}

/** Whose bank holidays a client keeps: their postcode's, else England's, where most clients are. */
export function nationOfClient({ address }: Client): Nation {
  return (address === null ? null : nationOf(address)) ?? "england-and-wales";
}
