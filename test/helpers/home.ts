import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder } from "./product.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A folder in which the product's own commands work, with a `data` of its own: nothing is set, as for a newcomer. */
export function freshHome(): { readonly path: string; remove(): void } {
  const folder = tempFolder();
  for (const name of ["package.json", "src", "bots", "node_modules"])
    symlinkSync(join(root, name), join(folder.path, name));
  return folder;
}
