import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { type Store, written } from "../../src/store/store.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";

/**
 * Every statement that is prepared, because it runs often, must find its rows by an index, however many there are.
 * These go through a whole index, of few rows each.
 */
const shortIndexes = [
  /^SCAN effects USING (?:COVERING )?INDEX effects_(?:dead|due|lane|lease)$/,
  /^SCAN (?:leases|clock)$/,
  // The few rows that the query inside it answered.
  /^SCAN latest$/,
  // Of practice only.
  /^SCAN mailbox USING INDEX/,
  // One row a job of the program's own, one a trader who takes cards, and those that stopped a moment ago.
  /^SCAN chores USING INDEX/,
  /^SCAN card_accounts USING INDEX card_accounts_(?:trader|closing)$/,
  // The first few of them, to tell one from several.
  /^SCAN traders USING COVERING INDEX sqlite_autoindex_traders_1$/,
];

/** Reading by the trader's id alone is right only where all that a trader has is asked for, or the newest of it. */
const allOfATrader: readonly (readonly [asked: RegExp, step: RegExp])[] = [
  [/from "clients" where "clients"."trader_id" = \? order/, /clients/],
  [/from "aliases" where "aliases"."trader_id" = \? order/, /aliases/],
  [/from "conversations" where "conversations"."trader_id" = \? order/, /conversations_trader/],
  [/from "bills" inner join "clients" .* state IN \('open'/, /bills_owed/],
  // The newest few, from the end.
  [/from "bills" where .* order by "bills"."number" desc limit \?/, /bills_number/],
  [/from "actions" where .* order by "actions"."id" desc limit \?/, /actions/],
  // Whether there is one.
  [/from "mailed_letters" where .* limit \?/, /mailed_letters_client/],
  // A trader has few of these that have not ended.
  [/from "holds" where .* ended_at IS NULL/, /holds/],
  [/from "card_accounts" where .* ended_at IS NULL/, /card_accounts/],
  [/from "card_links" where \("card_links"."trader_id" = \? and ended_at IS NULL\)/, /card_links/],
  [/from "chased_clients" where .*"email_asked_at" is not null/, /chased_clients/],
  // Few wait at a time.
  [/from "xero_mirrors" where .*wanted > pushed/, /xero_mirrors_dirty/],
  [/from "xero_mirrors" where .*online_url IS NULL/, /xero_mirrors_linkless/],
  // Once a week, or once a trader's steps are due.
  [/from "payments" where .*"paid_on" >= \?/, /payments/],
  // Where very much is due of others, too.
  [/from "bills" where .*"next_at" <= \?/, /bills_number/],
  [/from "audit" where/, /audit_trader/],
  // What an insert or a deletion looks up for a foreign key.
  [/^(?:insert|delete)/, /xero_contacts|aliases|client_messages/],
];

const folder = new URL("../../src/store/", import.meta.url);
async function everyStatement(store: Store): Promise<readonly string[]> {
  for (const file of readdirSync(folder).filter((it) => it.endsWith(".ts") && !it.startsWith("generate")))
    await import(new URL(file, folder).href);
  return await store.read(async (tx) =>
    written.map((build) => {
      const query = build(tx.builder, tx.tables, tx.dialect) as unknown as { toSQL(): { sql: string } };
      return query.toSQL().sql;
    }),
  );
}

describe("on SQLite", () => {
  const home = mkdtempSync(join(tmpdir(), "justpayme-"));
  const path = join(home, "store.db");
  let store: Store;
  let statements: readonly string[];
  beforeAll(async () => {
    store = await openStore(`file:${path}`);
    statements = await everyStatement(store);
  });
  afterAll(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  function plans(): readonly { sql: string; step: string }[] {
    const db = new Database(path, { readonly: true });
    const all = statements.flatMap((sql) => {
      const plain = sql.replaceAll("?", "+?");
      const values = Array.from({ length: sql.split("?").length - 1 }, () => 1);
      const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${plain}`).all(...values);
      return steps.map(({ detail }) => ({ sql, step: detail }));
    });
    db.close();
    return all;
  }

  it("no statement reads a whole table", () => {
    expect(statements.length).toBeGreaterThan(60);
    // What an insert's plan says of tables that refer to it is run only where something was left unreferred to.
    const scans = plans().filter(
      ({ sql, step }) => !sql.startsWith("insert") && /^SCAN (?!CONSTANT ROW|\(subquery)/.test(step),
    );
    expect(scans.filter(({ step }) => !shortIndexes.some((it) => it.test(step)))).toEqual([]);
  });

  it("what is due, and a client's page, are found by indexes of their own", () => {
    const stepsOf = (asked: RegExp) => plans().flatMap(({ sql, step }) => (asked.test(sql) ? [step] : []));
    const due = "SEARCH bills USING INDEX bills_next (next_at>? AND next_at<?)";
    const ofAnybody = stepsOf(/^select "trader_id", "id", "next_at" from "bills" where \((?!"bills")/);
    expect(ofAnybody).toEqual([due, due, "USE TEMP B-TREE FOR LAST TERM OF ORDER BY"]);
    expect(stepsOf(/from "bills" where \(substr\(public_id/)).toEqual([
      "SEARCH bills USING INDEX bills_public (<expr>=?)",
    ]);
  });

  it("what is read by the trader's id alone is all that a trader has of it", () => {
    const db = new Database(path, { readonly: true });
    /** Where the trader's id is all there is to the index, it finds what it names. */
    const isWhole = (step: string) => {
      const index = /INDEX (\w+)/.exec(step)?.[1];
      // A table that is kept in the order of its key is found by that, which none of a trader's has of one column.
      return index !== undefined && (db.pragma(`index_info(${index})`) as unknown[]).length === 1;
    };
    const wide = plans().filter(({ step }) => / \(trader_id=\?\)$/.test(step) && !isWhole(step));
    db.close();
    const known = (it: { sql: string; step: string }) =>
      allOfATrader.some(([asked, step]) => asked.test(it.sql) && step.test(it.step));
    expect(wide.filter((it) => !known(it))).toEqual([]);
  });
});

describeWith(postgresNeed, () => {
  describe("on Postgres", () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop(), 60_000);

    it("no statement reads a whole table where an index can be had", async () => {
      const url = await server.database();
      const store = await openStore(url);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      // An empty table is read whole whatever its indexes, unless that is forbidden.
      await client.query("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
      const found: { sql: string; step: string }[] = [];
      for (const [at, sql] of (await everyStatement(store)).entries()) {
        await client.query(`PREPARE s${at} AS ${sql}`);
        const count = new Set(sql.match(/\$\d+/g)).size;
        const values = count === 0 ? "" : `(${Array.from({ length: count }, () => "NULL").join(", ")})`;
        const { rows } = await client.query<Record<"QUERY PLAN", string>>(`EXPLAIN EXECUTE s${at}${values}`);
        for (const step of rows.map((row) => row["QUERY PLAN"].trim()))
          if (/Seq Scan on/.test(step)) found.push({ sql, step: step.replace(/ {2}\(.*/, "") });
      }
      await client.end();
      await store.close();
      expect(found).toEqual([]);
    });
  });
});
