import Database from "better-sqlite3";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { sqlitePath } from "../../src/store/open-store.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { openWorld } from "../helpers/world.ts";
import { judgeRows } from "./judge-rows.ts";

async function meddle(url: string, sql: string): Promise<void> {
  const path = sqlitePath(url);
  if (path !== null) {
    const books = new Database(path);
    books.exec(sql);
    books.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

describe("what rows tell of the promises", () => {
  onEveryStore((maker) => {
    it("is in order where nothing went wrong, and each breach is found by its number", async () => {
      const { store, url } = await maker.open();
      await store.close();
      const world = await openWorld({ url });
      for (const text of ["bill Acme £230", "bill Dave £50", "bill 2 paid £20"]) await world.say("me", text);
      await world.close();
      expect(await judgeRows(url)).toEqual([]);
      const breaches: readonly (readonly [number, string])[] = [
        [1, "UPDATE bills SET total_minor = 23100 WHERE number = 1"],
        [11, "UPDATE bills SET paid_minor = 1999 WHERE number = 2"],
        [12, "UPDATE effects SET state = 'ready' WHERE id = (SELECT min(id) FROM effects)"],
        [16, "UPDATE effects SET state = 'dead' WHERE id = (SELECT min(id) FROM effects)"],
        [14, "UPDATE inbox SET state = 'dead' WHERE external_id = (SELECT min(external_id) FROM inbox)"],
        [2, "UPDATE bills SET number = 7 WHERE number = 2"],
        [22, "UPDATE messages SET n = 1000 WHERE n = (SELECT max(n) FROM messages)"],
        [20, "DELETE FROM schema_migrations WHERE number = (SELECT max(number) FROM schema_migrations)"],
      ];
      for (const [number, sql] of breaches) {
        await meddle(url, sql);
        expect((await judgeRows(url)).join("\n"), sql).toContain(`invariant ${number} (`);
      }
    });
  });
});
