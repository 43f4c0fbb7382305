import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { bubbles, closeChats, eventually, expectBubbles, openChat } from "./open-chat.ts";
import { type OwnProduct, startOwnProduct } from "./own-product.ts";
import { startMs, withChromium } from "./with-chromium.ts";

const first = "bill Acme £230";
const billed = /^bot: Billed Acme £230 — bill 1, due \w{3} \d+ \w{3} \d{4}\./;
const asCard = /^bot: Acme £230 — bill 1, due .*\nPaid/;

withChromium("the chat page on the product", () => {
  let product: OwnProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startOwnProduct(), launchChromium()]);
  }, startMs);
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  afterEach(closeChats);

  it("makes a newcomer's first bill by one tap on a suggestion, which is then gone", async () => {
    const { page, complaints } = await openChat(browser, product.url);
    await page.locator("#welcome").waitFor();
    await page.getByRole("button", { name: first }).click();
    await expectBubbles(page, [`trader: ${first}`, expect.stringMatching(billed)]);
    expect(await page.getByRole("button", { name: first }).count()).toBe(0);
    expect(await page.locator("#welcome").isHidden()).toBe(true);
    expect(await page.locator("#words:focus").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("takes the first message by the keyboard alone", async () => {
    const { page, complaints } = await openChat(browser, `${product.url}/?chat=keys`);
    await page.keyboard.type(first);
    await page.keyboard.press("Enter");
    await expectBubbles(page, [`trader: ${first}`, expect.stringMatching(billed)]);
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("#words").inputValue()).toBe(first);
    await page.keyboard.press("Escape");
    expect(await page.locator("#words").inputValue()).toBe("");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two");
    expect(await page.locator("#words").inputValue()).toBe("one\ntwo");
    expect(complaints).toEqual([]);
  });

  it("brings a bill's card up to date in its place when the money comes", async () => {
    const { page, say } = await openChat(browser, `${product.url}/?chat=cards`);
    await say(first);
    await expect.poll(async () => (await bubbles(page)).length, eventually).toBe(2);
    await say("Acme paid");
    await expectBubbles(page, [
      `trader: ${first}`,
      expect.stringMatching(asCard),
      "trader: Acme paid",
      expect.stringMatching(/^bot: Acme paid £230 — /),
    ]);
  });

  it("undoes by a button, which is then used up, also after a reload", async () => {
    const { page, say } = await openChat(browser, `${product.url}/?chat=regret`);
    await say(first);
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.click();
    await page.locator(".message.pressed").waitFor();
    await expect.poll(async () => (await bubbles(page)).join("\n"), eventually).toContain("Undone: bill 1");
    await page.reload();
    await expect.poll(async () => (await bubbles(page)).length, eventually).toBeGreaterThan(2);
    for (const used of await undo.all()) expect(await used.getAttribute("aria-disabled")).toBe("true");
  });

  it("shows the same conversation after a reload, to the same person only", async () => {
    const { page, say } = await openChat(browser, `${product.url}/?chat=reader`);
    await say(first);
    await expect.poll(async () => (await bubbles(page)).length, eventually).toBe(2);
    const before = await bubbles(page);
    await page.reload();
    await expectBubbles(page, before);
    await page.getByRole("button", { name: /^You are reader/ }).click();
    await page.getByLabel("Name").fill("somebody else");
    await page.getByRole("button", { name: "Change" }).click();
    await page.locator("#welcome").waitFor();
    expect(await bubbles(page)).toEqual([]);
    await page.goto(product.url);
    await page.getByRole("button", { name: /^You are somebody else/ }).waitFor();
  });

  it("loses nothing and says it once when the server dies under a message", async () => {
    const { page } = await openChat(browser, `${product.url}/?chat=outage`);
    await page.keyboard.type("bill Acme");
    await product.kill();
    await page.locator("#state[data-state=away]").waitFor();
    await page.keyboard.type(" £230");
    await page.keyboard.press("Enter");
    await page.getByText("Not sent yet.").waitFor();
    await page.keyboard.type("who ow");
    await product.restart();
    await page.locator("#state[data-state=here]").waitFor({ timeout: 20_000 });
    await expectBubbles(page, [`trader: ${first}`, expect.stringMatching(billed)]);
    expect(await page.locator("#words").inputValue()).toBe("who ow");
  }, 40_000);

  it("keeps what was typed and what was sent across a reload while the server is away", async () => {
    const { page, say } = await openChat(browser, `${product.url}/?chat=reloaded`);
    // The page itself comes from the server: only its messages are cut off here.
    await page.route("**/local/chats/**", (route) => route.abort());
    await say(first);
    await page.getByText("Not sent yet.").waitFor();
    await page.locator("#words").fill("half a thou");
    await page.reload();
    await page.getByText("Not sent yet.").waitFor();
    expect(await page.locator("#words").inputValue()).toBe("half a thou");
    await page.unroute("**/local/chats/**");
    await expectBubbles(page, [`trader: ${first}`, expect.stringMatching(billed)]);
  }, 40_000);
});
