import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { eq, inArray } from "../../src/store/sql.ts";
import type { Store } from "../../src/store/store.ts";

type Table = PgTable & { readonly traderId?: PgColumn; readonly conversationId?: PgColumn };

/** Every row that is a trader's, of every table there is, as text: two such texts differ where anything of theirs changed. */
export async function rowsOf(store: Store, traderId: string): Promise<string> {
  return await store.read(async ({ builder, tables }) => {
    const { conversations } = tables;
    const chats = (
      await builder.select().from(conversations).where(eq(conversations.traderId, traderId))
    ).map(({ id }) => id);
    const rows: [string, unknown][] = [];
    for (const [name, table] of Object.entries(tables) as unknown as readonly [string, Table][]) {
      if (table.traderId !== undefined)
        rows.push([name, await builder.select().from(table).where(eq(table.traderId, traderId))]);
      if (table.conversationId !== undefined && chats.length > 0)
        rows.push([name, await builder.select().from(table).where(inArray(table.conversationId, chats))]);
    }
    rows.push([
      "traders",
      await builder.select().from(tables.traders).where(eq(tables.traders.id, traderId)),
    ]);
    return JSON.stringify(rows);
  });
}
