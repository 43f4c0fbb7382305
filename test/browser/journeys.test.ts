import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { phone, wide } from "./open-chat.ts";
import { comeIn, heardIn, sayTo } from "./open-pages.ts";
import { type OwnProduct, startOwnProduct } from "./own-product.ts";
import { connectXero, pressIn, until } from "./pages-story.ts";
import { startMs, withChromium } from "./with-chromium.ts";

/** What a trader comes to the pages for, from start to end, as on a phone and at a desk, with scripts and without. */
withChromium("a trader's journey", () => {
  let product: OwnProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startOwnProduct(), launchChromium()]);
  }, startMs);
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  const places: readonly (readonly [string, BrowserContextOptions])[] = [
    ["a phone", { ...phone, javaScriptEnabled: true }],
    ["a phone without scripts", { ...phone, javaScriptEnabled: false }],
    ["a desk", { ...wide, javaScriptEnabled: true }],
    ["a desk without scripts", { ...wide, javaScriptEnabled: false }],
  ];
  const journeyMs = 90_000;

  async function come(options: BrowserContextOptions, chat: string, url = product.url): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await comeIn(page, url, chat);
    return page;
  }
  const heard = async (chat: string) => (await heardIn(product.url, chat)).map(({ text }) => text).join("\n");

  it.each(places)(
    "to a client: new, changed, billed, a statement, reminders paused and on, on %s",
    async (place, options) => {
      const chat = `client-on-${place.replaceAll(" ", "-")}`;
      await sayTo(product.url, chat, "my name is Joe Smith");
      const page = await come(options, chat);
      await page.getByRole("link", { name: "Clients" }).click();
      await page.getByRole("link", { name: "New client" }).click();
      await page.getByLabel("Name").fill("Jo Bloggs");
      await page.getByLabel("Email").fill("jo@example");
      await page.getByRole("button", { name: "Add the client" }).click();
      await page.getByText("That does not look like an email address.").waitFor();
      await page.getByLabel("Email").fill("jo@example.com");
      await page.getByRole("button", { name: "Add the client" }).click();
      await page.getByRole("link", { name: "Jo Bloggs" }).click();
      await page.getByRole("link", { name: "New bill" }).click();
      expect(await page.getByLabel("Client").inputValue()).toBe("Jo Bloggs");
      await page.getByLabel("Price each", { exact: true }).fill("95");
      await page.getByRole("button", { name: "Make the bill" }).click();
      await page.getByRole("link", { name: "Jo Bloggs" }).click();
      const paper = page.context().request;
      const link = (await page.getByRole("link", { name: "Statement (PDF)" }).getAttribute("href")) ?? "";
      expect((await (await paper.get(product.url + link)).body()).subarray(0, 5).toString()).toBe("%PDF-");
      await page.getByText("Pause the reminders").click();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByText("Send a reminder now Reminders are paused").waitFor();
      await page.getByText("Go on with the reminders").click();
      await page.getByRole("button", { name: "Go on" }).click();
      await page.locator("summary", { hasText: "Send a statement" }).click();
      await page.getByRole("button", { name: "Send a statement" }).click();
      await page.getByRole("status").getByText("A statement goes to jo@example.com").waitFor();
      expect(await heard(chat)).toContain("A statement goes to jo@example.com");
      await page.context().close();
    },
    journeyMs,
  );

  it.each(places)(
    "to settings and an export, on %s",
    async (place, options) => {
      const chat = `settings-on-${place.replaceAll(" ", "-")}`;
      await sayTo(product.url, chat, "bill Acme £230");
      const page = await come({ ...options, acceptDownloads: true }, chat);
      await page.getByRole("link", { name: "Settings" }).click();
      await page.locator("#trading-name summary").click();
      await page.getByLabel("Business name").fill("Joe's Plumbing");
      await page.locator("#trading-name").getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").getByText("Business name: Joe's Plumbing").waitFor();
      await page.locator("#bank summary").click();
      await page.getByLabel("Sort code").fill("20-00-00");
      await page.getByLabel("Account number").fill("12345678");
      await page.locator("#bank").getByRole("button", { name: "Save" }).click();
      await page.getByText("The question is in your chat").waitFor();
      await pressIn(product.url, chat, "Change bank details to ••••5678");
      await until(async () => (await heard(chat)).includes("Done. Bank: account ••••5678."));
      await page.getByRole("link", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Bills (CSV)" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("justpayme-bills.csv");
      expect(readFileSync(await download.path(), "utf8")).toContain('"Acme"');
      await until(async () => (await heard(chat)).includes("Downloaded from your pages: bills.csv."));
      await page.context().close();
    },
    journeyMs,
  );

  it.each(places)(
    "to Xero: connected, edited there, mine kept and theirs taken, ended, on %s",
    async (_, options) => {
      // Books of its own: an organisation answers so many calls in a minute and no more.
      const own = await startOwnProduct();
      try {
        await xeroJourney(own.url, options);
      } finally {
        await own.remove();
      }
    },
    journeyMs,
  );

  async function xeroJourney(url: string, options: BrowserContextOptions): Promise<void> {
    const chat = "joe";
    await sayTo(url, chat, "help");
    const page = await come(options, chat, url);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Connect Xero" }).click();
    await connectXero(url, page, chat);
    await page.goto(`${url}/settings`);
    await page.getByText("Practice Books").first().waitFor();
    await sayTo(url, chat, "bill Acme £230");
    await until(async () => {
      await page.goto(`${url}/bills`);
      return await page.getByText("Synced with Xero").isVisible();
    });
    await page.getByRole("link", { name: "Acme" }).click();
    const bill = page.url();
    const number = `JPM-${(bill.split("/").at(-1) ?? "").padStart(4, "0")}`;
    const editThere = async (total: string) => {
      await page.goto(`${url}/sandbox/xero`);
      await page.locator(`#${number} input[name=total]`).fill(total);
      await page.locator(`#${number}`).getByRole("button", { name: "Save" }).click();
      await until(async () => {
        await page.goto(bill);
        return await page.getByRole("button", { name: "Keep mine" }).isVisible();
      });
    };
    await editThere("250");
    await page.getByRole("button", { name: "Keep mine" }).click();
    await until(async () => {
      await page.goto(bill);
      return await page.getByText("Synced with Xero").first().isVisible();
    });
    await editThere("260");
    await page.getByRole("button", { name: "Use Xero's" }).click();
    await until(async () => {
      await page.goto(bill);
      return await page.getByText("£260").first().isVisible();
    });
    await page.goto(`${url}/settings`);
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.getByText("The question is in your chat").waitFor();
    await pressIn(url, chat, "Disconnect Practice Books");
    await until(async () => {
      await page.goto(bill);
      return await page.getByText("No longer syncing").first().isVisible();
    });
    await page.context().close();
  }
});
