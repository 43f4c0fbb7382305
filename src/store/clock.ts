import { is, only, slot, statement, type Tx } from "./store.ts";

const select = statement<{ id: string }, { id: string; offsetMs: number }[]>((builder, { clock: row }) =>
  builder.select().from(row).where(is(row.id, "id")),
);

/** How far the clock has been moved ahead of real time. */
export async function readClockOffsetMs(tx: Tx): Promise<number> {
  return only(await select(tx, { id: "clock" }))?.offsetMs ?? 0;
}

const upsert = statement<{ id: string; offsetMs: number }, unknown>((builder, { clock: row }) =>
  builder
    .insert(row)
    .values({ id: slot(row.id, "id"), offsetMs: slot(row.offsetMs, "offsetMs") })
    .onConflictDoUpdate({ target: row.id, set: { offsetMs: slot(row.offsetMs, "offsetMs") } }),
);

export async function writeClockOffsetMs(tx: Tx, offsetMs: number): Promise<void> {
  await upsert(tx, { id: "clock", offsetMs });
}
