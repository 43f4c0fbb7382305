import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import pg from "pg";
import { formatMoney } from "../../src/domain/money.ts";
import { listMigrations } from "../../src/store/migrate.ts";
import { sqlitePath } from "../../src/store/open-store.ts";
import { rowRules } from "./row-rules.ts";

type Row = Readonly<Record<string, unknown>>;
type Ask = (sql: string) => Promise<readonly Row[]>;

/** Every promise that the rows of a store tell of, on either database: each breach by the number of its invariant. */
export async function judgeRows(databaseUrl: string): Promise<readonly string[]> {
  const path = sqlitePath(databaseUrl);
  if (path !== null) {
    const books = new Database(path, { readonly: true });
    try {
      return await judge(
        async (sql) => books.prepare<[], Row>(sql).all(),
        [
          ...(books.pragma("integrity_check") as Row[]).filter((it) => it["integrity_check"] !== "ok"),
          ...(books.pragma("foreign_key_check") as Row[]),
        ],
      );
    } finally {
      books.close();
    }
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ask: Ask = async (sql) => (await client.query<Row>(sql)).rows;
    return await judge(ask, await ask("SELECT conname FROM pg_constraint WHERE NOT convalidated"));
  } finally {
    await client.end();
  }
}

/** The same of a store that processes are at work on: once they are done with what there is. */
export async function atRest(databaseUrl: string): Promise<readonly string[]> {
  for (const deadline = Date.now() + 60_000; ; await pause(250)) {
    const broken = await judgeRows(databaseUrl);
    if (broken.length === 0 || Date.now() > deadline) return broken;
  }
}

async function judge(ask: Ask, unsound: readonly Row[]): Promise<readonly string[]> {
  const found: string[] = [];
  const breach = (number: number, what: string, row: unknown) =>
    found.push(`invariant ${number} (${what}): ${JSON.stringify(row)}`);
  for (const { number, what, sql } of rowRules) for (const row of await ask(sql)) breach(number, what, row);
  for (const row of unsound) breach(20, "the store is not sound", row);
  const [version] = await ask("SELECT max(number) AS n FROM schema_migrations");
  if (version?.["n"] !== listMigrations("sqlite").length) breach(20, "it is of another version", version);
  for (const row of await falselyAcknowledged(ask)) breach(1, "a bill was told otherwise than it is", row);
  return found;
}

/** What chats were told was billed, and is not in the books so. */
async function falselyAcknowledged(ask: Ask): Promise<readonly Row[]> {
  const bills = await ask(
    `SELECT b.trader_id AS trader, b.number, b.total_minor AS total, c.name FROM bills b
       JOIN clients c ON c.trader_id = b.trader_id AND c.id = b.client_id`,
  );
  const key = (trader: unknown, number: unknown) => `${trader} ${number}`;
  const known = new Map(bills.map((it) => [key(it["trader"], it["number"]), it]));
  const told = await ask(
    `SELECT v.trader_id AS trader, m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id
      WHERE m.sender = 'bot' AND m.replaces IS NULL AND m.text LIKE 'Billed %'`,
  );
  return told.filter(({ trader, text }) => {
    const said = /^Billed (.+) (£[\d,.]+) — bill (\d+),/.exec(String(text));
    const bill = known.get(key(trader, said?.[3]));
    return said !== null && (bill?.["name"] !== said[1] || formatMoney(Number(bill?.["total"])) !== said[2]);
  });
}
