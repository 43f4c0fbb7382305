import type { Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { addDays, type Day, daysBetween, instantAt } from "../domain/day.ts";
import type { Intent, Tone } from "../domain/intent.ts";
import { anchorOf, type Opened, openingFrom, standardPlan } from "../domain/plan.ts";
import { getBill } from "../store/bills.ts";
import { findChasedClient } from "../store/chased-clients.ts";
import { changeStep, findStep, listSentSince, listSteps } from "../store/steps.ts";
import { pausesOf } from "./change-holds.ts";
import { findClient } from "./find-client.ts";
import { told } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import type { ChaseLetter, NotChased, Scope } from "./outcome-chase.ts";
import { add, nationOfClient, soonest } from "./plan-bill.ts";
import { roadTo } from "./road.ts";
import { billsIn, scopeOf, scopeOfHold } from "./scope.ts";
import { clientOf, journal, type Turn, viewOf } from "./turn.ts";

/** "chase Acme": a reminder out of turn, within the hours that clients may be written to. */
export async function chaseNow(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  const spared: (string | undefined)[] = [];
  for (const mention of intent.except ?? []) spared.push((await findClient(turn, mention))?.id);
  const owed = (await billsIn(turn, scope)).filter(({ clientId }) => !spared.includes(clientId));
  const overdue = owed.filter((bill) => bill.dueOn < turn.today);
  const bills = overdue.length > 0 ? overdue : owed;
  const going: Bill[] = [];
  const leftOut: NotChased[] = [];
  for (const bill of bills) {
    const why = await notChased(turn, bill);
    if (why === null) going.push(bill);
    else leftOut.push(why);
  }
  const [refused] = leftOut;
  // Who may not be reminded keeps nobody else from it, unless they alone are meant.
  if (refused !== undefined && (scope.kind !== "everything" || going.length === 0)) return told(refused);
  const [first] = going;
  if (first === undefined) return nothingToChase(scope);

  const letters = await lettersOf(turn, going, intent.on ?? null);
  if (letters === null)
    return told({ what: "not-chased", bill: await viewOf(turn, first), why: "calendar-ends" });
  const stepIds: string[] = [];
  for (const { bills: theirs, opened } of letters)
    for (const { bill } of theirs) stepIds.push(await addExtra(turn, bill, opened, intent.tone ?? null));
  const actionId = await journal(turn, { kind: "chase", stepIds });
  return told({ what: "chasing", letters, leftOut, now: turn.now, actionId });
}

function nothingToChase(scope: Scope): Outcome {
  switch (scope.kind) {
    case "client":
      return { kind: "nothing-owed", client: scope.client };
    case "bill":
      return { kind: "not-owed", bill: scope.bill };
    case "everything":
      return { kind: "owed", bills: [], client: null };
  }
}

/** Why nobody may be reminded of a bill just now; null where they may. */
async function notChased(turn: Turn, bill: Bill): Promise<NotChased | null> {
  const [held] = await pausesOf(turn, bill);
  if (held !== undefined) {
    const view = await viewOf(turn, bill);
    return { what: "chase-held", bill: view, by: scopeOfHold(held, view) };
  }
  if (bill.state === "processing")
    return { what: "not-chased", bill: await viewOf(turn, bill), why: "processing" };
  const known = await findChasedClient(turn.tx, turn.trader.id, bill.clientId);
  if (known?.optedOutAt == null) return null;
  return { what: "not-chased", bill: await viewOf(turn, bill), why: "opted-out" };
}

/** One for each client, about all of theirs; null where a working day is not known so far ahead. */
async function lettersOf(
  turn: Turn,
  bills: readonly Bill[],
  on: Day | null,
): Promise<readonly ChaseLetter[] | null> {
  const letters: ChaseLetter[] = [];
  for (const [clientId, theirs] of Map.groupBy(bills, (bill) => bill.clientId)) {
    const client = await clientOf(turn, clientId);
    const opened = await openingFor(turn, client, on);
    if (opened === null) return null;
    const views = await Promise.all(theirs.map((bill) => viewOf(turn, bill)));
    letters.push({ bills: views, by: await roadTo(turn, client, "reminder"), opened });
  }
  return letters;
}

/** The soonest that the client may be reminded, or the hour on the day that the trader named. */
async function openingFor(turn: Turn, client: Client, on: Day | null): Promise<Opened | null> {
  const { chaseAt } = turn.trader;
  const today = await listSentSince(turn.tx, turn.trader.id, client.id, turn.today);
  const reminded = today.some((step) => step.kind === "reminder");
  const named = on !== null && on > turn.today ? instantAt(on, chaseAt) : null;
  const start = named ?? (reminded ? instantAt(addDays(turn.today, 1), chaseAt) : soonest(turn));
  return openingFrom(start, chaseAt, nationOfClient(client));
}

/** One such reminder waits for a bill at a time. */
async function addExtra(turn: Turn, bill: Bill, opened: Opened, tone: Tone | null): Promise<string> {
  for (const step of await listSteps(turn.tx, turn.trader.id, bill.id)) {
    if (step.slot.startsWith("now ") && step.state === "planned") {
      await changeStep(turn.tx, step, { state: "skipped", why: "replanned", at: null });
    }
  }
  turn.toPlan.set(bill.id, bill);
  return await add(turn, bill, {
    kind: "reminder",
    slot: `now ${turn.today} ${turn.random.id()}`,
    tone: tone ?? toneBy(bill, turn.today),
    anchorOn: anchorOf(bill),
    nominalOn: turn.today,
    ...opened,
    state: "planned",
  });
}

/** As firm as the standard plan would be by now. */
function toneBy(bill: Bill, today: Day): Tone {
  const late = daysBetween(bill.dueOn, today);
  return standardPlan.findLast((rule) => rule.days <= late)?.tone ?? "friendly";
}

/** Takes back reminders out of turn. Answers whom they were for; null, and nothing changed, where one of them has gone. */
export async function unchase(turn: Turn, stepIds: readonly string[]): Promise<readonly Client[] | null> {
  const steps = await Promise.all(stepIds.map((id) => findStep(turn.tx, turn.trader.id, id)));
  if (!steps.every((step) => step?.state === "planned")) return null;
  const clients = new Map<string, Client>();
  for (const step of steps) {
    if (step === undefined) continue;
    await changeStep(turn.tx, step, { state: "skipped", why: "replanned", at: null });
    const bill = await getBill(turn.tx, turn.trader.id, step.billId);
    turn.toPlan.set(bill.id, bill);
    clients.set(bill.clientId, await clientOf(turn, bill.clientId));
  }
  return [...clients.values()];
}
