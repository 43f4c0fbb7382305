import type { Tables } from "./schema.ts";
import { and, getTableColumns, gt } from "./sql.ts";
import { is, mine, oneRow, slot, slots, type Tx, write } from "./store.ts";

/** Bank details that clients are shown until an instant, whatever the trader's settings say meanwhile. */
export type BankHold = Tables["bankHolds"]["$inferSelect"];

const upsert = write<BankHold>((builder, { bankHolds: row }) =>
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

export function setBankHold(tx: Tx, hold: BankHold): Promise<void> {
  return upsert(tx, hold);
}

const running = oneRow<{ traderId: string; now: Date }, BankHold>((builder, { bankHolds: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), gt(row.until, slot(row.until, "now")))),
);

export function findBankHold(tx: Tx, traderId: string, now: Date): Promise<BankHold | undefined> {
  return running(tx, { traderId, now });
}

const remove = write<{ traderId: string }>((builder, { bankHolds: row }) =>
  builder.delete(row).where(is(row.traderId, "traderId")),
);

export function endBankHold(tx: Tx, traderId: string): Promise<void> {
  return remove(tx, { traderId });
}
