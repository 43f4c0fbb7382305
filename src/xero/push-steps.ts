import { sameContent } from "../domain/drift.ts";
import type { Invoice } from "../domain/ledger.ts";
import { xero as limits } from "../limits.ts";
import { changeMirror, setOnlineUrl } from "../store/xero-mirrors.ts";
import { isNumberTaken, problemOf } from "./catalogue.ts";
import { followMerges } from "./contacts.ts";
import { chunks, draftFor, type Job, type Push, type Result } from "./push-job.ts";
import { settleResults } from "./push-settle.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

/** Invoices whose link is fetched in the run that made them; of more, when it is needed. */
const linksMax = 3;

/** Looks for what an attempt of before may have made, by number and marker. Answers the jobs as they stand then. */
export async function findDoubtful(push: Push, jobs: readonly Job[]): Promise<readonly Job[]> {
  const doubtful = jobs.filter(({ mirror }) => mirror.invoiceId === null && mirror.attempted);
  const settled = await lookUp(push, doubtful);
  const after = jobs.map((job) => settled.get(job.bill.id) ?? job);
  return after.filter((job) => job !== gone);
}

/** In place of a job that is to be begun anew. */
const gone = {} as Job;

export async function lookUp(push: Push, jobs: readonly Job[]): Promise<ReadonlyMap<string, Job>> {
  const settled = new Map<string, Job>();
  for (const some of chunks(jobs, limits.idsMax)) {
    const found = await push.books.invoicesByNumbers(some.map(({ mirror }) => mirror.number));
    const results: Result[] = [];
    for (const job of some) {
      const { mirror, bill } = job;
      const named = found.filter((it) => it.number === mirror.number && it.status !== "deleted");
      const invoice = named.find((it) => it.reference.includes(mirror.marker));
      if (invoice !== undefined) {
        results.push({ kind: "found", job, invoice });
        const known = { invoiceId: invoice.id, attempted: false, base: invoice, status: invoice.status };
        settled.set(bill.id, { ...job, mirror: { ...mirror, ...known } });
      } else if (named.length > 0) {
        results.push({ kind: "renumber", job, taken: true });
        settled.set(bill.id, gone);
      } else settled.set(bill.id, { ...job, mirror: { ...mirror, attempted: false } });
    }
    await settleResults(push, results);
  }
  return settled;
}

/** Voids or deletes what is to be gone. */
export async function closeThem(push: Push, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    const { invoiceId, status } = job.mirror;
    if (invoiceId === null || status === "voided" || status === "deleted") {
      await settleResults(push, [{ kind: "closed", job, invoice: job.mirror.base }]);
      continue;
    }
    const to = status === "draft" || status === "submitted" ? "deleted" : "voided";
    const done = await push.books.closeInvoice(invoiceId, to, `${push.key}.close.${job.bill.id}`);
    if (done.kind === "written") {
      await settleResults(push, [{ kind: "closed", job, invoice: done.value }]);
      continue;
    }
    // Perhaps it was closed, or approved, there meanwhile.
    const [now] = await push.books.invoicesByIds([invoiceId]);
    const closed = now?.status === "voided" || now?.status === "deleted";
    const problem = problemOf(done.messages);
    if (now !== undefined && now.status !== status && !closed) await noteStatus(push, job, now);
    await settleResults(
      push,
      closed ? [{ kind: "closed", job, invoice: now }] : [{ kind: "failed", job, problem, candidates: [] }],
    );
  }
}

async function noteStatus(push: Push, job: Job, invoice: Invoice): Promise<void> {
  await push.room.store.transaction((tx) => changeMirror(tx, job.mirror, { status: invoice.status }));
}

/** Changes invoices to what their bills say, having read them just before: a person may have been there. */
export async function changeThem(push: Push, jobs: readonly Job[]): Promise<void> {
  for (const some of chunks(jobs, limits.idsMax)) {
    const current = await push.books.invoicesByIds(some.map(({ mirror }) => mirror.invoiceId ?? ""));
    const results: Result[] = [];
    const changes: { job: Job; now: Invoice }[] = [];
    for (const job of some) {
      const now = current.find((it) => it.id === job.mirror.invoiceId);
      const settled = withoutCall(push, job, now);
      if (settled !== null) results.push(settled);
      else if (now !== undefined) changes.push({ job, now });
    }
    await settleResults(push, results);
    if (changes.length > 0) await update(push, changes);
  }
}

/** What came of a job that needs no call, or may not have one; null where it needs one. */
function withoutCall(push: Push, job: Job, now: Invoice | undefined): Result | null {
  if (now === undefined || now.status === "deleted") return { kind: "renumber", job, taken: false };
  if (now.status === "voided") return { kind: "renumber", job, taken: true };
  const { base, choices } = job.mirror;
  const draft = draftFor(push, job, now);
  // Xero reckons the tax anew when it is written to: what came to another total is written again.
  const sameTotal = now.totalMinor === job.bill.totalMinor;
  if (sameContent(draft, now) && sameTotal) return { kind: "pushed", job, invoice: now };
  const drifted = base !== null && !sameContent(base, now) && choices.keepMine !== true;
  return drifted && job.bill.origin === "justpayme" ? { kind: "drifted", job, invoice: now } : null;
}

async function update(
  push: Push,
  changes: readonly { readonly job: Job; readonly now: Invoice }[],
): Promise<void> {
  const sent = changes.map(({ job, now }) => ({ id: now.id, draft: draftFor(push, job, now) }));
  const written = await push.books.updateInvoices(sent, `${push.key}.update.${sent[0]?.id}`);
  const results: Result[] = [];
  for (const [at, { job }] of changes.entries()) {
    const it = written[at];
    if (it?.kind === "written") results.push({ kind: "pushed", job, invoice: it.value });
    else results.push(await refused(push, job, it?.messages ?? []));
  }
  await settleResults(push, results);
}

/** A refusal that can be mended is mended: a contact that was merged is the one it was merged into. */
export async function refused(push: Push, job: Job, messages: readonly string[]): Promise<Result> {
  const problem = problemOf(messages);
  if (isNumberTaken(messages)) return { kind: "renumber", job, taken: true };
  if (problem.kind !== "contact-archived") return { kind: "failed", job, problem, candidates: [] };
  const contact = await push.books.contactById(job.contactId);
  const merged = contact === null ? null : await followMerges(push.books, contact);
  const candidates = merged === null ? [] : [merged];
  return { kind: "failed", job, problem, candidates };
}

/** The links that clients are sent to, of what somebody waits for. */
export async function fetchLinks(push: Push, made: readonly Invoice[]): Promise<void> {
  const approved = made.filter((it) => it.status === "approved");
  if (approved.length === 0 || approved.length > linksMax || push.background) return;
  for (const invoice of approved) {
    try {
      await fetchLink(push, invoice.id);
    } catch (error) {
      // It is fetched again when it is needed; the invoice itself is there.
      if (!(error instanceof LedgerFault)) throw error;
      push.room.desk.log.warn({ error: error.message }, "a link was not fetched");
      return;
    }
  }
}

async function fetchLink(push: Push, invoiceId: string): Promise<void> {
  const onlineUrl = await push.books.onlineUrl(invoiceId);
  await push.room.store.transaction((tx) => setOnlineUrl(tx, push.connection.traderId, invoiceId, onlineUrl));
}
