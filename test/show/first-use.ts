/**
 * `npm run show:first-use`: a fresh clone, started as the README says, and the first ten minutes of somebody who has
 * never seen it, in a real browser. Prints what both sides said and takes pictures on the way, of the page at a phone's
 * width and beside the practice desk, into `data/screenshots`. The same on Telegram: `npm run show:telegram`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { bubbles } from "../browser/open-chat.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = join(root, "data/screenshots");
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };

/** What a newcomer does, in order: a line is typed, one in brackets is a button. */
const tenMinutes = [
  "hello",
  "bill Acme £230",
  "make that 250",
  "Mrs Patel 85 boiler service",
  "[Yes]",
  "who owes me",
  "Acme paid 260",
  "[Keep £10 as credit]",
  "undo",
  "Acme paid",
  "take the boiler off bill 2",
  "help with payments",
  "settings",
  "no summary on mondays",
  "what is the weather like?",
  "wrong",
] as const;

async function visit(
  browser: Browser,
  url: string,
  who: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  await page.goto(`${url}/?chat=${who}`);
  await page.locator("#state[data-state=here]").waitFor();
  return page;
}

/** Types it, or presses it, waits for the answer, and prints what is new on the page. */
async function act(page: Page, what: string, seen: Set<string>): Promise<void> {
  const answers = page.locator("#messages .bot");
  const before = await answers.count();
  const label = /^\[(.+)\]$/.exec(what)?.[1];
  if (label === undefined) {
    await page.locator("#words").fill(what);
    await page.keyboard.press("Enter");
  } else await page.getByRole("button", { name: label, exact: true }).last().click();
  process.stdout.write(`you   ${what}\n`);
  await answers.nth(before).waitFor();
  // Cards elsewhere on the page are brought up to date after the answer.
  await page.waitForTimeout(600);
  for (const [index, text] of (await bubbles(page)).entries()) {
    const key = `${index} ${text}`;
    if (!seen.has(key) && text.startsWith("bot: "))
      process.stdout.write(`bot   ${text.slice(5).replaceAll("\n", "\n      ")}\n`);
    seen.add(key);
  }
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(pictures, name);
  await page.waitForTimeout(2_500);
  await page.screenshot({ path });
  process.stdout.write(`      (picture: ${path})\n`);
}

async function play({ url }: Product): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await visit(browser, url, "newcomer", phone);
    await picture(page, "first-use-1-empty.png");
    const seen = new Set<string>();
    for (const [index, what] of tenMinutes.entries()) {
      await act(page, what, seen);
      if (what === "who owes me") await picture(page, "first-use-2-owed.png");
      if (index === tenMinutes.length - 1) await picture(page, "first-use-3-end.png");
    }
    await page.context().close();
    const desk = await visit(browser, url, "newcomer", wide);
    await picture(desk, "first-use-4-wide.png");
    await desk.context().close();
  } finally {
    await browser.close();
  }
}

const folder = tempFolder();
const clone = join(folder.path, "justpayme");
mkdirSync(pictures, { recursive: true });
try {
  execFileSync("git", ["clone", "-q", root, clone]);
  process.stdout.write("$ npm ci\n");
  execFileSync("npm", ["ci"], { cwd: clone, stdio: "inherit" });
  process.stdout.write("$ npm start\n");
  const product = await startProduct({ command: ["npm", "start"], cwd: clone });
  try {
    await play(product);
  } finally {
    await product.stop();
  }
} finally {
  folder.remove();
}
