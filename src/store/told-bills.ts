import type { Day } from "../domain/day.ts";
import { and, getTableColumns } from "./sql.ts";
import { is, mine, oneRow, slot, slots, type Tx, write } from "./store.ts";

/** What a client's latest letter said of a bill. */
export interface ToldBill {
  readonly traderId: string;
  readonly billId: string;
  readonly clientId: string;
  /** Nought where it told them to ignore the bill. */
  readonly totalMinor: number;
  readonly dueOn: Day;
}

const upsert = write<ToldBill>((builder, { toldBills: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId, row.billId, row.clientId],
      set: { totalMinor: slot(row.totalMinor, "totalMinor"), dueOn: slot(row.dueOn, "dueOn") },
    }),
);

export function putToldBill(tx: Tx, told: ToldBill): Promise<void> {
  return upsert(tx, told);
}

type Whose = Pick<ToldBill, "traderId" | "billId" | "clientId">;
const find = oneRow<Whose, ToldBill>((builder, { toldBills: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.billId, "billId"), is(row.clientId, "clientId"))),
);

export function findToldBill(tx: Tx, whose: Whose): Promise<ToldBill | undefined> {
  return find(tx, whose);
}
