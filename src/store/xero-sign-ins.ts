import type { Tables } from "./schema.ts";
import { and, desc, eq, gt, isNotNull, isNull, lte } from "./sql.ts";
import { only, slot, statement, type Tx } from "./store.ts";

/** A browser that went on to Xero, or was let into the setup page from the chat. */
export type XeroSignIn = Tables["xeroSignIns"]["$inferSelect"];

export async function addXeroSignIn(tx: Tx, signIn: XeroSignIn): Promise<void> {
  await tx.builder.insert(tx.tables.xeroSignIns).values(signIn);
}

export async function findXeroSignIn(
  tx: Tx,
  by: { readonly stateHash: string } | { readonly cookieHash: string },
): Promise<XeroSignIn | undefined> {
  const { xeroSignIns: row } = tx.tables;
  const same = "stateHash" in by ? eq(row.stateHash, by.stateHash) : eq(row.cookieHash, by.cookieHash);
  return only(await tx.builder.select().from(row).where(same));
}

/** The newest sign-in of a trader that waits for their word. */
export async function findPendingSignIn(
  tx: Tx,
  traderId: string,
  now: Date,
): Promise<XeroSignIn | undefined> {
  const { xeroSignIns: row } = tx.tables;
  const waiting = and(eq(row.traderId, traderId), isNull(row.decidedAt), isNotNull(row.pending));
  const rows = await tx.builder
    .select()
    .from(row)
    .where(and(waiting, gt(row.expiresAt, now)))
    .orderBy(desc(row.createdAt), desc(row.id))
    .limit(1);
  return only(rows);
}

const forgotten = statement<{ now: Date }, XeroSignIn[]>((builder, { xeroSignIns: row }) =>
  builder
    .select()
    .from(row)
    .where(and(isNull(row.decidedAt), isNotNull(row.pending), lte(row.expiresAt, slot(row.expiresAt, "now"))))
    .limit(50),
);

/** Sign-ins that nobody said yes or no to in time. */
export async function listForgottenSignIns(tx: Tx, now: Date): Promise<readonly XeroSignIn[]> {
  return await forgotten(tx, { now });
}

/** Writes what became of a sign-in that is undecided still. False where somebody was first. */
export async function changeXeroSignIn(
  tx: Tx,
  { id }: Pick<XeroSignIn, "id">,
  changes: Partial<Pick<XeroSignIn, "pending" | "verifier" | "decidedAt" | "expiresAt">>,
): Promise<boolean> {
  const { xeroSignIns: row } = tx.tables;
  const undecided = and(eq(row.id, id), isNull(row.decidedAt));
  return (await tx.builder.update(row).set(changes).where(undecided).returning({ it: row.id })).length === 1;
}
