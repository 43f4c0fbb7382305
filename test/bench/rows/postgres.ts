/**
 * On Postgres, eight at a time, against one row committed on each of eight connections: a bill said, and the rows alone
 * that it writes, sent one statement after the other and as the store sends them.
 */
import pg from "pg";
import { openStore } from "../../../src/store/open-store.ts";
import { postgresNeed, startPostgres } from "../../helpers/postgres.ts";
import { openCore, sayOrder } from "../in-process.ts";
import { abreast, row } from "../row.ts";
import { type Copy, copyTurn, plainSender } from "../turn-rows.ts";

const lanes = 8;
if (!postgresNeed.there) {
  process.stdout.write(`a bill on Postgres: skipped; ${postgresNeed.turnOn}\n`);
  process.exit(0);
}
const server = await startPostgres();
const url = await server.database();
const store = await openStore(url);
const core = openCore(store);
const pool = new pg.Pool({ connectionString: await server.database(), max: lanes });
// The server is stopped while the last connections say good-bye.
pool.on("error", () => undefined);
await pool.query("CREATE TABLE one (id text PRIMARY KEY, body text)");
const insert = (i: number) =>
  pool.query({ name: "one", text: "INSERT INTO one VALUES ($1, $2)", values: [`${i}`, "bill Acme £230"] });
const floor = abreast(lanes, 1_000, insert);
const what = {
  floor: "a one-row insert, 8 connections",
  durability: "PostgreSQL 15, synchronous_commit=on",
  rounds: 5,
};
await row(
  { ...what, name: "a bill on Postgres, 8 traders at once", goal: { rateAtLeast: 0.5 } },
  abreast(lanes, 120, (i) => sayOrder(core, i, lanes)),
  floor,
);

const copies: Copy[] = [];
for (let chat = 0; chat < lanes; chat += 1) {
  // Past all that the rows above counted to.
  const i = 1_000_000 + chat;
  await sayOrder(core, i, lanes);
  copies.push(await store.read((tx) => copyTurn(tx, `${i % lanes}`, `e${i}`)));
}
const plainPool = new pg.Pool({ connectionString: url, max: lanes });
plainPool.on("error", () => undefined);
const sendPlainly = await plainSender(store, plainPool);
let made = 0;
/** The next copy, of a trader whose turn it is. */
function next(): readonly [Copy, number] {
  made += 1;
  const copy = copies[made % lanes];
  if (copy === undefined) throw new Error("a trader for each lane");
  return [copy, made];
}
const plainly = () => sendPlainly(...next());
const joined = () => {
  const [copy, n] = next();
  return store.transaction((tx) => copy(tx, n));
};
for (const [name, send] of [
  ["a bill's 8 rows, one statement after the other", plainly],
  ["the same, as the store joins them", joined],
] as const) {
  await row({ ...what, name, goal: { rateAtLeast: 0.5 } }, abreast(lanes, 400, send), floor);
}
await plainPool.end();
await store.close();
await pool.end();
await server.stop();
