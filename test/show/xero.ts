/** `npm run show:xero`: the whole path over Xero in a real browser, on the real process, with pictures of each step. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../helpers/chromium.ts";
import { startProduct, tempFolder } from "../helpers/product.ts";

const into = process.argv[2] ?? join(process.cwd(), "data", "show-xero");
mkdirSync(into, { recursive: true });
const folder = tempFolder();
const product = await startProduct({ env: { DATABASE_URL: `file:${join(folder.path, "books.db")}` } });
const browser = await launchChromium();
let shots = 0;

/** In light and in dark, at a phone's width. */
async function shot(page: Page, name: string): Promise<void> {
  shots += 1;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours change gently.
    await page.waitForTimeout(400);
    const path = join(into, `${String(shots).padStart(2, "0")}-${name}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
    process.stdout.write(`${path}\n`);
  }
}

const said = (text: string) =>
  product.until("anna", (item) => item.from === "bot" && item.text.includes(text));

async function press(label: string): Promise<void> {
  const items = await product.items("anna");
  const choice = items
    .flatMap((item) => item.choices)
    .findLast((it) => it.label === label && it.token !== undefined);
  if (choice?.token === undefined) throw new Error(`There is no button ${label}.`);
  await product.post("/local/chats/anna/messages", { choice: choice.token });
}

try {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await product.say("anna", "connect xero");
  const link = /http:\S+\/connect\/xero\/\S+/.exec((await said("It works once")).text)?.[0] ?? "";
  await page.goto(link);
  await shot(page, "link");
  await page.getByRole("button", { name: "Go on to Xero" }).click();
  await page.getByRole("button", { name: "Allow access" }).waitFor();
  await shot(page, "allow");
  await page.getByRole("button", { name: "Allow access" }).click();
  await page.getByText("answer Yes").waitFor();
  await shot(page, "waits-for-the-chat");
  await said("Connect Practice Books?");
  await product.say("anna", "yes");
  await page.getByRole("button", { name: "Save" }).waitFor();
  await shot(page, "setup");
  await page.getByLabel("Account for sales").selectOption("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Please look at what is marked below.").waitFor();
  await shot(page, "setup-wrong");
  await page.getByLabel("Account for sales").selectOption("200");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await shot(page, "saved");
  await said("Practice Books is set up.");

  await product.say("anna", "bill Acme £230 for boiler repair");
  await said("Synced with Xero");
  await page.goto(`${product.url}/sandbox/xero`);
  await page.getByText("JPM-0001").first().waitFor();
  await shot(page, "invoice-in-xero");
  await page.locator('input[name="total"]').fill("250");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("JPM-0001 was changed.").waitFor();
  await said("was edited in Xero");
  await press("Keep mine");
  await said("Kept yours");
  await product.say("anna", "make bill 1 240");
  await said("£240");
  await page.goto(`${product.url}/sandbox/xero`);
  for (let i = 0; i < 50 && !(await page.content()).includes("240.00 due"); i += 1) await page.reload();
  await shot(page, "edited-on-both-sides");
  await page.getByRole("button", { name: "Mark paid" }).click();
  await page.getByText("A payment was recorded").waitFor();
  await said("Acme paid £240");
  await page.goto(product.url.replace("127.0.0.1", "localhost"));
  await shot(page, "paid-in-xero");
  await product.say("anna", "is xero working");
  await said("connected and working");
  await page.goto(`${product.url}/?chat=anna`);
  await page.waitForTimeout(500);
  await shot(page, "chat");
  process.stdout.write(
    "The whole path went through: connected, set up, billed, edited on both sides, paid, closed.\n",
  );
} finally {
  await browser.close();
  await product.stop();
  folder.remove();
}
