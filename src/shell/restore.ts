/** `npm run restore -- <file>`: puts a backup in the place of the store. The bot must be stopped. */
import { readConfig } from "../config.ts";
import { restore } from "../store/backup.ts";
import { loadEnvironment, orExplain, sqlitePathOf, stamp } from "./shell.ts";

await orExplain(async () => {
  const from = process.argv[2];
  if (from === undefined) throw new Error("Name the backup: npm run restore -- data/backups/<file>.db");
  const to = sqlitePathOf(readConfig(loadEnvironment()), "pg_restore");
  const { bills, kept } = restore(from, to, stamp());
  process.stdout.write(
    `${to}: restored, ${bills} bills.${kept === null ? "" : ` What was there is in ${kept}.`}\n`,
  );
});
