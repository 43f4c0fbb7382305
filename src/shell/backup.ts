/** `npm run backup [-- <file>]`: copies the SQLite store while the bot runs. */
import { readConfig } from "../config.ts";
import { backUp } from "../store/backup.ts";
import { loadEnvironment, orExplain, sqlitePathOf, stamp } from "./shell.ts";

await orExplain(async () => {
  const from = sqlitePathOf(readConfig(loadEnvironment()), "pg_dump");
  const to = process.argv[2] ?? `data/backups/${stamp()}.db`;
  const { bills, bytes } = await backUp(from, to);
  process.stdout.write(`${to}: ${bills} bills, ${bytes} bytes, checked\n`);
});
