import type { Tables } from "./schema.ts";
import { and, getTableColumns, gt } from "./sql.ts";
import { is, mine, only, slot, slots, statement, type Tx } from "./store.ts";

/** Bank details that clients are shown until an instant, whatever the trader's settings say meanwhile. */
export type BankHold = Tables["bankHolds"]["$inferSelect"];

const upsert = statement<BankHold, unknown>((builder, { bankHolds: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId],
      set: {
        sortCode: slot(row.sortCode, "sortCode"),
        accountNumber: slot(row.accountNumber, "accountNumber"),
        until: slot(row.until, "until"),
      },
    }),
);

export async function setBankHold(tx: Tx, hold: BankHold): Promise<void> {
  await upsert(tx, hold);
}

const running = statement<{ traderId: string; now: Date }, BankHold[]>((builder, { bankHolds: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), gt(row.until, slot(row.until, "now")))),
);

export async function findBankHold(tx: Tx, traderId: string, now: Date): Promise<BankHold | undefined> {
  return only(await running(tx, { traderId, now }));
}

const remove = statement<{ traderId: string }, unknown>((builder, { bankHolds: row }) =>
  builder.delete(row).where(is(row.traderId, "traderId")),
);

export async function endBankHold(tx: Tx, traderId: string): Promise<void> {
  await remove(tx, { traderId });
}
