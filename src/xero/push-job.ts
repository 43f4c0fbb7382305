import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { dayOf } from "../domain/day.ts";
import type { Contact, Invoice, InvoiceDraft } from "../domain/ledger.ts";
import type { Mirror, SyncProblem, XeroConnection, XeroSettings } from "../domain/mirror.ts";
import type { Ledger } from "../ports-ledger.ts";
import { getBill, listLines } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import type { Room } from "./room.ts";
import { draftOf } from "./translate.ts";

/** One run of pushing, for one trader. */
export interface Push {
  readonly room: Room;
  readonly connection: XeroConnection;
  readonly settings: XeroSettings;
  readonly books: Ledger;
  /** Names this run's calls, so that one that is repeated on the way is one. */
  readonly key: string;
  readonly background: boolean;
}

/** One bill that is not in Xero as it is here. */
export interface Job {
  readonly bill: Bill;
  readonly lines: readonly BillLine[];
  readonly client: Client;
  readonly mirror: Mirror;
  /** Whether there is to be no invoice any more. */
  readonly closes: boolean;
  readonly contactId: string;
}

/** What came of a job. */
export type Result =
  | { readonly kind: "pushed"; readonly job: Job; readonly invoice: Invoice }
  /** It was there already from an attempt before. */
  | { readonly kind: "found"; readonly job: Job; readonly invoice: Invoice }
  | { readonly kind: "closed"; readonly job: Job; readonly invoice: Invoice | null }
  | {
      readonly kind: "failed";
      readonly job: Job;
      readonly problem: SyncProblem;
      readonly candidates: readonly Contact[];
    }
  | { readonly kind: "drifted"; readonly job: Job; readonly invoice: Invoice }
  /** Somebody else's invoice has the number, or the one that had it is void. */
  | { readonly kind: "renumber"; readonly job: Job; readonly taken: boolean };

export async function loadJobs(room: Room, mirrors: readonly Mirror[]): Promise<readonly Job[]> {
  return await room.store.read(async (tx) => {
    const jobs: Job[] = [];
    for (const mirror of mirrors) {
      const bill = await getBill(tx, mirror.traderId, mirror.billId);
      const lines = await listLines(tx, mirror.traderId, mirror.billId);
      const client = await getClient(tx, mirror.traderId, bill.clientId);
      const closes = bill.state === "cancelled" || !bill.toXero;
      jobs.push({ bill, lines, client, mirror, closes, contactId: "" });
    }
    return jobs;
  });
}

export function draftFor(push: Push, job: Job, current: Invoice | null): InvoiceDraft {
  const publicUrl = push.room.desk.publicUrl();
  // Xero shows it as a link to where the invoice came from; it takes none that says its own name.
  const page = `${publicUrl}/pay/${job.bill.publicId}`;
  return draftOf({
    ...job,
    settings: push.settings,
    facts: push.connection.facts,
    today: dayOf(push.room.desk.clock.now()),
    url: publicUrl.startsWith("https:") && !/xero/i.test(page) ? page : null,
    current,
  });
}

export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
