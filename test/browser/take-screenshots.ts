import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../helpers/chromium.ts";
import { type OwnProduct, startOwnProduct } from "./own-product.ts";

/*
 * Pictures of a real conversation with the product as it is: `npm run screenshots`. The one in the README is
 * bots/local/page/chat.png; the others are to be looked at, in data/screenshots.
 */

const root = join(import.meta.dirname, "../..");
const others = join(root, "data/screenshots");
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };

const brief = ["bill Acme £230", "Acme paid", "Jo Smyth 120 callout, 45 parts"];
const story = ["bill Mrs Patel £85 boiler service due Friday", ...brief];
const more = ["who owes me", "show bill 1", "help", "cancel bill 2", "undo", "what is the weather like?"];

const product = await startOwnProduct();
const browser = await launchChromium();
mkdirSync(others, { recursive: true });
const mailed = ["my business is Joe's Plumbing", "add client Acme accounts@acme.example", "bill Acme £230"];
await picture("sam", wide, mailed, join(root, "bots/local/page/chat.png"), openMail);
await picture("lee", { ...phone, colorScheme: "light" }, [], join(others, "phone-first.png"));
await picture("ana", { ...phone, colorScheme: "light" }, story, join(others, "phone-light.png"));
await picture("kit", { ...phone, colorScheme: "dark" }, story, join(others, "phone-dark.png"));
await picture("max", { ...wide, colorScheme: "dark" }, [...story, ...more], join(others, "wide-dark.png"));
await picture(
  "eve",
  { viewport: { width: 360, height: 640 } },
  [...story, ...more],
  join(others, "small.png"),
);
await browser.close();
await product.remove();

async function picture(
  who: string,
  options: BrowserContextOptions,
  said: readonly string[],
  path: string,
  last: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  const page = await visit(browser, product, who, options);
  for (const text of said) await say(page, text);
  await last(page);
  // The last highlight fades, the clock and the mailbox are there.
  await page.waitForTimeout(3_000);
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
  await page.context().close();
}

/** A day goes by, and what the client was sent lies open. */
async function openMail(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Skip 1 day" }).click();
  await page.locator(".mail > summary").first().click();
  await page.frameLocator("details.mail[open] iframe").getByText("See and pay").waitFor();
  await say(page, "what's next for Acme");
}

async function visit(
  from: Browser,
  { url }: OwnProduct,
  who: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await from.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  await page.goto(`${url}/?chat=${who}`);
  await page.locator("#state[data-state=here]").waitFor();
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  const answers = page.locator("#messages .bot");
  const before = await answers.count();
  await page.locator("#words").fill(text);
  await page.keyboard.press("Enter");
  await answers.nth(before).waitFor();
  await page.waitForTimeout(400);
}
