/**
 * `DATABASE_URL=postgres://… npm run migrate:to-postgres [-- <file>]`: moves the SQLite store into an empty Postgres
 * database and checks every row. The bot must be stopped. The file stays as it is; run again after an interruption.
 */
import { readConfig } from "../config.ts";
import { moveToPostgres } from "../store/move-to-postgres.ts";
import { openStore, sqlitePath } from "../store/open-store.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const { databaseUrl } = readConfig(loadEnvironment());
  if (sqlitePath(databaseUrl) !== null) throw new Error("Set DATABASE_URL to the postgres:// to move into.");
  const path = process.argv[2] ?? "data/justpayme.db";
  // Both are brought up to date; and whoever still serves from the file is found out.
  const file = await openStore(`file:${path}`);
  await (await openStore(databaseUrl)).close();
  const moved = await moveToPostgres(path, databaseUrl, {
    onBatch: (table, rows) => process.stdout.write(`  ${table} +${rows}\n`),
  });
  await file.close();
  for (const { table, rows } of moved) process.stdout.write(`${table}: ${rows} rows, the same\n`);
  process.stdout.write(`Moved. ${path} is as it was; keep it until you have seen your bills.\n`);
});
