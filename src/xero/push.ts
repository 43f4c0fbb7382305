import type { Mirror, SyncProblem } from "../domain/mirror.ts";
import type { EffectOf, Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import { xero as limits } from "../limits.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { findMirror, listDirtyMirrors } from "../store/xero-mirrors.ts";
import { problemOf } from "./catalogue.ts";
import { contactsFor } from "./contacts.ts";
import { createThem } from "./push-create.ts";
import { type Job, loadJobs, type Push, type Result } from "./push-job.ts";
import { settleResults } from "./push-settle.ts";
import { changeThem, closeThem, fetchLinks, findDoubtful } from "./push-steps.ts";
import { booksOf, noteHeard, noteTrouble, type Room } from "./room.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

/**
 * Puts a bill into Xero, and with it every other that waits: whoever of a trader's lane comes first pushes up to fifty
 * in a call, and the effects of the others find nothing left to do. What may have reached Xero is marked in the rows
 * before it is sent, so an attempt that ended in the dark is looked into whoever tries next.
 */
export function pushHandler(room: Room): Handler<"push-bill"> {
  return {
    inDoubt: "repeat",
    reconcile: async () => ({ kind: "absent" }),
    deliver: async (effect) => {
      const { traderId } = effect;
      if (traderId !== null) await pushWaiting(room, traderId, effect);
      return { remoteId: null };
    },
  };
}

async function pushWaiting(room: Room, traderId: string, effect: EffectOf<"push-bill">): Promise<void> {
  const { billId } = effect.work;
  const { connection, mirrors } = await room.store.read(async (tx) => {
    const mirror = await findMirror(tx, traderId, billId);
    const waits = mirror !== undefined && mirror.wanted > mirror.pushed && mirror.problem === null;
    const dirty = waits ? await listDirtyMirrors(tx, traderId, limits.batch) : [];
    const own = waits && !dirty.some((it) => it.billId === billId) ? [mirror] : [];
    return {
      connection: await findXeroConnection(tx, traderId),
      mirrors: [...own, ...dirty].slice(0, limits.batch),
    };
  });
  if (mirrors.length === 0 || connection === undefined || connection.settings?.direction !== "two-way")
    return;
  if (connection.state === "reconnect") throw new Fault("reconnect", "Xero must be connected again");
  if (connection.state !== "on") return;
  const here = mirrors.filter((it) => it.organisationId === connection.organisationId);
  const background = !here.some((it) => it.urgent);
  const push: Push = {
    room,
    connection,
    settings: connection.settings,
    books: booksOf(room, connection, background, effect),
    key: `${effect.id}.${effect.fence}`,
    background,
  };
  await pushThem(push, here);
}

async function pushThem(push: Push, mirrors: readonly Mirror[]): Promise<void> {
  const { room, connection } = push;
  try {
    await pushJobs(push, await loadJobs(room, mirrors));
    await noteHeard(room, connection);
  } catch (error) {
    await noteTrouble(room, connection, error);
    const problem = problemWith(error);
    if (problem === null) throw error;
    // A call may be refused whole for one of its bills: then each goes by itself.
    if (problem.kind !== "permission" && mirrors.length > 1) {
      for (const one of mirrors) await pushThem({ ...push, key: `${push.key}.${one.billId}` }, [one]);
      return;
    }
    const jobs = await loadJobs(room, mirrors);
    const failed = jobs.map((job): Result => ({ kind: "failed", job, problem, candidates: [] }));
    await settleResults(push, failed);
  }
}

/** Why a call was refused whole, where another try would be refused as well. */
function problemWith(error: unknown): SyncProblem | null {
  if (!(error instanceof LedgerFault)) return null;
  if (error.trouble === "permission") return { kind: "permission", words: error.message };
  return error.trouble === "refused" ? problemOf(error.messages) : null;
}

/** What is in doubt first; then what is to go; then what is to be, once it is known whose it is. */
async function pushJobs(push: Push, jobs: readonly Job[]): Promise<void> {
  const known = await findDoubtful(push, jobs);
  const closing = known.filter((job) => job.closes);
  await closeThem(push, closing);
  const staying = known.filter((job) => !job.closes);
  const clients = [...new Map(staying.map(({ client }) => [client.id, client])).values()];
  const contacts = await contactsFor(push.room, push.connection, push.books, clients, push.key);
  const ready: Job[] = [];
  for (const job of staying) {
    const contact = contacts.get(job.client.id);
    if (contact?.kind === "contact") ready.push({ ...job, contactId: contact.id });
    else if (contact !== undefined) await settleResults(push, [{ ...contact, kind: "failed", job }]);
  }
  await changeThem(
    push,
    ready.filter((job) => job.mirror.invoiceId !== null),
  );
  const made = await createThem(
    push,
    ready.filter((job) => job.mirror.invoiceId === null),
  );
  await fetchLinks(push, made);
}
