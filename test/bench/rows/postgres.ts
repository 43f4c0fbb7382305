/** A bill said on Postgres, eight chats at a time, against one row committed on each of eight connections. */
import pg from "pg";
import { openStore } from "../../../src/store/open-store.ts";
import { postgresNeed, startPostgres } from "../../helpers/postgres.ts";
import { openCore, sayOrder } from "../in-process.ts";
import { abreast, row } from "../row.ts";

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
const what = {
  floor: "a one-row insert, 8 connections",
  durability: "PostgreSQL 15, synchronous_commit=on",
  rounds: 5,
};
await row(
  { ...what, name: "a bill on Postgres, 8 traders at once", goal: { rateAtLeast: 0.5 } },
  abreast(lanes, 120, (i) => sayOrder(core, i, lanes)),
  abreast(lanes, 1_000, insert),
);
await store.close();
await pool.end();
await server.stop();
