import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/*
 * The program as a few files in place of six hundred: a start takes half of the time so, and a quarter less memory.
 * Nobody has to build anything. A bundle is made beside the first start and kept with what npm installed; once a source
 * is changed it is another program's, and the next start is from the sources again. This file and `start.js` are plain
 * modules: what takes the types out of a first file costs Node 16 MB.
 */

/** The folder of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/** Where bundles are kept. What npm installs anew takes them along. */
export const shelf = join(root, "node_modules/.cache/justpayme");

/** Longer than a start takes, which is not to wait for it. */
const bundleAfterMs = 5_000;

/** The folder of this program's bundle, there or not: named after where it is and every file that it is made of. */
export function bundleFolder() {
  const known = createHash("sha256").update(root);
  for (const file of [...sources(), "package-lock.json"]) {
    const { size, mtimeMs } = statSync(join(root, file));
    // In whole seconds, as a layer of an image keeps them.
    known.update(`\n${file} ${size} ${Math.floor(mtimeMs / 1_000)}`);
  }
  return join(shelf, known.digest("hex").slice(0, 16));
}

/** What to import to start the bundled program; null where none was made of it as it is now. */
export function findBundle() {
  const main = join(bundleFolder(), "main.mjs");
  return existsSync(main) ? pathToFileURL(main).href : null;
}

/** Makes the bundle for the next start, in a process of its own that gives way to all else. Failing costs nothing but time. */
export function bundleLater() {
  setTimeout(() => {
    const command = join(root, "src/shell/bundle.ts");
    const child = spawn(process.execPath, [command], { stdio: "ignore", cwd: root });
    child.on("error", () => undefined);
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.unref();
  }, bundleAfterMs).unref();
}

function sources() {
  return ["src", "bots"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(room, name))
      .sort(),
  );
}
