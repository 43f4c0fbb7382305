import type { Bill, BillLine, BillState } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { billFields, packLines, unpackLines } from "./bill-row.ts";
import { noPlan, noteUnplanned, type PlanColumns } from "./chases.ts";
import { owed, type PackedLine } from "./schema/books.ts";
import { and, asc, desc, eq, getTableColumns, gt, ne } from "./sql.ts";
import { openPlan } from "./steps.ts";
import { is, mine, oneRow, only, slot, slots, statement, type Tx, write } from "./store.ts";

const insert = write<Bill & Lined & PlanColumns>((builder, { bills }) =>
  builder.insert(bills).values(slots(getTableColumns(bills))),
);
interface Lined {
  readonly lines: readonly PackedLine[];
}

/** Its plan comes with it where it was planned before it was added: then the bill is written once. */
export async function addBill(
  tx: Tx,
  bill: Bill,
  lines: readonly BillLine[],
  plan: PlanColumns = noPlan,
): Promise<void> {
  await insert(tx, { ...bill, ...plan, lines: packLines(lines) });
  if (plan.plan === null) noteUnplanned(tx, bill);
}

const byNumber = oneRow<{ traderId: string; number: number }, Bill>((builder, { bills: row }) =>
  builder
    .select(billFields(row))
    .from(row)
    .where(and(mine(row), is(row.number, "number"))),
);

export function findBill(tx: Tx, traderId: string, number: number): Promise<Bill | undefined> {
  return byNumber(tx, { traderId, number });
}

const byId = oneRow<{ traderId: string; id: string }, Bill>((builder, { bills: row }) =>
  builder
    .select(billFields(row))
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function getBill(tx: Tx, traderId: string, id: string): Promise<Bill> {
  const bill = await byId(tx, { traderId, id });
  if (bill === undefined) throw new Error(`Broken assumption: the trader has a bill ${id}.`);
  return bill;
}

const linesOf = oneRow<{ traderId: string; id: string }, Lined>((builder, { bills: row }) =>
  builder
    .select({ lines: row.lines })
    .from(row)
    .where(and(mine(row), is(row.id, "id"))),
);

export async function listLines(tx: Tx, traderId: string, billId: string): Promise<readonly BillLine[]> {
  const found = await linesOf(tx, { traderId, id: billId });
  return unpackLines(found?.lines ?? []);
}

export interface OwedBill {
  readonly bill: Bill;
  readonly client: Client;
}

const owedBy = statement<{ traderId: string }, OwedBill[]>((builder, { bills, clients }) =>
  builder
    .select({ bill: billFields(bills), client: clients })
    .from(bills)
    .innerJoin(clients, and(eq(clients.traderId, bills.traderId), eq(clients.id, bills.clientId)))
    .where(and(mine(bills), owed))
    .orderBy(asc(bills.dueOn), asc(bills.number)),
);

/** What the trader is owed, oldest due day first. */
export async function listOwed(tx: Tx, traderId: string): Promise<readonly OwedBill[]> {
  return await owedBy(tx, { traderId });
}

const latest = oneRow<{ traderId: string }, Bill>((builder, { bills: row }) =>
  builder.select(billFields(row)).from(row).where(mine(row)).orderBy(desc(row.number)).limit(1),
);

export function findLatestBill(tx: Tx, traderId: string): Promise<Bill | undefined> {
  return latest(tx, { traderId });
}

type SameAs = { traderId: string; clientId: string; totalMinor: number; after: Date; id: string };
const same = oneRow<SameAs, Bill>((builder, { bills: row }) =>
  builder
    .select(billFields(row))
    .from(row)
    .where(
      and(
        mine(row),
        is(row.clientId, "clientId"),
        gt(row.createdAt, slot(row.createdAt, "after")),
        is(row.totalMinor, "totalMinor"),
        ne(row.id, slot(row.id, "id")),
        ne(row.state, "cancelled"),
      ),
    )
    .orderBy(desc(row.createdAt))
    .limit(1),
);

/** The latest other bill to the same client over the same amount since `after`: perhaps it was said twice. */
export async function findSameBill(
  tx: Tx,
  { traderId, clientId, totalMinor, id }: Pick<Bill, "traderId" | "clientId" | "totalMinor" | "id">,
  after: Date,
): Promise<Bill | undefined> {
  return await same(tx, { traderId, clientId, totalMinor, id, after });
}

type Move = {
  traderId: string;
  id: string;
  from: BillState;
  fromPaid: number;
  to: BillState;
  toPaid: number;
};
const move = oneRow<Move, Bill>((builder, { bills: row }) =>
  builder
    .update(row)
    .set({ state: slot(row.state, "to"), paidMinor: slot(row.paidMinor, "toPaid") })
    .where(and(mine(row), is(row.id, "id"), is(row.state, "from"), is(row.paidMinor, "fromPaid")))
    .returning(billFields(row)),
);

/** Moves a bill on from exactly the state it was read in; undefined where somebody was first. */
export async function moveBill(
  tx: Tx,
  bill: Bill,
  to: { readonly state: BillState; readonly paidMinor: number },
): Promise<Bill | undefined> {
  const { traderId, id, state, paidMinor } = bill;
  return await move(tx, {
    traderId,
    id,
    from: state,
    fromPaid: paidMinor,
    to: to.state,
    toPaid: to.paidMinor,
  });
}

type Fields = Pick<
  Bill,
  | "clientId"
  | "vat"
  | "plusVat"
  | "vatMinor"
  | "dueOn"
  | "supplyOn"
  | "reference"
  | "payBy"
  | "payByUnusual"
  | "toXero"
  | "totalMinor"
  | "state"
> &
  Partial<Pick<Bill, "issuedOn">>;

/** Gives a bill other fields and lines, from exactly what was paid of it when it was read; undefined where that changed. */
export async function rewriteBill(
  tx: Tx,
  bill: Bill,
  fields: Fields,
  lines: readonly BillLine[],
): Promise<Bill | undefined> {
  const { bills: row } = tx.tables;
  const { traderId, id, paidMinor } = bill;
  const plan = fields.clientId === bill.clientId ? null : await openPlan(tx, traderId, id);
  const rows = await tx.builder
    .update(row)
    .set({ ...fields, lines: packLines(lines) })
    .where(
      and(
        eq(row.traderId, traderId),
        eq(row.id, id),
        eq(row.paidMinor, paidMinor),
        eq(row.state, bill.state),
      ),
    )
    .returning(billFields(row));
  const rewritten = only(rows);
  if (rewritten !== undefined) await plan?.moveTo(fields.clientId);
  return rewritten;
}

const ofClient = statement<{ traderId: string; clientId: string }, Bill[]>((builder, { bills: row }) =>
  builder
    .select(billFields(row))
    .from(row)
    .where(and(mine(row), is(row.clientId, "clientId")))
    .orderBy(desc(row.number))
    .limit(50),
);

/** A client's bills, the newest first. */
export async function listBillsOf(tx: Tx, traderId: string, clientId: string): Promise<readonly Bill[]> {
  return await ofClient(tx, { traderId, clientId });
}

/** How many bills a client was ever sent. */
export async function countBillsOf(tx: Tx, traderId: string, clientId: string): Promise<number> {
  const { bills: row } = tx.tables;
  return (
    await tx.builder
      .select({ id: row.id })
      .from(row)
      .where(and(eq(row.traderId, traderId), eq(row.clientId, clientId)))
  ).length;
}

/** Gives a bill another number. Only during its trader's turn, and a number that was just taken. */
export async function renumberBill(tx: Tx, bill: Bill, number: number): Promise<Bill> {
  const { bills: row } = tx.tables;
  const renumbered = only(
    await tx.builder
      .update(row)
      .set({ number })
      .where(and(eq(row.traderId, bill.traderId), eq(row.id, bill.id)))
      .returning(billFields(row)),
  );
  if (renumbered === undefined) throw new Error(`Broken assumption: the trader has a bill ${bill.id}.`);
  return renumbered;
}
