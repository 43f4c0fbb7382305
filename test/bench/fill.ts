import Database from "better-sqlite3";
import { openSqlite } from "../../src/store/sqlite.ts";
import { openCore, sayOrder } from "./in-process.ts";

/** Bills of one trader, unless said; of whom thirty are owed. */
const usualBillsEach = 100;
const owedEach = 30;

/** The tables that hold one bill, with its plan. */
export const billTables = ["bills", "steps"];

/** The numbers from one to so many, by the name `seq`. */
const seq = (to: number) =>
  `WITH RECURSIVE seq(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < ${to})`;
/** Another id for each of them, in place of the row's own. */
const fresh = (name: string) => `printf('%s%015d', substr(it.${name}, 1, 5), seq.n)`;
/** The same for steps, whose ids are their bill's and their place. */
const freshStep = `printf('%s%015d', substr(it.id, 1, 5), seq.n) || substr(it.id, 21)`;

/**
 * A store of so many bills, of traders with so many each. The product makes one bill; its rows, with their plan, are
 * then repeated by SQL under other ids, as saying a million messages would take an hour.
 */
export async function fill(path: string, bills: number, billsEach = usualBillsEach): Promise<void> {
  let store = openSqlite(path);
  const core = openCore(store);
  await sayOrder(core, 0);
  await core.queue.drain();
  await store.close();
  const db = new Database(path);
  db.pragma("synchronous = OFF");
  db.pragma("foreign_keys = OFF");
  db.pragma("cache_size = -200000");
  const traders = Math.ceil(bills / billsEach);
  const trader = `printf('t%019d', (seq.n - 1) / ${billsEach} + 1)`;
  const perTrader = { id: "printf('t%019d', seq.n)", trader_id: "printf('t%019d', seq.n)" };
  repeat(db, "traders", seq(traders), { ...perTrader, next_bill_number: `${billsEach + 1}` });
  const first = db.prepare<[], string>("SELECT id FROM clients").pluck().get() ?? "";
  const client = `printf('c%019d', (seq.n - 1) / ${billsEach} + 1)`;
  repeat(db, "clients", seq(traders), { trader_id: perTrader.trader_id, id: "printf('c%019d', seq.n)" });
  repeat(db, "conversations", seq(traders), { ...perTrader, chat: "'c' || seq.n" });
  for (const table of billTables) {
    repeat(db, table, seq(bills), {
      trader_id: trader,
      id: table === "steps" ? freshStep : fresh("id"),
      bill_id: table === "bills" ? "" : fresh("bill_id"),
      client_id: client,
      plan: `replace(it.plan, '${first}', ${client})`,
      number: `(seq.n - 1) % ${billsEach} + 1`,
      public_id: "printf('p%021d', seq.n)",
      // Nothing is due, but for what a row makes due.
      next_at: "it.next_at + seq.n",
    });
  }
  db.exec(
    `UPDATE bills SET state = 'paid', paid_minor = total_minor, next_at = NULL WHERE number > ${owedEach}`,
  );
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  store = openSqlite(path);
  await store.close();
}

/**
 * The bills of a store that has one, of a trader with one client, so many times over: a hundred a trader, each of a
 * client of its own.
 */
export function repeatBill(path: string, bills: number): void {
  const db = new Database(path);
  db.pragma("synchronous = OFF");
  db.pragma("foreign_keys = OFF");
  const trader = "printf('t%019d', seq.n)";
  const client = db.prepare<[], string>("SELECT id FROM clients").pluck().get() ?? "";
  repeat(db, "traders", seq(Math.ceil(bills / 100)), { id: trader, next_bill_number: "101" });
  repeat(db, "conversations", seq(Math.ceil(bills / 100)), {
    id: trader,
    trader_id: trader,
    chat: "'c' || seq.n",
  });
  for (const table of ["clients", "chased_clients", ...billTables]) {
    repeat(db, table, seq(bills), {
      trader_id: "printf('t%019d', (seq.n - 1) / 100 + 1)",
      id: table === "steps" ? freshStep : fresh("id"),
      bill_id: fresh("bill_id"),
      client_id: fresh("client_id"),
      plan: `replace(it.plan, '${client}', printf('%s%015d', '${client.slice(0, 5)}', seq.n))`,
      name: "it.name || ' ' || seq.n",
      name_key: "it.name_key || ' ' || seq.n",
      email: "seq.n || it.email",
      token: "printf('k%021d', seq.n)",
      number: "(seq.n - 1) % 100 + 1",
      public_id: "printf('p%021d', seq.n)",
    });
  }
  db.close();
}

/** Inserts the rows that are there once for each number, with some columns said anew. */
function repeat(
  db: Database.Database,
  table: string,
  seq: string,
  say: Readonly<Record<string, string>>,
): void {
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const values = columns.map((it) => (say[it] ? say[it] : `it.${it}`));
  db.exec(`CREATE TEMP TABLE kept AS SELECT * FROM ${table}`);
  db.exec(
    `INSERT INTO ${table} (${columns.join(", ")}) ${seq} SELECT ${values.join(", ")} FROM seq, kept AS it`,
  );
  db.exec("DROP TABLE temp.kept");
}

/** Bytes of each table and index on disk. */
export function bytesOf(path: string, tables: readonly string[]): number {
  const db = new Database(path, { readonly: true });
  const sum = db
    .prepare<unknown[], number>(
      `SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN (
         SELECT name FROM sqlite_schema WHERE tbl_name IN (${tables.map(() => "?").join(", ")}))`,
    )
    .pluck()
    .get(...tables);
  db.close();
  return sum ?? 0;
}

/** The same without all that a database adds: the values of the columns alone. */
export function valueBytesOf(path: string, tables: readonly string[]): number {
  const db = new Database(path, { readonly: true });
  let sum = 0;
  for (const table of tables) {
    const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
    const each = columns.map(
      (it) => `CASE typeof(${it}) WHEN 'text' THEN length(CAST(${it} AS BLOB)) WHEN 'null' THEN 0 ELSE 4 END`,
    );
    sum +=
      db
        .prepare<[], number>(`SELECT sum(${each.join(" + ")}) FROM ${table}`)
        .pluck()
        .get() ?? 0;
  }
  db.close();
  return sum;
}
