import { xero as limits } from "../limits.ts";
import type { Clock, Random } from "../ports.ts";
import type { LedgerTurn } from "../ports-ledger.ts";
import type { Store, Tx } from "../store/store.ts";
import { findBudget, writeBudget, type XeroBudget } from "../store/xero-budgets.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

export interface BudgetPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Lets a call to an organisation go, or says when to ask again. What has been used is in one row that all processes
 * share. Never more calls in any minute than Xero allows in its own, wherever that begins; `background` work leaves
 * some for what a person waits for.
 */
export async function enterBudget(
  ports: BudgetPorts,
  organisationId: string,
  background: boolean,
): Promise<LedgerTurn> {
  const id = ports.random.id();
  await change(ports, organisationId, (budget, nowMs) => {
    const waitMs = mustWaitMs(budget, nowMs, background);
    if (waitMs > 0) {
      const problem = budget.pausedUntil === null ? "own" : "paused";
      throw new LedgerFault("later", "limit", "no call to Xero is left now", {
        retryAfterMs: waitMs,
        problem,
      });
    }
    const flying = [...budget.flying, { id, untilMs: nowMs + limits.callLeaseMs }];
    const dayRemaining = budget.dayRemaining === null ? null : Math.max(0, budget.dayRemaining - 1);
    return { recent: [...budget.recent, nowMs], flying, dayRemaining };
  });
  return {
    leave: ({ dayRemaining, pausedMs }) =>
      change(ports, organisationId, (budget, nowMs) => ({
        flying: budget.flying.filter((it) => it.id !== id),
        ...(dayRemaining === null ? {} : { dayRemaining, dayReadAt: new Date(nowMs) }),
        ...(pausedMs == null ? {} : { pausedUntil: new Date(nowMs + pausedMs) }),
      })),
  };
}

type Changes = Partial<Pick<XeroBudget, "recent" | "flying" | "dayRemaining" | "dayReadAt" | "pausedUntil">>;

/** Reads and writes an organisation's row at once; another process may come between, then again. */
async function change(
  ports: BudgetPorts,
  organisationId: string,
  decide: (budget: XeroBudget, nowMs: number) => Changes,
): Promise<void> {
  const written = () =>
    ports.store.transaction(async (tx: Tx) => {
      const nowMs = ports.clock.now().getTime();
      const read = await findBudget(tx, organisationId);
      const budget = current(read ?? empty(organisationId), nowMs);
      const next = { ...budget, ...decide(budget, nowMs), version: budget.version + 1 };
      return await writeBudget(tx, next, read);
    });
  while (!(await written()));
}

function empty(organisationId: string): XeroBudget {
  const nothing = { recent: [], flying: [], dayRemaining: null, dayReadAt: null, pausedUntil: null };
  return { organisationId, version: 0, ...nothing };
}

/** Without what has passed: calls of a minute ago, leases that ran out, a pause that is over, yesterday's allowance. */
function current(budget: XeroBudget, nowMs: number): XeroBudget {
  const dayOver = budget.dayReadAt !== null && budget.dayReadAt.getTime() + dayMs <= nowMs;
  const paused = budget.pausedUntil !== null && budget.pausedUntil.getTime() > nowMs;
  return {
    ...budget,
    recent: budget.recent.filter((at) => at > nowMs - minuteMs),
    flying: budget.flying.filter((it) => it.untilMs > nowMs),
    dayRemaining: dayOver ? null : budget.dayRemaining,
    pausedUntil: paused ? budget.pausedUntil : null,
  };
}

function mustWaitMs(budget: XeroBudget, nowMs: number, background: boolean): number {
  if (budget.pausedUntil !== null) return budget.pausedUntil.getTime() - nowMs;
  const spare = background ? 1 : 0;
  if (budget.flying.length >= limits.concurrent - spare) return 500;
  const inMinute = limits.inMinute - (background ? limits.inMinuteSpare : 0);
  if (budget.recent.length >= inMinute) return (budget.recent[0] ?? nowMs) + minuteMs - nowMs;
  if (budget.dayRemaining !== null && budget.dayRemaining <= (background ? limits.daySpare : 0)) {
    return (budget.dayReadAt?.getTime() ?? nowMs) + 60 * minuteMs - nowMs;
  }
  return 0;
}
