import type { Invoice } from "../domain/ledger.ts";
import { xero as limits } from "../limits.ts";
import { changeMirror } from "../store/xero-mirrors.ts";
import { isNumberTaken } from "./catalogue.ts";
import { chunks, draftFor, type Job, type Push, type Result } from "./push-job.ts";
import { settleResults } from "./push-settle.ts";
import { changeThem, lookUp, refused } from "./push-steps.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

/** Makes invoices, each at most once. Answers those that were made. */
export async function createThem(push: Push, jobs: readonly Job[]): Promise<readonly Invoice[]> {
  const made: Invoice[] = [];
  for (const some of chunks(jobs, limits.batch)) made.push(...(await createSome(push, some)));
  return made;
}

async function createSome(push: Push, jobs: readonly Job[]): Promise<readonly Invoice[]> {
  // Written down first: from here on it may be there, whatever becomes of us.
  await markAttempted(push, jobs, true);
  const drafts = jobs.map((job) => draftFor(push, job, null));
  const written = await sent(push, jobs, () =>
    push.books.createInvoices(drafts, `${push.key}.create.${jobs[0]?.bill.id}`),
  );
  const results: Result[] = [];
  const taken: Job[] = [];
  const made: Invoice[] = [];
  for (const [at, job] of jobs.entries()) {
    const it = written[at];
    if (it?.kind === "written") {
      made.push(it.value);
      results.push({ kind: "pushed", job, invoice: it.value });
    } else if (isNumberTaken(it?.messages ?? [])) taken.push(job);
    else results.push(await refused(push, job, it?.messages ?? []));
  }
  await settleResults(push, results);
  // Ours from an attempt that we know nothing of, or somebody else's: a look tells.
  if (taken.length > 0) await lookAtTaken(push, taken);
  return made;
}

/** One that is ours is brought up to date; one of which a look finds nothing has its number kept by something else. */
async function lookAtTaken(push: Push, taken: readonly Job[]): Promise<void> {
  const looked = [...(await lookUp(push, taken)).values()];
  await changeThem(
    push,
    looked.filter((job) => typeof job.mirror?.invoiceId === "string"),
  );
  const kept = looked.filter((job) => job.mirror?.invoiceId === null);
  await settleResults(
    push,
    kept.map((job) => ({ kind: "renumber", job, taken: true })),
  );
}

/** What surely did not reach Xero needs no look next time. */
async function sent<T>(push: Push, jobs: readonly Job[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const surelyNot = error instanceof LedgerFault && error.action !== "unknown";
    if (surelyNot) await markAttempted(push, jobs, false);
    throw error;
  }
}

async function markAttempted(push: Push, jobs: readonly Job[], attempted: boolean): Promise<void> {
  await push.room.store.transaction(async (tx) => {
    for (const { mirror } of jobs) await changeMirror(tx, mirror, { attempted });
  });
}
