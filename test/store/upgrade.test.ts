import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { tempFolder } from "../helpers/product.ts";
import { openWorld } from "../helpers/world.ts";
import { atMigration } from "./at-migration.ts";

const folder = join(import.meta.dirname, "upgrades");
const records = readdirSync(folder).sort();

/** Every table and its columns, whatever order they came in. */
function shapeOf(path: string): unknown {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite%'",
    )
    .all()
    .map(({ name }) => name)
    .sort();
  const shape = tables.map((name) => {
    const columns = db.pragma(`table_info(${name})`) as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[];
    const said = columns.map((it): string => `${it.name} ${it.type} ${it.notnull} ${it.pk}`);
    return [name, said.sort((a, b) => (a < b ? -1 : 1))];
  });
  db.close();
  return shape;
}

describe("a database of an earlier version", () => {
  it.each(records)("%s is brought up to date with all that was in it, and works on", async (record) => {
    const temp = tempFolder();
    const path = join(temp.path, "store.db");
    const old = new Database(path);
    atMigration(old, Number(record.slice(0, 4)));
    old.pragma("foreign_keys = OFF");
    old.exec(readFileSync(join(folder, record), "utf8"));
    expect(old.pragma("foreign_key_check")).toEqual([]);
    old.close();

    const world = await openWorld({ url: `file:${path}`, now: "2026-12-01T09:00:00Z" });
    await world.say("anna", "who owes me");
    const said = async (chat: string) => (await world.transcript(chat)).map(({ text }) => text);
    const owed = (await said("anna")).at(-1) ?? "";
    expect(owed).toContain("Acme £230 — bill 1");
    expect(owed).toMatch(/Harris £45\b.* — bill 2/);
    await world.say("anna", "bill 1 paid");
    await world.say("anna", "bill Okafor £99");
    expect((await said("anna")).filter((it) => it.startsWith("Acme paid £230 — "))).toHaveLength(1);
    expect((await said("anna")).at(-1)).toMatch(/^Billed Okafor £99 — bill 3,/);
    await world.say("ben", "show bill 1");
    expect((await said("ben")).at(-1)).toContain("Dave £1,200 — bill 1");
    await world.wait(86_400_000);
    await world.close();

    const fresh = join(temp.path, "fresh.db");
    await openSqlite(fresh).close();
    expect(shapeOf(path)).toEqual(shapeOf(fresh));
    temp.remove();
  });

  it("stands on record for the first version and for those since", () => {
    expect(records[0]).toBe("0001_first.sql");
    expect(records.length).toBeGreaterThanOrEqual(24);
  });
});
