import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveToPostgres } from "../../src/store/move-to-postgres.ts";
import { openStore } from "../../src/store/open-store.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { openWorld } from "../helpers/world.ts";

describeWith(postgresNeed, () => {
  describe("a move to Postgres", () => {
    const folder = mkdtempSync(join(tmpdir(), "justpayme-"));
    const path = join(folder, "store.db");
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
      const world = await openWorld({ url: `file:${path}` });
      for (let pounds = 1; pounds <= 30; pounds += 1) await world.say("me", `bill Acme £${pounds}.50`);
      await world.say("me", "Acme paid 5.50");
      await world.say("you", "bill Mrs O’Neill £85 for 2 taps “brass” due Friday");
      await world.close();
    }, 60_000);
    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    async function emptyDatabase(): Promise<string> {
      const url = await server.database();
      await (await openStore(url)).close();
      return url;
    }
    const asked = async (url: string) => {
      const world = await openWorld({ url });
      const { n } = await world.say("me", "who owes me");
      const answer = (await world.transcript("me", n)).map((it) => it.text);
      await world.close();
      return answer;
    };

    it("brings everything: the trader goes on where they were", async () => {
      const url = await emptyDatabase();
      const moved = await moveToPostgres(path, url);
      expect(moved.find((it) => it.table === "bills")?.rows).toBe(31);
      const before = await asked(`file:${path}`);
      expect(before.join("\n")).toContain("Acme £30.50");
      expect(await asked(url)).toEqual(before);
    });

    it("that was cut off goes on where it stopped", async () => {
      const url = await emptyDatabase();
      let batches = 0;
      const onBatch = () => {
        batches += 1;
        if (batches === 12) throw new Error("the line broke");
      };
      await expect(moveToPostgres(path, url, { batchRows: 7, onBatch })).rejects.toThrow("the line broke");
      const carried: string[] = [];
      const moved = await moveToPostgres(path, url, {
        batchRows: 7,
        onBatch: (table, rows) => carried.push(...Array.from({ length: rows }, () => table)),
      });
      const all = moved.reduce((sum, it) => sum + it.rows, 0);
      expect(carried.length).toBeLessThan(all);
      await expect(moveToPostgres(path, url)).rejects.toThrow("moved into the database already");
    });

    it("refuses a database that holds anything else", async () => {
      const url = await server.database();
      const world = await openWorld({ url });
      await world.say("me", "bill Acme £1");
      await world.close();
      await expect(moveToPostgres(path, url)).rejects.toThrow("The database is not empty");
    });

    it("finds a row that is not what it was", async () => {
      const url = await emptyDatabase();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.number = 7 THEN NEW.total_minor = NEW.total_minor + 1; END IF; RETURN NEW; END $$`);
      await client.query("CREATE TRIGGER spoil BEFORE INSERT ON bills FOR EACH ROW EXECUTE FUNCTION spoil()");
      await client.end();
      await expect(moveToPostgres(path, url)).rejects.toThrow(/The row .* of bills is missing or different/);
    });
  });
});
