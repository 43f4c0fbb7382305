/**
 * One message in process: text -> understood, stored, reply and effects durable. The floor is a grammY echo (its call
 * swallowed) and one durable transaction that writes the very rows that the product wrote for that message, with raw
 * better-sqlite3.
 */
import Database from "better-sqlite3";
import { Bot } from "grammy";
import { localChannel } from "../../../bots/local/channel.ts";
import { createCore } from "../../../src/core.ts";
import { createLog } from "../../../src/log.ts";
import { createRandom } from "../../../src/random.ts";
import { connect, openSqlite } from "../../../src/store/sqlite.ts";
import { tempFolder } from "../../helpers/product.ts";
import { inTurn, row } from "../row.ts";

const perRound = 150;
const warmUpRounds = 10;
const clients = ["Acme", "Mrs Patel", "Dave Hughes", "Harris & Sons", "Bright Nursery"];
const textOf = (i: number) => `bill ${clients[i % clients.length]} £${i + 1} boiler service due Friday`;

const folder = tempFolder();
const path = `${folder.path}/product.db`;
const store = openSqlite(path);
const clock = { now: () => new Date() };
const random = createRandom(clock);
const channels = new Map([[localChannel.name, localChannel]]);
const log = createLog("silent");
const { receive } = createCore({
  store,
  clock,
  random,
  channels,
  access: "open",
  readSecond: null,
  log,
  publicUrl: () => "http://localhost:3000",
});
const address = { channel: "local", account: "local", chat: "me" } as const;
const product = (i: number) => receive({ eventId: `e${i}`, address, kind: "text", text: textOf(i) });

/** The tables a message adds one row to, and the updates it makes, as the raw program repeats them. */
const tables = [
  "messages",
  "bills",
  "bill_lines",
  "actions",
  "effects",
  "choices",
  "cards",
  "inbox",
] as const;
const updates = [
  "UPDATE conversations SET last_n = last_n + 1",
  "UPDATE traders SET turns = turns + 1",
  "UPDATE traders SET next_bill_number = next_bill_number + 1",
];

/** Repeats what the product wrote; it is told beforehand how much there is to repeat. */
function createFloor() {
  const source = new Database(path, { readonly: true });
  const floorPath = `${folder.path}/floor.db`;
  // The same schema, by the same migrations.
  void openSqlite(floorPath).close();
  const db = connect(floorPath);
  db.pragma("foreign_keys = OFF");
  for (const table of ["traders", "clients", "conversations"]) copyAll(source, db, table);
  const inserts = tables.map((table) => {
    const read = source.prepare<[number, number], Record<string, unknown>>(
      `SELECT * FROM ${table} ORDER BY rowid LIMIT ? OFFSET ?`,
    );
    const columns = read.columns().map((column) => column.name);
    const statement = db.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((it) => `@${it}`).join(", ")})`,
    );
    return { read, statement };
  });
  const touch = updates.map((sql) => db.prepare(sql));
  const write = db.transaction((rows: readonly (Record<string, unknown> | undefined)[]) => {
    for (const [at, { statement }] of inserts.entries()) statement.run(rows[at]);
    for (const statement of touch) statement.run();
  });
  const bot = new Bot("1:x", { botInfo: { id: 1, is_bot: true, first_name: "x", username: "x" } as never });
  bot.api.config.use(async () => ({ ok: true, result: true }) as never);
  bot.on("message:text", async (ctx) => {
    await ctx.reply(ctx.message.text);
  });
  const rows: (readonly (Record<string, unknown> | undefined)[])[] = [];
  return {
    /** Reads ahead, so that reading is not counted. */
    readOn: (count: number) => {
      const read = inserts.map((it) => it.read.all(count, rows.length));
      for (let i = 0; i < count; i += 1) rows.push(read.map((all) => all[i]));
    },
    write: async (i: number) => {
      const chat = { id: 1, type: "private", first_name: "x" };
      const message = { message_id: i, date: 0, chat, from: { ...chat, is_bot: false }, text: textOf(i) };
      await bot.handleUpdate({ update_id: i, message } as never);
      write.immediate(rows[i] ?? []);
    },
  };
}

function copyAll(from: Database.Database, to: Database.Database, table: string): void {
  for (const row of from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
    const columns = Object.keys(row);
    to.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    ).run(...Object.values(row));
  }
}

const ours = inTurn(perRound, product);
// The floor repeats what is there already, so it stays these rounds behind.
for (let round = 0; round < warmUpRounds; round += 1) await ours();
const floor = createFloor();
const repeat = inTurn(perRound, floor.write);
await row(
  {
    name: "one message in process",
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
