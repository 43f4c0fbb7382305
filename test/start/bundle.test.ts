import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { type LocalItem, type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { until } from "../helpers/until.ts";

/** A copy of the program in a place of its own: its bundle is no other test's, and its sources may be changed. */
const folder = tempFolder();
const program = copyProgram(join(folder.path, "program"));
const shelf = join(program, "node_modules/.cache/justpayme");
afterAll(() => folder.remove());

it("is made beside the first start, is what the next one starts, and is left once a source has changed", async () => {
  const first = await start();
  await until(() => bundles().length === 1);
  expect(bundles()).toHaveLength(1);
  await first.stop();

  appendFileSync(join(shelf, bundles()[0] ?? "", "main.mjs"), 'console.log("from the bundle");\n');
  const second = await start();
  await second.say("me", "bill Acme £230 for boiler repair due Friday");
  const card = await second.until("me", (it) => it.text.startsWith("Billed Acme £230"));
  expect(card.text).toContain("bill 1");
  // A package and a font that are only loaded when needed, and what is read beside a source.
  await second.say("me", "statement for Acme");
  const { file } = (await second.until("me", (it) => "file" in it)) as LocalItem & { file: { url: string } };
  const paper = await fetch(`${second.url}${file.url}`);
  expect((await paper.text()).slice(0, 5)).toBe("%PDF-");
  expect(await (await fetch(`${second.url}/`)).text()).toContain("</html>");
  expect(second.output()).toContain("from the bundle");
  expect(await second.stop()).toBe(0);

  appendFileSync(join(program, "src/domain/money.ts"), "\n");
  const third = await start();
  expect(third.output()).not.toContain("from the bundle");
  await third.stop();
}, 120_000);

/** The bundles that are whole. */
function bundles(): readonly string[] {
  if (!existsSync(shelf)) return [];
  return readdirSync(shelf).filter(
    (name) => !name.startsWith("making") && existsSync(join(shelf, name, "main.mjs")),
  );
}

async function start(): Promise<Product> {
  return await startProduct({ cwd: program, env: { DATABASE_URL: `file:${folder.path}/store.db` } });
}

function copyProgram(to: string): string {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  for (const name of ["src", "bots", "package.json", "package-lock.json"])
    cpSync(join(root, name), join(to, name), { recursive: true, preserveTimestamps: true });
  mkdirSync(join(to, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== ".cache") symlinkSync(join(root, "node_modules", name), join(to, "node_modules", name));
  return to;
}
