import { readFile, readlink, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * A browser whose parent was killed lives on and holds its profile: the next one would be refused. The link
 * `SingletonLock` names it as `<host>-<pid>`; it is ended if it is really the browser of this profile.
 */
export async function freeProfile(profile: string): Promise<void> {
  const holder = await readlink(join(profile, "SingletonLock")).catch(() => null);
  if (holder === null) return;
  const [, host = "", pid = ""] = /^(.*)-(\d+)$/.exec(holder) ?? [];
  if (host === hostname() && (await isBrowserOf(profile, pid))) process.kill(Number(pid), "SIGKILL");
  for (const name of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) {
    await rm(join(profile, name), { force: true });
  }
}

/** A number is used again by another process: its command line says whose it is. Where that cannot be read, nobody is ended. */
async function isBrowserOf(profile: string, pid: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes(`--user-data-dir=${profile}`);
}
