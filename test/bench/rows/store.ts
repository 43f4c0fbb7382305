/** The store's hot statements against the same SQL by better-sqlite3 alone, in transactions that are rolled back. */
import Database from "better-sqlite3";
import { findBill, listOwed } from "../../../src/store/bills.ts";
import { findClientByKey } from "../../../src/store/clients.ts";
import { addMessage } from "../../../src/store/messages.ts";
import { openSqlite } from "../../../src/store/sqlite.ts";
import type { Tx } from "../../../src/store/store.ts";
import { tempFolder } from "../../helpers/product.ts";
import { fill } from "../fill.ts";
import { type Program, row } from "../row.ts";

const perRound = 2_000;
const folder = tempFolder();
const path = `${folder.path}/store.db`;
await fill(path, 1_000);
const store = openSqlite(path);
const raw = new Database(`${folder.path}/raw.db`);
await new Database(path).backup(`${folder.path}/raw.db`);
raw.close();
const db = new Database(`${folder.path}/raw.db`);

const traderId = "t0000000000000000001";
const undone = new Error("undone");

/** So many operations in one transaction that leaves nothing: what is counted is the statement, not the disk. */
function ours(op: (tx: Tx, i: number) => Promise<unknown>): Program {
  return async () => {
    const eachMs: number[] = [];
    const began = performance.now();
    const work = store.transaction(async (tx) => {
      for (let i = 0; i < perRound; i += 1) {
        const from = performance.now();
        await op(tx, i);
        eachMs.push(performance.now() - from);
      }
      throw undone;
    });
    await work.catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    return { tookMs: performance.now() - began, eachMs };
  };
}

function floor(op: (i: number) => unknown): Program {
  return async () => {
    const eachMs: number[] = [];
    const began = performance.now();
    db.exec("BEGIN IMMEDIATE");
    for (let i = 0; i < perRound; i += 1) {
      const from = performance.now();
      op(i);
      eachMs.push(performance.now() - from);
    }
    db.exec("ROLLBACK");
    return { tookMs: performance.now() - began, eachMs };
  };
}

const compare = (name: string, op: Parameters<typeof ours>[0], bare: Parameters<typeof floor>[0]) =>
  row(
    {
      name,
      floor: "the same SQL by better-sqlite3, prepared",
      durability: "no commit",
      goal: { rateAtLeast: 0.9 },
    },
    ours(op),
    floor(bare),
  );

const bill = db.prepare("SELECT * FROM bills WHERE trader_id = ? AND number = ?");
await compare(
  "a bill by its number",
  (tx, i) => findBill(tx, traderId, (i % 100) + 1),
  (i) => bill.get(traderId, (i % 100) + 1),
);
const client = db.prepare("SELECT * FROM clients WHERE trader_id = ? AND name_key = ?");
await compare(
  "a client by name",
  (tx) => findClientByKey(tx, traderId, "acme"),
  () => client.get(traderId, "acme"),
);
const owed = db.prepare(
  `SELECT * FROM bills JOIN clients ON clients.trader_id = bills.trader_id AND clients.id = bills.client_id
   WHERE bills.trader_id = ? AND bills.state IN ('open', 'part-paid', 'processing') ORDER BY due_on, number`,
);
await compare("30 bills owed, with their clients", (tx) => listOwed(tx, traderId), () => owed.all(traderId)); // biome-ignore format: one thought
const message = db.prepare(
  `INSERT INTO messages (conversation_id, n, sender, text, choices, attachment, replaces, effect_id, remote_id, card_of, at)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const at = new Date();
await compare(
  "a message added",
  (tx, i) =>
    addMessage(tx, {
      conversationId: traderId,
      n: 1_000 + i,
      sender: "trader",
      text: "bill Acme £230",
      choices: [],
      attachment: null,
      replaces: null,
      effectId: null,
      remoteId: `e${i}`,
      cardOf: null,
      at,
    }),
  (i) =>
    message.run(
      traderId,
      1_000 + i,
      "trader",
      "bill Acme £230",
      "[]",
      null,
      null,
      null,
      `e${i}`,
      null,
      at.getTime(),
    ),
);
await store.close();
db.close();
folder.remove();
