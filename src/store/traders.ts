import type { Currency } from "../domain/money.ts";
import type { Settings } from "../domain/setting.ts";
import { leaving } from "./schema/people.ts";
import { asc, eq, getTableColumns, sql } from "./sql.ts";
import { keepPlansOpen } from "./steps.ts";
import { is, oneRow, only, slot, slots, statement, type Tx, write } from "./store.ts";

/** Whose bills these are: everything belongs to one trader. */
export interface Trader extends Settings {
  readonly id: string;
  readonly currency: Currency;
  readonly nextBillNumber: number;
  readonly turns: number;
  /** When the next Monday summary is due; null until the timetable has seen this trader. */
  readonly summaryAt: Date | null;
  readonly createdAt: Date;
  /** When all that is theirs is removed; null unless they asked for it. */
  readonly deleteAt: Date | null;
}

const insert = write<Trader>((builder, { traders }) =>
  builder.insert(traders).values(slots(getTableColumns(traders))),
);

export function addTrader(tx: Tx, trader: Trader): Promise<void> {
  return insert(tx, trader);
}

/** SQLite has one writer at a time: a transaction is a turn already, and looks. */
const lock = oneRow<{ id: string }, Trader>((builder, { traders }, dialect) =>
  dialect === "sqlite"
    ? builder.select().from(traders).where(is(traders.id, "id"))
    : builder
        .update(traders)
        .set({ turns: sql`${traders.turns} + 1` })
        .where(is(traders.id, "id"))
        .returning(),
);

/** Takes the trader's turn: from here to the commit nobody else changes what is theirs. */
export async function takeTraderTurn(tx: Tx, traderId: string): Promise<Trader> {
  const trader = await lock(tx, { id: traderId });
  if (trader === undefined) throw new Error(`Broken assumption: there is a trader ${traderId}.`);
  keepPlansOpen(tx, traderId);
  return trader;
}

const byId = oneRow<{ id: string }, Trader>((builder, { traders: row }) =>
  builder.select().from(row).where(is(row.id, "id")),
);

/** The trader as they are committed: for looking only. */
export async function getTrader(tx: Tx, id: string): Promise<Trader> {
  const trader = await byId(tx, { id });
  if (trader === undefined) throw new Error(`Broken assumption: there is a trader ${id}.`);
  return trader;
}

/** The only trader there is, if there is one alone, and whether their clients could ever pay by card. */
export async function findLoneTrader(
  tx: Tx,
): Promise<{ readonly id: string; readonly hadAccount: boolean } | undefined> {
  const { traders, cardAccounts } = tx.tables;
  const rows = await tx.builder
    .select({ id: traders.id, account: cardAccounts.id })
    .from(traders)
    .leftJoin(cardAccounts, eq(cardAccounts.traderId, traders.id))
    .limit(2);
  const [first, second] = rows;
  if (first === undefined || (second !== undefined && second.id !== first.id)) return undefined;
  return { id: first.id, hadAccount: first.account !== null };
}

const takeNumber = oneRow<{ id: string }, { next: number }>((builder, { traders }) =>
  builder
    .update(traders)
    .set({ nextBillNumber: sql`${traders.nextBillNumber} + 1` })
    .where(is(traders.id, "id"))
    .returning({ next: traders.nextBillNumber }),
);

/** The next number of the trader's series; given back if the transaction is rolled back. */
export async function takeBillNumber(tx: Tx, traderId: string): Promise<number> {
  const row = await takeNumber(tx, { id: traderId });
  if (row === undefined) throw new Error(`Broken assumption: there is a trader ${traderId}.`);
  return row.next - 1;
}

/** Changes what a trader may set. Only during the trader's turn, so that nothing is written over unseen. */
export async function changeTrader(tx: Tx, trader: Trader, changes: Partial<Settings>): Promise<Trader> {
  const { traders: row } = tx.tables;
  const changed = only(await tx.builder.update(row).set(changes).where(eq(row.id, trader.id)).returning());
  if (changed === undefined) throw new Error(`Broken assumption: there is a trader ${trader.id}.`);
  return changed;
}

const setDeletion = oneRow<{ id: string; deleteAt: Date | null }, Trader>((builder, { traders: row }) =>
  builder
    .update(row)
    .set({ deleteAt: slot(row.deleteAt, "deleteAt") })
    .where(is(row.id, "id"))
    .returning(),
);

/** Puts a trader's removal down for a time, or takes it back (null). */
export async function planDeletion(tx: Tx, id: string, deleteAt: Date | null): Promise<Trader> {
  const changed = await setDeletion(tx, { id, deleteAt });
  if (changed === undefined) throw new Error(`Broken assumption: there is a trader ${id}.`);
  return changed;
}

const leavers = statement<object, { id: string; deleteAt: Date | null }[]>((builder, { traders: row }) =>
  builder.select({ id: row.id, deleteAt: row.deleteAt }).from(row).where(leaving).orderBy(asc(row.deleteAt)),
);

/** The traders who asked to be removed, the next first. */
export async function listLeaving(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly deleteAt: Date }[]> {
  const rows = await leavers(tx, {});
  return rows.flatMap(({ id, deleteAt }) => (deleteAt === null ? [] : [{ id, deleteAt }]));
}
