import { is, oneRow, slot, type Tx, write } from "./store.ts";

const select = oneRow<{ id: string }, { id: string; offsetMs: number }>((builder, { clock: row }) =>
  builder.select().from(row).where(is(row.id, "id")),
);

/** How far the clock has been moved ahead of real time. */
export async function readClockOffsetMs(tx: Tx): Promise<number> {
  return (await select(tx, { id: "clock" }))?.offsetMs ?? 0;
}

const upsert = write<{ id: string; offsetMs: number }>((builder, { clock: row }) =>
  builder
    .insert(row)
    .values({ id: slot(row.id, "id"), offsetMs: slot(row.offsetMs, "offsetMs") })
    .onConflictDoUpdate({ target: row.id, set: { offsetMs: slot(row.offsetMs, "offsetMs") } }),
);

export function writeClockOffsetMs(tx: Tx, offsetMs: number): Promise<void> {
  return upsert(tx, { id: "clock", offsetMs });
}
