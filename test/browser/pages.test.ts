import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { phone, wide } from "./open-chat.ts";
import { axeFindings, comeIn, heardIn, linkFor, sayTo, sticksOut } from "./open-pages.ts";
import { type OwnProduct, startOwnProduct } from "./own-product.ts";
import { startMs, withChromium } from "./with-chromium.ts";

withChromium("the trader's pages in a browser", () => {
  let product: OwnProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startOwnProduct(), launchChromium()]);
    for (const text of [
      "my name is Joe Smith",
      "bill Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Council £1,234.56",
      "Mrs Patel £85 boiler service due Friday",
      "bill Acme labour 200, materials 85.40",
      "bill Dave 40",
      "Dave paid",
    ])
      await sayTo(product.url, "me", text);
  }, startMs);
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  async function visit(
    options: BrowserContextOptions,
    chat = "me",
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await comeIn(page, product.url, chat);
    return { page, complaints };
  }

  it.each([
    ["a phone", phone, true],
    ["a phone without scripts", phone, false],
    ["a desk", wide, true],
    ["a desk without scripts", wide, false],
  ])("carries a bill from new to paid and back on %s", async (name, size, javaScriptEnabled) => {
    const chat = name.replaceAll(" ", "-");
    await sayTo(product.url, chat, "help");
    const { page, complaints } = await visit({ ...size, javaScriptEnabled }, chat);
    await page.getByRole("link", { name: "New bill" }).click();
    await page.getByLabel("Client").fill("Jo Bloggs");
    await page.getByLabel("What for", { exact: true }).fill("Tiling");
    await page.getByLabel("Price each", { exact: true }).fill("230");
    await page.getByLabel(/^Cash/).check();
    expect(await page.getByLabel("Also create in Xero").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Make the bill" }).click();
    await page.getByText("Billed Jo Bloggs £230 — bill 1").waitFor();
    await page.getByText("Record a payment").click();
    await page.getByRole("button", { name: "Record it" }).click();
    await page
      .getByRole("status")
      .getByText(/Jo Bloggs paid £230/)
      .waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone: the £230 is off bill 1").waitFor();
    await page.getByRole("link", { name: "Clients" }).click();
    await page.getByRole("link", { name: "Jo Bloggs" }).click();
    await page.getByRole("link", { name: "bill 1" }).click();
    expect((await heardIn(product.url, chat)).map(({ text }) => text).join("\n")).toContain(
      "Undone: the £230",
    );
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByText("You are logged out").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("is made for everybody: axe finds nothing on any page, in the light and in the dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await visit({ ...phone, colorScheme });
      const paths = [
        "/bills", "/bills?show=paid", "/bills?show=all&find=nobody", "/bills/1", "/bills/4", "/bills/new",
        "/clients", "/clients/new", "/settings", "/export", "/help", "/help/reminders", "/help/when-something-fails",
        "/bills/99",
      ]; // biome-ignore format: a list
      for (const path of paths) {
        await page.goto(product.url + path);
        expect(await axeFindings(page), `${path} in the ${colorScheme}`).toEqual([]);
      }
      await page.goto(`${product.url}/clients`);
      await page.getByRole("link", { name: "Acme" }).click();
      expect(await axeFindings(page)).toEqual([]);
      await page.goto(await linkFor(product.url, "me"));
      expect(await axeFindings(page)).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  it("fits a small phone, with words at twice their size", async () => {
    const { page } = await visit({ viewport: { width: 320, height: 640 } });
    for (const path of [
      "/bills",
      "/bills/1",
      "/bills/new",
      "/clients",
      "/settings",
      "/help/sync-settings",
      "/export",
    ]) {
      await page.goto(product.url + path);
      await page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
      expect(await sticksOut(page), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.evaluate(`document.documentElement.style.fontSize = "200%"`);
      expect(await sticksOut(page), `${path} at twice the size`).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
    }
    await page.context().close();
  }, 60_000);

  it("is filled in by the keyboard alone, in the order it is seen", async () => {
    const { page } = await visit(wide);
    await page.goto(`${product.url}/bills/new`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the page");
    const order: string[] = [];
    for (let step = 0; step < 22; step += 1) {
      await page.keyboard.press("Tab");
      order.push(
        String(await page.evaluate("document.activeElement.name ?? document.activeElement.textContent")),
      );
    }
    const wanted = ["client", "what1", "count1", "amount1", "due", "reference", "method", "xero"];
    expect([...new Set(order.filter((it) => wanted.includes(it)))]).toEqual(wanted);
    await page.context().close();
  });

  it("asks for a page and one sheet, and the sheet only once", async () => {
    const { page } = await visit(phone);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${product.url}/clients`);
    await page.goto(`${product.url}/settings`);
    const fromServer = asked.filter((path) => !path.startsWith("image/"));
    expect(fromServer.filter((path) => path.startsWith("/page/")).length).toBeLessThanOrEqual(2);
    expect(fromServer.filter((path) => !path.startsWith("/page/"))).toEqual(["/clients", "/settings"]);
    await page.context().close();
  });

  it("shows the picture of what is owed in the chat, with words for who cannot see it", async () => {
    const context = await browser.newContext({ ...phone, locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(`${product.url}/?chat=me`);
    await page.locator("#state[data-state=here]").waitFor();
    await page.locator("#words").fill("who owes me");
    await page.keyboard.press("Enter");
    const picture = page.locator("img.picture").last();
    await picture.waitFor();
    await expect
      .poll(() => page.evaluate(`document.querySelector("img.picture").naturalWidth`), { timeout: 10_000 })
      .toBeGreaterThan(500);
    expect(await picture.getAttribute("alt")).toMatch(/^What you are owed, by client: £/);
    await context.close();
  });
});
