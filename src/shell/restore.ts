/** `npm run restore -- <file>`: puts a backup in the place of the store. The bot must be stopped. */
import { rmSync } from "node:fs";
import { readConfig } from "../config.ts";
import { isSealed, openSealedWithAny } from "../sealed-file.ts";
import { secretKeysOf } from "../secret-key.ts";
import { restore } from "../store/backup.ts";
import { loadEnvironment, orExplain, sqlitePathOf, stamp } from "./shell.ts";

await orExplain(async () => {
  const from = process.argv[2];
  if (from === undefined) throw new Error("Name the backup: npm run restore -- data/backups/<file>");
  const config = readConfig(loadEnvironment());
  const to = sqlitePathOf(config, "pg_restore");
  const plain = isSealed(from) ? `${to}.unsealed` : null;
  if (plain !== null) {
    const { current, before } = secretKeysOf(config);
    await openSealedWithAny(from, plain, before === null ? [current] : [current, before]);
  }
  try {
    const { bills, kept } = restore(plain ?? from, to, stamp());
    process.stdout.write(
      `${to}: restored, ${bills} bills.${kept === null ? "" : ` What was there is in ${kept}.`}\n`,
    );
  } finally {
    if (plain !== null) rmSync(plain, { force: true });
  }
});
