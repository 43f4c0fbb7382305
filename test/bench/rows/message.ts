/**
 * One message in process: text -> understood, stored, reply and effects durable. The floor is a grammY echo (its call
 * swallowed) and one durable transaction that writes the very rows that the product wrote for that message, with raw
 * better-sqlite3.
 */
import Database from "better-sqlite3";
import { Bot } from "grammy";
import { connect, openSqlite } from "../../../src/store/sqlite.ts";
import { tempFolder } from "../../helpers/product.ts";
import { openCore, orderOf, sayOrder } from "../in-process.ts";
import { abreast, inTurn, row } from "../row.ts";

const perRound = 160;
const warmUpRounds = 10;

/** What a message changes of rows that are there. */
const updates = [
  "UPDATE conversations SET last_n = last_n + 1 WHERE rowid = 1",
  "UPDATE traders SET next_bill_number = next_bill_number + 1 WHERE rowid = 1",
];

/** Repeats what the product wrote for so many messages; it is told beforehand how much there is to repeat. */
function createFloor(path: string, messages: number) {
  const source = new Database(path, { readonly: true });
  const floorPath = `${path}.floor`;
  // The same schema, by the same migrations.
  void openSqlite(floorPath).close();
  const db = connect(floorPath);
  db.pragma("foreign_keys = OFF");
  for (const table of ["traders", "clients", "conversations"]) copyAll(source, db, table);
  const inserts = perMessage(source, messages).map(({ table, rows }) => {
    const all = source.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw();
    const values = all.columns().map(() => "?");
    const statement = db.prepare(`INSERT INTO ${table} VALUES (${values.join(", ")})`);
    const known = new Set<string>();
    /** So many that were not read yet: a table in the order of its key has new rows anywhere. */
    const read = (count: number) => {
      const fresh: unknown[][] = [];
      for (const row of all.iterate()) {
        if (fresh.length === count) break;
        const key = JSON.stringify(row);
        if (!known.has(key)) fresh.push(row);
        known.add(key);
      }
      return fresh;
    };
    return { rows, read, statement };
  });
  const touch = updates.map((sql) => db.prepare(sql));
  const write = db.transaction((rows: readonly (readonly unknown[][])[]) => {
    for (const [at, { statement }] of inserts.entries()) for (const row of rows[at] ?? []) statement.run(row);
    for (const statement of touch) statement.run();
  });
  const bot = new Bot("1:x", { botInfo: { id: 1, is_bot: true, first_name: "x", username: "x" } as never });
  bot.api.config.use(async () => ({ ok: true, result: true }) as never);
  bot.on("message:text", async (ctx) => {
    await ctx.reply(ctx.message.text);
  });
  const rows: unknown[][][][] = [];
  return {
    /** Reads ahead, so that reading is not counted. */
    readOn: (count: number) => {
      const read = inserts.map((it) => it.read(count * it.rows));
      for (let i = 0; i < count; i += 1)
        rows.push(inserts.map((it, at) => read[at]?.slice(i * it.rows, (i + 1) * it.rows) ?? []));
    },
    write: async (i: number) => {
      const chat = { id: 1, type: "private", first_name: "x" };
      const message = { message_id: i, date: 0, chat, from: { ...chat, is_bot: false }, text: orderOf(i) };
      await bot.handleUpdate({ update_id: i, message } as never);
      write.immediate(rows[i] ?? []);
    },
  };
}

/** The tables that get rows with every message, and how many. */
function perMessage(db: Database.Database, messages: number) {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  return tables.flatMap((table) => {
    const count = db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    return count > 0 && count % messages === 0 ? [{ table, rows: count / messages }] : [];
  });
}

function copyAll(from: Database.Database, to: Database.Database, table: string): void {
  for (const row of from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
    const columns = Object.keys(row);
    to.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    ).run(...Object.values(row));
  }
}

async function bench(name: string, chats: number): Promise<void> {
  const folder = tempFolder();
  const path = `${folder.path}/product.db`;
  const store = openSqlite(path);
  const core = openCore(store);
  const ours = abreast(chats, perRound, (i) => sayOrder(core, i, chats));
  // The floor repeats what is there already, so it stays these rounds behind.
  for (let round = 0; round < warmUpRounds; round += 1) await ours();
  const floor = createFloor(path, warmUpRounds * perRound);
  const repeat = inTurn(perRound, floor.write);
  await row(
    {
      name,
      floor: "grammY echo + one durable transaction of the same rows",
      durability: "SQLite, synchronous=FULL",
      goal: { rateAtLeast: 0.85 },
    },
    ours,
    async () => {
      floor.readOn(perRound);
      return await repeat();
    },
  );
  await store.close();
  folder.remove();
}

await bench("one message in process", 1);
await bench("one message in process, 16 chats at once", 16);
