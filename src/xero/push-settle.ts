import { told } from "../desk/connect-xero.ts";
import { wantPush } from "../desk/follow-xero.ts";
import type { Outcome } from "../desk/outcome.ts";
import { rewriteFrom } from "../desk/take-theirs.ts";
import { move, type Turn, viewOf } from "../desk/turn.ts";
import { type Bill, formatBillNumber, type SyncState } from "../domain/bill.ts";
import { differencesOf } from "../domain/drift.ts";
import type { Invoice } from "../domain/ledger.ts";
import type { Mirror, SyncProblem } from "../domain/mirror.ts";
import { getBill, renumberBill } from "../store/bills.ts";
import { takeBillNumber } from "../store/traders.ts";
import { changeMirror, findMirror, putContactLink, setSync } from "../store/xero-mirrors.ts";
import type { Job, Push, Result } from "./push-job.ts";
import { inTurn } from "./room.ts";

/** More failures than this for one reason are one message. */
const eachMax = 3;

/** Writes down what came of jobs, in the trader's turn, and tells what the trader must know. */
export async function settleResults(push: Push, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  await inTurn(push.room, push.connection.traderId, async (turn) => {
    const outcomes: Outcome[] = [];
    const failed: Extract<Result, { kind: "failed" }>[] = [];
    for (const result of results) {
      const mirror = await findMirror(turn.tx, turn.trader.id, result.job.bill.id);
      if (mirror === undefined) continue;
      if (result.kind === "failed") {
        const back = await takeTheirsBack(turn, mirror, result);
        if (back !== null) outcomes.push(back);
        else if (await keepFailure(turn, push, mirror, result)) failed.push(result);
      } else outcomes.push(...(await keep(turn, push, mirror, result)));
    }
    return [...outcomes, ...(await tellFailures(turn, push, failed))];
  });
}

async function keep(
  turn: Turn,
  push: Push,
  mirror: Mirror,
  result: Exclude<Result, { kind: "failed" }>,
): Promise<readonly Outcome[]> {
  const bill = await getBill(turn.tx, turn.trader.id, mirror.billId);
  switch (result.kind) {
    case "found": {
      const { invoice } = result;
      const known = { invoiceId: invoice.id, attempted: false, base: invoice, status: invoice.status };
      await changeMirror(turn.tx, mirror, known);
      return [];
    }
    case "pushed":
      return await keepPushed(turn, push, mirror, bill, result);
    case "closed": {
      await changeMirror(turn.tx, mirror, {
        ...doneWith(mirror, result.job),
        status: result.invoice?.status ?? mirror.status,
      });
      const sync =
        mirror.invoiceId === null || !bill.toXero ? ("Not in Xero" as const) : ("Synced with Xero" as const);
      await show(turn, bill, mirror.wanted > result.job.mirror.wanted ? "Syncing" : sync);
      return [];
    }
    case "drifted": {
      const { invoice } = result;
      await changeMirror(turn.tx, mirror, {
        ...doneWith(mirror, result.job),
        pushed: mirror.wanted,
        drift: invoice,
        status: invoice.status,
      });
      const shown = await show(turn, bill, "Edited in Xero");
      const differences = differencesOf(mirror.base ?? invoice, invoice);
      return [told({ what: "edited-there", bill: await viewOf(turn, shown), differences, payable: true })];
    }
    default:
      return await renumber(turn, push, mirror, bill, result.taken);
  }
}

async function keepPushed(
  turn: Turn,
  push: Push,
  mirror: Mirror,
  bill: Bill,
  { job, invoice }: Extract<Result, { kind: "pushed" }>,
): Promise<readonly Outcome[]> {
  const { keepMine: _, ...choices } = mirror.choices;
  const differs = invoice.totalMinor !== job.bill.totalMinor;
  const problem: SyncProblem | null = differs ? { kind: "total-differs", words: "" } : null;
  await changeMirror(turn.tx, mirror, {
    ...doneWith(mirror, job),
    invoiceId: invoice.id,
    attempted: false,
    base: invoice,
    drift: null,
    status: invoice.status,
    choices,
    problem,
  });
  const newer = mirror.wanted > job.mirror.wanted;
  const shown = await show(turn, bill, newer ? "Syncing" : differs ? "Sync failed" : syncOf(bill, invoice));
  if (problem === null) return [];
  return await tellFailures(turn, push, [
    { kind: "failed", job: { ...job, bill: shown }, problem, candidates: [] },
  ]);
}

/** What is pushed is what was read then; a change since waits still. */
function doneWith(mirror: Mirror, job: Job): Partial<Mirror> {
  const newer = mirror.wanted > job.mirror.wanted;
  return {
    pushed: job.mirror.wanted,
    problem: null,
    waitingSince: newer ? mirror.waitingSince : null,
    told: false,
  };
}

export function syncOf(bill: Bill, invoice: Pick<Invoice, "status">): SyncState {
  if (bill.origin === "xero") return "Xero-managed";
  return invoice.status === "draft" || invoice.status === "submitted" ? "Draft in Xero" : "Synced with Xero";
}

async function show(turn: Turn, bill: Bill, sync: SyncState): Promise<Bill> {
  const shown = bill.sync === sync ? bill : await setSync(turn.tx, bill, sync);
  if (shown !== bill) turn.changed.set(bill.id, shown);
  return shown;
}

/** Keeps a failure, unless the bill has changed since: then it is tried anew. A merged contact is linked at once. */
async function keepFailure(
  turn: Turn,
  push: Push,
  mirror: Mirror,
  result: Extract<Result, { kind: "failed" }>,
): Promise<boolean> {
  const { job, problem, candidates } = result;
  const bill = await getBill(turn.tx, turn.trader.id, mirror.billId);
  const [merged] = problem.kind === "contact-archived" ? candidates : [];
  if (merged !== undefined) {
    const { traderId, organisationId } = push.connection;
    await putContactLink(turn.tx, {
      traderId,
      organisationId,
      clientId: bill.clientId,
      contactId: merged.id,
    });
    await wantPush(turn, bill, push.connection, { urgent: mirror.urgent, changes: { attempted: false } });
    return false;
  }
  if (mirror.wanted > job.mirror.wanted) {
    await changeMirror(turn.tx, mirror, { attempted: false });
    return false;
  }
  await changeMirror(turn.tx, mirror, { problem, attempted: false });
  await show(turn, bill, "Sync failed");
  return true;
}

/** Of a bill that was made in Xero, what Xero has stands: a change that it does not take is taken back here. */
async function takeTheirsBack(
  turn: Turn,
  mirror: Mirror,
  { job, problem }: Extract<Result, { kind: "failed" }>,
): Promise<Outcome | null> {
  const { base } = mirror;
  if (job.bill.origin !== "xero" || base === null || mirror.wanted > job.mirror.wanted) return null;
  const now = await getBill(turn.tx, turn.trader.id, mirror.billId);
  const open = now.state === "cancelled" ? await move(turn, now, { state: "open", paidMinor: 0 }) : now;
  const bill = await rewriteFrom(turn, open, mirror, base);
  return told({ what: "change-refused", bill: await viewOf(turn, bill), problem });
}

async function tellFailures(
  turn: Turn,
  push: Push,
  failed: readonly Extract<Result, { kind: "failed" }>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const { connection } = push;
  const kinds = new Set(failed.map(({ problem }) => problem.kind));
  for (const kind of kinds) {
    const same = failed.filter(({ problem }) => problem.kind === kind);
    const bills = await Promise.all(same.map(({ job }) => viewNow(turn, job)));
    const [first] = same;
    if (same.length > eachMax && first !== undefined) {
      outcomes.push(told({ what: "failed-many", bills, problem: first.problem }));
      continue;
    }
    for (const [at, { problem, candidates }] of same.entries()) {
      const bill = bills[at];
      if (bill === undefined) continue;
      const { lockedUntil } = connection.facts;
      outcomes.push(told({ what: "failed", bill, problem, connection, candidates, lockedUntil }));
    }
  }
  return outcomes;
}

async function viewNow(turn: Turn, job: Job) {
  return await viewOf(turn, await getBill(turn.tx, turn.trader.id, job.bill.id));
}

/**
 * The number cannot be used: the bill gets the trader's next one, and the trader is told. A deleted draft gives its
 * number back, so the bill keeps it.
 */
async function renumber(
  turn: Turn,
  push: Push,
  mirror: Mirror,
  bill: Bill,
  taken: boolean,
): Promise<readonly Outcome[]> {
  const none = { invoiceId: null, base: null, drift: null, status: null, onlineUrl: null, attempted: false };
  if (!taken) {
    await wantPush(turn, bill, push.connection, { urgent: mirror.urgent, changes: none });
    return [];
  }
  const number = await takeBillNumber(turn.tx, turn.trader.id);
  const renumbered = await renumberBill(turn.tx, bill, number);
  const changes = { ...none, number: formatBillNumber(number) };
  await wantPush(turn, renumbered, push.connection, { urgent: mirror.urgent, changes });
  return [told({ what: "renumbered", bill: await viewOf(turn, renumbered), before: bill.number })];
}
