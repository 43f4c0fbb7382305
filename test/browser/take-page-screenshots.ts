import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../helpers/chromium.ts";
import { comeIn } from "./open-pages.ts";
import { startOwnProduct } from "./own-product.ts";
import { playMonths } from "./pages-story.ts";

/*
 * Pictures of the trader's pages after some months: `npm run screenshots:pages`, or with names of pages or looks to take
 * only those. Those of the README are written where it looks for them; the others, to be looked at, in data/screenshots.
 */

const root = join(import.meta.dirname, "../..");
const others = join(root, "data/screenshots");
const only = process.argv.slice(2);

const pages: readonly (readonly [name: string, path: string])[] = [
  ["bills", "/bills"],
  ["all", "/bills?show=all&sort=newest"],
  ["nothing", "/bills?show=failed"],
  ["bill", "/bills/2"],
  ["xero-bill", "/bills/9"],
  ["new", "/bills/new"],
  ["clients", "/clients"],
  ["client", ""],
  ["settings", "/settings"],
  ["export", "/export"],
  ["help", "/help"],
  ["help-task", "/help/getting-paid"],
  ["operator", "/operator"],
];
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const wide: BrowserContextOptions = { viewport: { width: 1180, height: 860 } };
const looks: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ["phone-light", { ...phone, colorScheme: "light" }],
  ["phone-dark", { ...phone, colorScheme: "dark" }],
  ["wide-light", { ...wide, colorScheme: "light" }],
  ["wide-dark", { ...wide, colorScheme: "dark" }],
];
const readme: Readonly<Record<string, string>> = {
  "bills-wide-light": "src/web/pages/bills.png",
  "bill-wide-dark": "src/web/pages/bill.png",
};

const product = await startOwnProduct();
const browser = await launchChromium();
mkdirSync(others, { recursive: true });
await playMonths(product.url, browser, "joe");
for (const [look, options] of looks) {
  const wanted = only.filter((it) => looks.some(([name]) => name === it));
  if (wanted.length > 0 && !wanted.includes(look)) continue;
  const page = await (await browser.newContext({ locale: "en-GB", ...options })).newPage();
  await comeIn(page, product.url, "joe");
  for (const [name, path] of pages) {
    const named = only.filter((it) => pages.some(([page]) => page === it));
    if (named.length > 0 && !named.includes(name)) continue;
    await page.goto(product.url + (path === "" ? await clientPath(page) : path));
    await page.screenshot({ path: join(others, `pages-${name}-${look}.png`), fullPage: true });
    const kept = readme[`${name}-${look}`];
    if (kept !== undefined) await page.screenshot({ path: join(root, kept) });
  }
  await page.context().close();
}
await browser.close();
await product.remove();

async function clientPath(page: Page): Promise<string> {
  await page.goto(`${product.url}/clients?find=patel`);
  return (await page.getByRole("link", { name: "Mrs Patel" }).getAttribute("href")) ?? "/clients";
}
