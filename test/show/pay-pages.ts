import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { startOwnProduct } from "../browser/own-product.ts";
import { launchChromium } from "../helpers/chromium.ts";

/*
 * Pictures of the client's pay page in each of its states, at a phone's width, each reached as a trader and their
 * client would reach it: `npm run show:pay-pages`. They are in data/screenshots.
 */

const out = join(import.meta.dirname, "../../data/screenshots");
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  locale: "en-GB",
};
const setUp = [
  "my business is Joe's Plumbing",
  "my name is Joe Smith",
  "my address is 1 High Street, Leeds LS1 4AP",
  "my email is joe@example.com",
  "my VAT number is GB 123 4567 82",
  "add client Mrs Patel 07700 900123 patel@example.com",
];

const product = await startOwnProduct();
const browser = await launchChromium();
mkdirSync(out, { recursive: true });
const chat = `${product.url}/local/chats/joe/messages`;

async function say(text: string): Promise<void> {
  await send({ text });
}

async function send(body: object): Promise<void> {
  const before = await heard();
  const headers = { "content-type": "application/json" };
  await fetch(chat, { method: "POST", headers, body: JSON.stringify(body) });
  for (let tries = 0; tries < 400 && (await heard()).length < before.length + 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

interface Item {
  readonly from: string;
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly token?: string; readonly url?: string }[];
}

async function heard(): Promise<readonly Item[]> {
  return (await (await fetch(`${chat}?after=0`)).json()) as readonly Item[];
}

async function press(label: string): Promise<void> {
  const choice = (await heard()).flatMap((it) => it.choices).findLast((it) => it.label.startsWith(label));
  await send({ choice: choice?.token });
}

async function payUrl(bill: number): Promise<string> {
  const before = (await heard()).length;
  await say(`show bill ${bill}`);
  for (let tries = 0; tries < 400; tries += 1) {
    const shown = (await heard()).slice(before).find((it) => it.text.includes("Pay page: "));
    if (shown !== undefined) return /Pay page: (\S+)/.exec(shown.text)?.[1] ?? "";
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`There is no bill ${bill}: ${JSON.stringify(await heard())}`);
}

async function visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...phone, colorScheme: "light", ...options });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function picture(name: string, url: string, options: BrowserContextOptions = {}): Promise<void> {
  const page = await visit(url, options);
  const path = join(out, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  process.stdout.write(`${path}\n`);
  await page.context().close();
}

/** The client pays on the stand-in's page. */
async function play(bill: number, button: string): Promise<void> {
  const page = await visit(await payUrl(bill));
  await page.getByRole("link", { name: /by card$/ }).click();
  const answered = page.waitForResponse((it) => it.request().method() === "POST");
  await page.getByRole("button", { name: button }).click();
  await answered;
  await page.context().close();
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

for (const text of setUp) await say(text);
await say("my bank details are 20-00-00 12345678");
await press("Change bank details");
await say("bill Mrs Patel boiler service 85, parts 42.50 due Friday");
await picture("pay-open-bank", await payUrl(1));
await say("take cards");
const connect = (await heard()).flatMap((it) => it.choices).findLast((it) => it.label === "Connect Stripe");
const page = await visit(connect?.url ?? "");
await page.screenshot({ path: join(out, "pay-connect.png"), fullPage: true });
await page.getByRole("button", { name: "Connect" }).click();
await page.context().close();
await new Promise((resolve) => setTimeout(resolve, 2500));
await picture("pay-open", await payUrl(1));
await picture("pay-open-dark", await payUrl(1), { colorScheme: "dark" });
await picture("pay-open-wide", await payUrl(1), { viewport: { width: 1100, height: 900 } });
await say("got 50 off Mrs Patel");
await new Promise((resolve) => setTimeout(resolve, 1000));
await picture("pay-part-paid", await payUrl(1));
const standIn = await visit(await payUrl(1));
await standIn.getByRole("link", { name: /by card$/ }).click();
await standIn.screenshot({ path: join(out, "pay-stand-in.png"), fullPage: true });
await standIn.context().close();
await play(1, "Pay by Bacs debit");
await picture("pay-processing", await payUrl(1));
await say("bill Mrs Patel £120 new tap");
await new Promise((resolve) => setTimeout(resolve, 1000));
await play(2, "Pay £");
await picture("pay-paid", await payUrl(2));
await say("bill Mrs Patel £60 call out");
await say("cancel bill 3");
await picture("pay-cancelled", await payUrl(3));
await browser.close();
await product.remove();
