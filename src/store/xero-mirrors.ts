import type { Bill, SyncState } from "../domain/bill.ts";
import type { ContactLink, Mirror } from "../domain/mirror.ts";
import { billFields } from "./bill-row.ts";
import { dirty, linkless } from "./schema/xero.ts";
import { and, asc, desc, eq, inArray, isNotNull, lte, sql } from "./sql.ts";
import { is, mine, oneRow, only, slot, statement, type Tx } from "./store.ts";

const ofBill = oneRow<{ traderId: string; billId: string }, Mirror>((builder, { xeroMirrors: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId"))),
);

export function findMirror(tx: Tx, traderId: string, billId: string): Promise<Mirror | undefined> {
  return ofBill(tx, { traderId, billId });
}

export async function putMirror(tx: Tx, mirror: Mirror): Promise<void> {
  const { xeroMirrors: row } = tx.tables;
  await tx.builder
    .insert(row)
    .values(mirror)
    .onConflictDoUpdate({ target: [row.traderId, row.billId], set: mirror });
}

export async function changeMirror(
  tx: Tx,
  { traderId, billId }: Pick<Mirror, "traderId" | "billId">,
  changes: Partial<Omit<Mirror, "traderId" | "billId">>,
): Promise<void> {
  const { xeroMirrors: row } = tx.tables;
  await tx.builder
    .update(row)
    .set(changes)
    .where(and(eq(row.traderId, traderId), eq(row.billId, billId)));
}

const inXero: ReadonlySet<SyncState> = new Set(["Synced with Xero", "Edited in Xero", "Xero-managed"]);

/** Whether a bill is in Xero as it is here. */
export function isInXero({ sync }: Bill): boolean {
  return inXero.has(sync);
}

/** Where the client sees and pays a bill in Xero; null where it is not there as it is here: then our own page stands. */
export async function findInvoiceUrl(tx: Tx, bill: Bill): Promise<string | null> {
  const mirror = isInXero(bill) ? await findMirror(tx, bill.traderId, bill.id) : undefined;
  return mirror === undefined || mirror.ownPage ? null : mirror.onlineUrl || null;
}

/** Where the client sees an invoice. */
export async function setOnlineUrl(
  tx: Tx,
  traderId: string,
  invoiceId: string,
  onlineUrl: string | null,
): Promise<void> {
  const { xeroMirrors: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ onlineUrl })
    .where(and(eq(row.traderId, traderId), eq(row.invoiceId, invoiceId)));
}

const dirtyOf = statement<{ traderId: string; limit: number }, Mirror[]>((builder, { xeroMirrors: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), dirty))
    .orderBy(desc(row.urgent), asc(row.billId))
    .limit(sql.placeholder("limit")),
);

/** Mirrors that wait to be pushed, those somebody waits for first. */
export async function listDirtyMirrors(tx: Tx, traderId: string, limit: number): Promise<readonly Mirror[]> {
  return await dirtyOf(tx, { traderId, limit });
}

/** Every mirror of a trader in one organisation. */
export async function listMirrors(
  tx: Tx,
  { traderId, organisationId }: Pick<Mirror, "traderId" | "organisationId">,
): Promise<readonly Mirror[]> {
  const { xeroMirrors: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), eq(row.organisationId, organisationId)))
    .orderBy(asc(row.billId));
}

/** Mirrors that could not be pushed, with the reason. */
export async function listProblems(tx: Tx, traderId: string): Promise<readonly Mirror[]> {
  const { xeroMirrors: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), isNotNull(row.problem)))
    .orderBy(asc(row.billId));
}

export async function findContactLink(
  tx: Tx,
  by: Omit<ContactLink, "contactId"> | Omit<ContactLink, "clientId">,
): Promise<ContactLink | undefined> {
  const { xeroContacts: row } = tx.tables;
  const other = "clientId" in by ? eq(row.clientId, by.clientId) : eq(row.contactId, by.contactId);
  const rows = await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, by.traderId), eq(row.organisationId, by.organisationId), other))
    .limit(1);
  return only(rows);
}

export async function listContactLinks(
  tx: Tx,
  { traderId, organisationId }: Pick<ContactLink, "traderId" | "organisationId">,
): Promise<readonly ContactLink[]> {
  const { xeroContacts: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), eq(row.organisationId, organisationId)));
}

export async function putContactLink(tx: Tx, link: ContactLink): Promise<void> {
  const { xeroContacts: row } = tx.tables;
  await tx.builder
    .insert(row)
    .values(link)
    .onConflictDoUpdate({
      target: [row.traderId, row.organisationId, row.clientId],
      set: { contactId: link.contactId },
    });
}

/** What the trader sees of a bill's mirror. Only during its trader's turn. */
export async function setSync(tx: Tx, bill: Bill, sync: SyncState): Promise<Bill> {
  const { bills: row } = tx.tables;
  const changed = only(
    await tx.builder
      .update(row)
      .set({ sync })
      .where(and(eq(row.traderId, bill.traderId), eq(row.id, bill.id)))
      .returning(billFields(row)),
  );
  if (changed === undefined) throw new Error(`Broken assumption: the trader has a bill ${bill.id}.`);
  return changed;
}

/** The mirrors of these invoices, whoever's bills they are. */
export async function listMirrorsOf(
  tx: Tx,
  traderId: string,
  invoiceIds: readonly string[],
): Promise<readonly Mirror[]> {
  if (invoiceIds.length === 0) return [];
  const { xeroMirrors: row } = tx.tables;
  return await tx.builder
    .select()
    .from(row)
    .where(and(eq(row.traderId, traderId), inArray(row.invoiceId, [...invoiceIds])));
}

const longWaiting = statement<{ before: Date }, Mirror[]>((builder, { xeroMirrors: row }) =>
  builder
    .select()
    .from(row)
    .where(and(dirty, eq(row.told, false), lte(row.waitingSince, slot(row.waitingSince, "before"))))
    .orderBy(asc(row.waitingSince), asc(row.billId))
    .limit(200),
);

/** Mirrors that have waited since before an instant and whose trader does not know. */
export async function listLongWaiting(tx: Tx, before: Date): Promise<readonly Mirror[]> {
  return await longWaiting(tx, { before });
}

const linklessOf = statement<{ traderId: string; limit: number }, Mirror[]>((builder, { xeroMirrors: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), linkless))
    .orderBy(desc(row.billId))
    .limit(sql.placeholder("limit")),
);

/** Approved invoices whose link has not been fetched, the newest first. */
export async function listLinkless(tx: Tx, traderId: string, limit: number): Promise<readonly Mirror[]> {
  return await linklessOf(tx, { traderId, limit });
}

/** How many bills are mirrored in an organisation, and how many of them wait to be pushed. */
export async function countMirrors(
  tx: Tx,
  { traderId, organisationId }: Pick<Mirror, "traderId" | "organisationId">,
): Promise<{ readonly all: number; readonly waiting: number }> {
  const { xeroMirrors: row } = tx.tables;
  const mine = and(eq(row.traderId, traderId), eq(row.organisationId, organisationId));
  const count = sql`count(*)`.mapWith(Number);
  const [waiting] = await tx.builder.select({ count }).from(row).where(and(mine, dirty));
  if (waiting === undefined || waiting.count === 0) return { all: 0, waiting: 0 };
  const [all] = await tx.builder.select({ count }).from(row).where(mine);
  return { all: all?.count ?? 0, waiting: waiting.count };
}

/** How many bills have been taken over from Xero. */
export async function countManaged(tx: Tx, traderId: string): Promise<number> {
  const { bills: row } = tx.tables;
  const [counted] = await tx.builder
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(row)
    .where(and(eq(row.traderId, traderId), eq(row.origin, "xero")));
  return counted?.count ?? 0;
}
