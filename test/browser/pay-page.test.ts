import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { startMs, withChromium } from "./with-chromium.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A machine that does much else is given time. */
const slow = { timeout: 30_000 };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

withChromium("a client", () => {
  let product: Product;
  let browser: Browser;
  const folder = tempFolder();
  beforeAll(async () => {
    product = await startProduct({
      env: { DATABASE_URL: `file:${folder.path}/test.db`, LOG_LEVEL: "silent" },
    });
    browser = await launchChromium();
  }, startMs);
  afterAll(async () => {
    await browser.close();
    await product.kill();
    folder.remove();
  });

  async function says(chat: string, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const n = await product.say(chat, text);
      await product.until(chat, (it) => it.from === "bot" && it.n > n);
    }
  }

  async function presses(chat: string, label: string): Promise<void> {
    const choice = (await product.items(chat))
      .flatMap((it) => it.choices)
      .findLast((it) => it.label.startsWith(label));
    await product.post(`/local/chats/${chat}/messages`, { choice: choice?.token });
  }

  async function payUrl(chat: string, bill: number): Promise<string> {
    const n = await product.say(chat, `show bill ${bill}`);
    const { text } = await product.until(chat, (it) => it.n > n && it.text.includes("Pay page: "));
    return /Pay page: (\S+)/.exec(text)?.[1] ?? "";
  }

  async function open(url: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: true,
      colorScheme,
    });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe);
    const found = (await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((it) => it.violations)",
    )) as readonly Violation[];
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(" ")}`);
  }

  async function takesCards(chat: string): Promise<void> {
    const n = await product.say(chat, "take cards");
    const { text } = await product.until(chat, (it) => it.n > n && it.text.includes("/connect/stripe/"));
    const page = await open(/http\S+connect\/stripe\/[\w-]+/.exec(text)?.[0] ?? "");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByText("Card payments are on").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }

  it("reads, pays by card and is thanked, and the trader is told", async () => {
    const chat = "joe";
    await says(
      chat,
      "my business is Joe's Plumbing",
      "my name is Joe Smith",
      "my bank details are 20-00-00 12345678",
    );
    await presses(chat, "Change bank details");
    await says(chat, "bill Mrs Patel boiler service 85, parts 42.50 due Friday");
    await takesCards(chat);
    const url = await payUrl(chat, 1);
    for (const light of ["light", "dark"] as const) {
      const page = await open(url, light);
      await expect
        .poll(async () => {
          await page.reload();
          return await page.getByRole("link", { name: "Pay £127.50 by card" }).count();
        }, slow)
        .toBe(1);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await page.context().close();
    }
    const page = await open(url);
    expect(await page.getByText("20-00-00").isVisible()).toBe(true);
    await page.getByRole("link", { name: "Pay £127.50 by card" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Pay with a card that is declined" }).click();
    await page.getByText("Your card was declined").waitFor();
    await page.getByRole("button", { name: "Pay £127.50 by card" }).click();
    await page.waitForURL(/\/pay\//);
    await product.until(chat, (it) => it.text.startsWith("Mrs Patel paid £127.50 — "));
    await page.goto(url);
    await page.getByText(/^Paid on .* Thank you from Joe's Plumbing\.$/).waitFor();
    expect(await page.getByRole("link", { name: /by card/ }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it("sees at once what became of a bill, in every state, without scripts", async () => {
    const chat = "amy";
    await says(chat, "bill Acme £230");
    await takesCards(chat);
    const url = await payUrl(chat, 1);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    const sees = async (text: string | RegExp) => {
      await page.goto(url);
      await page.getByText(text).first().waitFor({ timeout: 5000 });
    };
    await sees("£230");
    await says(chat, "make that 250");
    await sees("£250");
    await says(chat, "got 50 off Acme");
    await sees("£50 of £250 is paid. Thank you.");
    await expect
      .poll(async () => {
        await page.goto(url);
        return await page.getByRole("link", { name: "Pay £200 by card" }).count();
      }, slow)
      .toBe(1);
    await page.getByRole("link", { name: "Pay £200 by card" }).click();
    await page.getByRole("button", { name: "Pay by Bacs debit" }).click();
    const practice = page.url();
    await expect
      .poll(async () => {
        await page.goto(url);
        return await page.getByText("Your payment is on its way.").count();
      }, slow)
      .toBe(1);
    await page.goto(practice);
    await page.getByRole("button", { name: "The bank refuses" }).click();
    await product.until(chat, (it) => it.text.startsWith("Acme's bank refused the £200 for bill 1."));
    await sees("£50 of £250 is paid. Thank you.");
    await says(chat, "write off bill 1");
    await sees("This bill is closed.");
    await says(chat, "bill Acme £10", "cancel bill 2");
    await page.goto(await payUrl(chat, 2));
    await page.getByText("This bill was cancelled.").waitFor();
    await context.close();
  }, 120_000);
});
