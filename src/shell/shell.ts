import { type Config, ConfigError } from "../config.ts";
import { firstLine } from "../log.ts";
import { sqlitePath } from "../store/open-store.ts";

/** What the commands of this folder share. */

/** The environment, with `.env` where there is one. A name that is set already wins over the file. */
export function loadEnvironment(): Readonly<Record<string, string | undefined>> {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return process.env;
}

/** Runs a command; what goes wrong is said in a line, with exit code 1. */
export async function orExplain(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const said =
      error instanceof ConfigError
        ? `The settings are wrong:\n${error.message}`
        : `Cannot go on: ${firstLine(error)}`;
    process.stderr.write(`${said}\n`);
    process.exit(1);
  }
}

export function sqlitePathOf(config: Config, instead: string): string {
  const path = sqlitePath(config.databaseUrl);
  if (path === null) throw new Error(`This is for a SQLite file. For Postgres use ${instead}.`);
  return path;
}

/** Now, as part of a file's name: `20261122-090000`. */
export function stamp(): string {
  return new Date().toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
}
