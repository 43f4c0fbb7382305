import { isClosing, live } from "./schema/payments.ts";
import type { Tables } from "./schema.ts";
import { and, asc, eq, getTableColumns, lt } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A trader's account at Stripe. */
export type CardAccountRow = Tables["cardAccounts"]["$inferSelect"];

const insert = statement<CardAccountRow, { id: string }[]>((builder, { cardAccounts: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing()
    .returning({ id: row.id }),
);

/** False where the trader has a live one already. */
export async function addCardAccount(tx: Tx, account: CardAccountRow): Promise<boolean> {
  return (await insert(tx, account)).length === 1;
}

const ofTrader = oneRow<{ traderId: string }, CardAccountRow>((builder, { cardAccounts: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), live)),
);

/** The account on which the trader's clients pay by card; undefined where they cannot. */
export function findCardAccount(tx: Tx, traderId: string): Promise<CardAccountRow | undefined> {
  return ofTrader(tx, { traderId });
}

const byId = oneRow<{ traderId: string; id: string }, CardAccountRow>((builder, { cardAccounts: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

/** An account by its id, live or not: money may still come by a link that was made on it. */
export async function getCardAccount(tx: Tx, traderId: string, id: string): Promise<CardAccountRow> {
  const account = await byId(tx, { traderId, id });
  if (account === undefined) throw new Error(`Broken assumption: the trader has a card account ${id}.`);
  return account;
}

const byHandle = oneRow<{ handle: string }, CardAccountRow>((builder, { cardAccounts: row }) =>
  builder.select().from(row).where(is(row.handle, "handle")),
);

/** Whose account pushes to the path with this handle. */
export function findCardAccountByHandle(tx: Tx, handle: string): Promise<CardAccountRow | undefined> {
  return byHandle(tx, { handle });
}

const everyLive = statement<object, CardAccountRow[]>((builder, { cardAccounts: row }) =>
  builder.select().from(row).where(live).orderBy(asc(row.caughtUpTo), asc(row.id)),
);

/** Every live account of every trader, the one longest not looked at first. */
export async function listCardAccounts(tx: Tx): Promise<readonly CardAccountRow[]> {
  return await everyLive(tx, {});
}

const end = statement<{ traderId: string; id: string; at: Date }, { id: string }[]>(
  (builder, { cardAccounts: row }) =>
    builder
      .update(row)
      .set({ endedAt: slot(row.endedAt, "at") })
      .where(and(mine(row), is(row.id, "id"), live))
      .returning({ id: row.id }),
);

export async function endCardAccount(tx: Tx, traderId: string, id: string, at: Date): Promise<boolean> {
  return (await end(tx, { traderId, id, at })).length === 1;
}

const closing = statement<object, CardAccountRow[]>((builder, { cardAccounts: row }) =>
  builder.select().from(row).where(isClosing).orderBy(asc(row.id)),
);

/** Accounts that have ended and of which something may still be at Stripe. */
export async function listClosingAccounts(tx: Tx): Promise<readonly CardAccountRow[]> {
  return await closing(tx, {});
}

/** Forgets the key to an account. */
export async function closeCardAccount(tx: Tx, traderId: string, id: string, at: Date): Promise<void> {
  const { cardAccounts: row } = tx.tables;
  await tx.builder
    .update(row)
    .set({ closedAt: at, sealedKey: null, sealedSecret: null, handle: null })
    .where(and(eq(row.traderId, traderId), eq(row.id, id)));
}

const catchUp = write<{ traderId: string; id: string; to: Date }>((builder, { cardAccounts: row }) =>
  builder
    .update(row)
    .set({ caughtUpTo: slot(row.caughtUpTo, "to") })
    .where(and(mine(row), is(row.id, "id"), lt(row.caughtUpTo, slot(row.caughtUpTo, "to")))),
);

/** Notes that what happened before an instant has been looked at. */
export function noteCaughtUp(tx: Tx, traderId: string, id: string, to: Date): Promise<void> {
  return catchUp(tx, { traderId, id, to });
}

/** The installation's account, if a trader uses it. */
export async function findInstallationAccount(tx: Tx): Promise<CardAccountRow | undefined> {
  return (await listCardAccounts(tx)).find((it) => it.sealedKey === null);
}
