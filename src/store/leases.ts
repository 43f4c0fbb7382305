import { and, getTableColumns, lte, or } from "./sql.ts";
import { is, slot, slots, statement, type Tx, write } from "./store.ts";

/** The right to do what only one process may do, until an instant. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly until: Date;
}

const renew = statement<Lease & { now: Date }, { name: string }[]>((builder, { leases: row }) =>
  builder
    .update(row)
    .set({ holder: slot(row.holder, "holder"), until: slot(row.until, "until") })
    .where(and(is(row.name, "name"), or(is(row.holder, "holder"), lte(row.until, slot(row.until, "now")))))
    .returning({ name: row.name }),
);
const insert = statement<Lease, { name: string }[]>((builder, { leases: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing()
    .returning({ name: row.name }),
);

/** Takes or keeps a lease. False while another holder has it. */
export async function takeLease(tx: Tx, lease: Lease, now: Date): Promise<boolean> {
  if ((await renew(tx, { ...lease, now })).length === 1) return true;
  return (await insert(tx, lease)).length === 1;
}

const release = write<{ name: string; holder: string }>((builder, { leases: row }) =>
  builder.delete(row).where(and(is(row.name, "name"), is(row.holder, "holder"))),
);

/** Gives a lease back, so that the next holder need not wait for its end. */
export function releaseLease(tx: Tx, name: string, holder: string): Promise<void> {
  return release(tx, { name, holder });
}
