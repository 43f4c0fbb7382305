import { addDays, instantAt } from "../domain/day.ts";
import type { Decision } from "../domain/decision.ts";
import { heldUntil, isActive } from "../domain/hold.ts";
import type { Intent } from "../domain/intent.ts";
import { isPending, type Step } from "../domain/step.ts";
import { getBill } from "../store/bills.ts";
import { listDecisions } from "../store/decisions.ts";
import { listHolds } from "../store/holds.ts";
import { listSteps } from "../store/steps.ts";
import { told } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import type { Explained, PlanEntry, Scope } from "./outcome-chase.ts";
import { roadTo } from "./road.ts";
import { billsIn, scopeOf } from "./scope.ts";
import { type Turn, viewOf } from "./turn.ts";

/** Without a bill or a client the plan is shown for so many days. */
const weekDays = 7;

/** "what's next for Acme", "what are you sending this week": what goes when, and why not where it does not. */
export async function showPlan(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  const entries = await entriesIn(turn, scope);
  const until = instantAt(addDays(turn.today, weekDays), "23:59");
  const soon =
    scope.kind === "everything"
      ? entries.filter(({ step }) => step.at !== null && step.at <= until)
      : entries;
  const holds = (await listHolds(turn.tx, turn.trader.id)).filter((it) => isActive(it, turn.today));
  const everything = holds.some((it) => it.billId === null && it.clientId === null);
  return told({
    what: "plan",
    scope,
    entries: soon,
    paused: everything ? (heldUntil(holds, turn.today) ?? null) : null,
  });
}

/** What is still to go, in order; of a single bill what was left out too, with the reason. */
async function entriesIn(turn: Turn, scope: Scope): Promise<readonly PlanEntry[]> {
  const entries: PlanEntry[] = [];
  for (const bill of await billsIn(turn, scope)) {
    const view = await viewOf(turn, bill);
    for (const step of await listSteps(turn.tx, turn.trader.id, bill.id)) {
      const shown =
        isPending(step) || (scope.kind === "bill" && step.state === "skipped" && step.why !== "replanned");
      if (shown && step.clientId === bill.clientId)
        entries.push({ step, bill: view, by: await roadTo(turn, view.client, step.kind) });
    }
  }
  return entries.sort((a, b) => whenOf(a.step) - whenOf(b.step));
}

function whenOf({ at, nominalOn }: Step): number {
  return at?.getTime() ?? instantAt(nominalOn, "12:00").getTime();
}

const explainedMax = 5;

/** "why did Acme get a mail?": from the log of decisions. */
export async function explain(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  if (scope.kind === "everything") return await showPlan(turn, intent);
  const clientId = scope.kind === "client" ? scope.client.id : scope.bill.client.id;
  const planned = await entriesIn(turn, scope);
  const decisions = await listDecisions(turn.tx, turn.trader.id, clientId, 50);
  const about = decisions.filter(
    (it, n) =>
      (scope.kind === "client" || it.billId === scope.bill.bill.id) &&
      !isPast(it, decisions.slice(0, n), planned),
  );
  const entries: Explained[] = [];
  for (const decision of about.slice(0, explainedMax)) {
    entries.push({
      decision,
      bill: await viewOf(turn, await getBill(turn.tx, turn.trader.id, decision.billId)),
    });
  }
  const next = planned.find(({ step }) => step.at !== null && step.kind !== "ask") ?? null;
  return told({ what: "explained", scope, entries, next });
}

/** What is so no longer: left out once, and it went or is to go after all, as a hold was taken back, say. */
function isPast(decision: Decision, later: readonly Decision[], planned: readonly PlanEntry[]): boolean {
  // What was refused happened all the same.
  if (decision.what !== "skipped" || decision.why === "refused") return false;
  const { billId, slot, nominalOn } = decision;
  const same = (it: Pick<Step, "billId" | "slot" | "nominalOn">) =>
    it.billId === billId && it.slot === slot && it.nominalOn === nominalOn;
  return later.some(same) || planned.some(({ step }) => isPending(step) && same(step));
}
