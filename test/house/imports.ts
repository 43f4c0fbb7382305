import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Room, rooms } from "./rules.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Import {
  /** Paths from the top of the repository. `to` is a file, or a package's name. */
  readonly from: string;
  readonly to: string;
  readonly kind: "file" | "package";
}

const specifier =
  /(?:^(?:import|export)\s[^;"]*?\sfrom\s+|^import\s+|\bimport\(\s*|\brequire\(\s*|createRequire\(import\.meta\.url\)\(\s*)"([^"\n]+)"/gm;

export function listFiles(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("migrations/"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}

export function readFile(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every import of a file's text: static, dynamic, `require`d, and of types. */
export function importsOf(from: string, text: string): readonly Import[] {
  const found = [...text.matchAll(specifier)].map((match) => match[1] ?? "");
  return found
    .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name))
    .map((name) =>
      name.startsWith(".")
        ? { from, to: normalize(join(dirname(from), name)), kind: "file" as const }
        : { from, to: packageOf(name), kind: "package" as const },
    );
}

export function allImports(): readonly Import[] {
  return listFiles("src", "bots")
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => importsOf(file, readFile(file)));
}

export function roomOf(path: string): Room | undefined {
  return rooms.filter((room) => isIn(path, room.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

export function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** What is wrong with an import, in a sentence; null where nothing is. */
export function objectionTo(it: Import): string | null {
  const room = roomOf(it.from);
  if (room === undefined) return `${it.from} is in no room that test/house/rules.ts knows.`;
  if (it.kind === "package") {
    return room.packages.includes(it.to)
      ? null
      : `${it.from} imports ${it.to}, which ${room.path} may not use.`;
  }
  if (isIn(it.to, room.path) || room.rooms.some((allowed) => isIn(it.to, allowed))) return null;
  return `${it.from} imports ${it.to}, which ${room.path} may not know.`;
}

/** A round of imports that leads back to where it began, or null. Types count: they tie files together too. */
export function findCycle(imports: readonly Import[]): readonly string[] | null {
  const next = new Map<string, string[]>();
  for (const { from, to, kind } of imports) {
    if (kind === "file") next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to, [...path, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
