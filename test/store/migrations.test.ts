import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { getTableConfig as postgresConfig } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { postgresColumns, sqliteColumns } from "../../src/store/columns.ts";
import { listMigrations } from "../../src/store/migrate.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { defineTables } from "../../src/store/schema.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { describeWith } from "../helpers/need.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";

const kit: typeof import("drizzle-kit/api") = createRequire(import.meta.url)("drizzle-kit/api");
const sqliteTables = defineTables(sqliteColumns);
const postgresTables = defineTables(postgresColumns);

/** A column that came later stands last in a table, wherever its schema has it. */
function sortedNames(columns: readonly { readonly name: string }[]): readonly string[] {
  return columns.map(({ name }) => name).sort();
}

/** Bills made at five, of which two have plans. `at` writes an instant. */
function billsWithPlans(at: (ms: number) => string): string {
  const bill = (id: string, number: number) =>
    `('${id}', 't', ${number}, 'p${number}', 'c', 'open', 'justpayme', 'GBP', 100, 0, 'none', false, 0, '2026-01-01',
      '2026-01-15', 'bank', false, true, 'Not in Xero', ${at(5)})`;
  return `INSERT INTO bills (id, trader_id, number, public_id, client_id, state, origin, currency, total_minor, paid_minor,
      vat, plus_vat, vat_minor, issued_on, due_on, pay_by, pay_by_unusual, to_xero, sync, created_at)
      VALUES ${bill("b1", 1)}, ${bill("b2", 2)}, ${bill("b3", 3)}, ${bill("b4", 4)};
    INSERT INTO chases (trader_id, bill_id, next_at, from_at, plan) VALUES ('t', 'b1', ${at(9)}, ${at(5)}, 'pb/g1c*5&c'),
      ('t', 'b2', NULL, ${at(7)}, '[]'), ('u', 'b3', ${at(9)}, ${at(5)}, 'of somebody else');`;
}

describe("migrations", () => {
  it("say all that the schema says, in both dialects", async () => {
    const snapshot = (dialect: string) =>
      JSON.parse(
        readFileSync(new URL(`../../src/store/migrations/${dialect}/snapshot.json`, import.meta.url), "utf8"),
      );
    const postgres = await kit.generateMigration(
      snapshot("postgres"),
      kit.generateDrizzleJson({ ...postgresTables }),
    );
    const sqlite = await kit.generateSQLiteMigration(
      snapshot("sqlite"),
      await kit.generateSQLiteDrizzleJson({ ...sqliteTables }),
    );
    expect({ postgres, sqlite }).toEqual({ postgres: [], sqlite: [] });
  });

  it("come in pairs of the same number and name", () => {
    const names = (dialect: "sqlite" | "postgres") =>
      listMigrations(dialect).map((it) => [it.number, it.name]);
    expect(names("sqlite")).toEqual(names("postgres"));
  });

  it("carry links and sign-ins into the tables that took the place of three", () => {
    const db = new Database(":memory:");
    const migrations = listMigrations("sqlite");
    const joined = migrations.findIndex(({ name }) => name === "links");
    for (const { sql } of migrations.slice(0, joined)) db.exec(sql);
    db.pragma("foreign_keys = OFF");
    db.exec(`INSERT INTO page_links VALUES ('p', 't', 'c', '/bills', 1, 2, NULL);
      INSERT INTO chat_links VALUES ('s', 'connect-stripe', 't', 'c', NULL, 1, 2, 3);
      INSERT INTO xero_links VALUES ('fresh', 't', 'c', 1, 2, NULL, NULL, NULL, NULL, NULL, NULL);
      INSERT INTO xero_links VALUES ('gone-on', 't', 'c', 1, 2, 1, 'state', 'cookie', 'sealed', NULL, NULL);
      INSERT INTO xero_links VALUES ('asked', 't', 'c', 1, 2, 1, 'state-2', 'cookie-2', NULL, '{}', NULL);
      INSERT INTO xero_links VALUES ('set-up', 't', 'c', 1, 2, 1, NULL, 'cookie-3', NULL, NULL, 1);`);
    db.exec(migrations[joined]?.sql ?? "");
    const all = (query: string) => db.prepare(query).raw().all();
    expect(all("SELECT token_hash, purpose, path, used_at FROM links ORDER BY token_hash")).toEqual([
      ["fresh", "connect-xero", null, null],
      ["p", "pages", "/bills", null],
      ["s", "connect-stripe", null, 3],
    ]);
    expect(all("SELECT id, cookie_hash, pending, decided_at FROM xero_sign_ins ORDER BY id")).toEqual([
      ["asked", "cookie-2", "{}", null],
      ["set-up", "cookie-3", null, 1],
    ]);
    db.close();
  });

  it("carry into a message the bill that it is the card of, and into what is still to be said", () => {
    const db = new Database(":memory:");
    const migrations = listMigrations("sqlite");
    const fewer = migrations.findIndex(({ name }) => name === "fewer-pages");
    for (const { sql } of migrations.slice(0, fewer)) db.exec(sql);
    db.pragma("foreign_keys = OFF");
    const effect = (id: string, key: string, state: string) =>
      `('${id}', 't', 'chat:c', '${key}', '{"kind":"send-message","text":"hi"}', '${state}', 1, 1, 1, 0, 1)`;
    db.exec(`INSERT INTO cards VALUES ('t', 'b1', 'c', 'one'), ('t', 'b2', 'c', 'two'), ('t', 'b3', 'c', 'two'),
        ('t', 'b4', 'c', 'waits');
      INSERT INTO messages (conversation_id, n, sender, text, choices, effect_id, at) VALUES
        ('c', 1, 'trader', 'bill', '[]', NULL, 1), ('c', 2, 'bot', 'card', '[]', 'one', 1),
        ('c', 3, 'bot', 'two cards', '[]', 'two', 1), ('c', 4, 'bot', 'no card', '[]', 'none', 1);
      INSERT INTO effects (id, trader_id, lane, dedupe_key, work, state, due_at, attempt, fence, uncertain, created_at)
        VALUES ${effect("one", "say:one", "done")}, ${effect("waits", "say:c:once:0", "ready")};`);
    db.exec(migrations[fewer]?.sql ?? "");
    const all = (query: string) => db.prepare(query).raw().all();
    expect(all("SELECT n, card_of FROM messages ORDER BY n")).toEqual([
      [1, null],
      [2, "b1"],
      [3, null],
      [4, null],
    ]);
    expect(all("SELECT id, dedupe_key, work FROM effects ORDER BY id")).toEqual([
      ["one", null, '{"kind":"send-message","text":"hi"}'],
      ["waits", "say:c:once:0", '{"kind":"send-message","text":"hi","cardOf":"b4"}'],
    ]);
    db.close();
  });

  it("carry the lines of a bill into its row, in order", () => {
    const db = new Database(":memory:");
    const migrations = listMigrations("sqlite");
    const joined = migrations.findIndex(({ name }) => name === "lines-in-bills");
    for (const { sql } of migrations.slice(0, joined)) db.exec(sql);
    db.pragma("foreign_keys = OFF");
    const bill = (id: string, number: number) =>
      `('${id}', 't', ${number}, 'p${number}', 'c', 'open', 'justpayme', 'GBP', 100, 0, 'none', 0, 0, '2026-01-01',
        '2026-01-15', 'bank', 0, 1, 'Not in Xero', 1)`;
    db.exec(`INSERT INTO bills (id, trader_id, number, public_id, client_id, state, origin, currency, total_minor, paid_minor,
        vat, plus_vat, vat_minor, issued_on, due_on, pay_by, pay_by_unusual, to_xero, sync, created_at)
        VALUES ${bill("b1", 1)}, ${bill("b2", 2)};
      INSERT INTO bill_lines (trader_id, bill_id, position, description, quantity, unit_minor, amount_minor) VALUES
        ('t', 'b1', 1, 'a "tap"', 1.5, 200, 300), ('t', 'b1', 0, NULL, 2, 50, 100), ('u', 'b2', 0, 'no', 1, 1, 1);`);
    db.exec(migrations[joined]?.sql ?? "");
    expect(db.prepare("SELECT lines FROM bills ORDER BY number").pluck().all()).toEqual([
      '[[null,2,50,100],["a \\"tap\\"",1.5,200,300]]',
      "[]",
    ]);
    db.close();
  });

  it("carry a bill's plan and its place in the queue into its row", () => {
    const db = new Database(":memory:");
    const migrations = listMigrations("sqlite");
    const joined = migrations.findIndex(({ name }) => name === "plans-in-bills");
    for (const { sql } of migrations.slice(0, joined)) db.exec(sql);
    db.pragma("foreign_keys = OFF");
    db.exec(billsWithPlans(String));
    db.exec(migrations[joined]?.sql ?? "");
    expect(db.prepare("SELECT id, next_at, from_at, plan FROM bills ORDER BY number").raw().all()).toEqual([
      ["b1", 9, null, "pb/g1c*5&c"],
      ["b2", null, 7, "[]"],
      ["b3", null, null, null],
      ["b4", null, null, null],
    ]);
    db.close();
  });

  it("leave SQLite with exactly the schema's columns, and a newer file is refused", async () => {
    const folder = mkdtempSync(join(tmpdir(), "justpayme-"));
    const path = join(folder, "store.db");
    await openSqlite(path).close();
    await openSqlite(path).close();
    const db = new Database(path);
    for (const table of Object.values(sqliteTables)) {
      const { name, columns } = sqliteConfig(table as never);
      const live = db.prepare<[string], { name: string }>("SELECT name FROM pragma_table_info(?)").all(name);
      expect([name, ...sortedNames(live)]).toEqual([name, ...sortedNames(columns)]);
    }
    db.exec("INSERT INTO schema_migrations VALUES (9999, 'from-the-future')");
    db.close();
    expect(() => openSqlite(path)).toThrow("Run the newer program");
    rmSync(folder, { recursive: true, force: true });
  });
});

describeWith(postgresNeed, () => {
  it("carry a bill's plan into its row on Postgres too", async () => {
    const server = await startPostgres();
    const client = new pg.Client({ connectionString: await server.database() });
    await client.connect();
    const migrations = listMigrations("postgres");
    const joined = migrations.findIndex(({ name }) => name === "plans-in-bills");
    for (const { sql } of migrations.slice(0, joined)) await client.query(sql);
    await client.query("SET session_replication_role = replica");
    await client.query(billsWithPlans((ms) => `'${new Date(ms).toISOString()}'`));
    await client.query(migrations[joined]?.sql ?? "");
    const { rows } = await client.query("SELECT id, next_at, from_at, plan FROM bills ORDER BY number");
    expect(rows).toEqual([
      { id: "b1", next_at: new Date(9), from_at: null, plan: "pb/g1c*5&c" },
      { id: "b2", next_at: null, from_at: new Date(7), plan: "[]" },
      { id: "b3", next_at: null, from_at: null, plan: null },
      { id: "b4", next_at: null, from_at: null, plan: null },
    ]);
    await client.end();
    await server.stop();
  }, 60_000);

  it("leave Postgres with exactly the schema's columns, also when two processes start at once", async () => {
    const server = await startPostgres();
    const url = await server.database();
    const stores = await Promise.all([openPostgres(url), openPostgres(url)]);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const table of Object.values(postgresTables)) {
      const { name, columns } = postgresConfig(table);
      const query = "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1";
      const { rows } = await client.query(query, [name]);
      expect([name, ...sortedNames(rows)]).toEqual([name, ...sortedNames(columns)]);
    }
    await client.end();
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  }, 60_000);
});
