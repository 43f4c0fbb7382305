/** `npm run -s bundle`: makes of the program the few files that the next start loads (see `bundle.js`), and prints where. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { bundleFolder, root, shelf } from "../bundle.js";

/** Loaded at every start, and of many small files. All other packages stay where they are. */
const bundledPackages = /^(?:hono|@hono\/node-server|zod)(?:\/|$)/;
const kept = 3;

const packages: Plugin = {
  name: "packages",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      return kind === "entry-point" || bundledPackages.test(path) ? undefined : { path, external: true };
    });
  },
};

/** Files that are read beside a source, and packages that it requires, are found from where that source stands. */
const places: Plugin = {
  name: "places",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8")
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
    }));
  },
};

async function makeBundle(folder: string): Promise<void> {
  const making = join(shelf, `making-${process.pid}`);
  try {
    await build({
      entryPoints: [join(root, "src/main.ts")],
      outdir: making,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: `node${process.versions.node}`,
      // In one alphabet V8 keeps a letter in one byte.
      charset: "ascii",
      legalComments: "none",
      plugins: [packages, places],
      logLevel: "error",
    });
    // A source that was changed meanwhile makes it nobody's.
    if (bundleFolder() === folder) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** True where another process makes one already. Leaves of those that ended are removed. */
function isBeingMade(): boolean {
  const makers = readdirSync(shelf).flatMap((name) => /^making-(\d+)$/.exec(name)?.[1] ?? []);
  const dead = makers.filter((pid) => !isAlive(Number(pid)));
  for (const pid of dead) rmSync(join(shelf, `making-${pid}`), { recursive: true, force: true });
  return dead.length < makers.length;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A program that still runs loads more of an older bundle when it first needs it. */
function removeOld(): void {
  const bundles = readdirSync(shelf).filter((name) => !name.startsWith("making"));
  const age = (name: string) => statSync(join(shelf, name)).mtimeMs;
  for (const name of bundles.sort((a, b) => age(b) - age(a)).slice(kept))
    rmSync(join(shelf, name), { recursive: true, force: true });
}

mkdirSync(shelf, { recursive: true });
const folder = bundleFolder();
if (!existsSync(folder) && !isBeingMade()) {
  await makeBundle(folder);
  removeOld();
}
process.stdout.write(`${folder}\n`);
