import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { weakTexts } from "./contrast.ts";
import { closeChats, expectBubbles, openChat, wide } from "./open-chat.ts";
import { type ScriptedChat, startScriptedChat } from "./scripted-chat.ts";
import { startMs, withChromium } from "./with-chromium.ts";

const small = { viewport: { width: 360, height: 640 } };

withChromium("what the chat page looks like", () => {
  let browser: Browser;
  let bot: ScriptedChat;
  beforeAll(async () => {
    browser = await launchChromium();
  }, startMs);
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = await startScriptedChat();
  });
  afterEach(async () => {
    await closeChats();
    await bot.close();
  });

  it("keeps hostile text harmless and in its bubble on a small phone", async () => {
    const hostile = [
      `<img src=x onerror="document.title='owned'"> <script>document.title='owned'</script>`,
      "\u202Edesrever si siht\u202C and \u2066more\nthe next line reads on",
      `${"Llanfair".repeat(60)}`,
      "javascript:alert(1) data:text/html,<b>x</b> file:///etc/passwd",
      "pay at https://pay.example/\u202Emoc.live and (https://a.example/b).",
      `${"👩‍👩‍👧‍👦".repeat(80)}`,
      "Z̷̢̛͎̯̺̗̙̏a̵̧̛̲̞l̶g̷o".repeat(20),
    ];
    for (const text of hostile) {
      bot.hear(text);
      bot.say(text, [
        { label: text.slice(0, 90), token: "t" },
        { label: "Run", url: "javascript:alert(1)" },
        { label: "Open", url: "https://xero.example/a" },
      ]);
    }
    bot.mails.push({
      to: hostile[0] ?? "",
      from: "",
      subject: hostile[2] ?? "",
      text: hostile.join("\n"),
      html: "",
      at: "x",
    });
    for (const size of [small, wide]) {
      const { page, complaints } = await openChat(
        browser,
        `${bot.url}/?chat=${encodeURIComponent(hostile[1] ?? "")}`,
        size,
      );
      await page.locator(".message").last().waitFor();
      expect(await page.title()).toBe("JustPayMe");
      expect(await page.locator("#messages img, #messages script, #mails script").count()).toBe(0);
      const links = await page.locator("a").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
      expect(links.every((href) => href !== null && /^https:\/\//.test(href))).toBe(true);
      expect(links).toContain("https://pay.example/");
      expect(links).toContain("https://a.example/b");
      expect(await page.getByText("Run", { exact: true }).count()).toBe(0);
      expect(await overflowing(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  it("keeps the time of a message clear of its words, whichever way they run", async () => {
    for (const text of ["short", "مرحبا bill Acme £230", "one\nمرحبا", "long ".repeat(30)]) bot.say(text);
    const { page } = await openChat(browser, bot.url, small);
    await page.locator(".message").nth(3).waitFor();
    const covered = await page.evaluate(`[...document.querySelectorAll(".bubble")].filter((bubble) => {
      const time = bubble.querySelector(".meta").getBoundingClientRect();
      const room = bubble.querySelector(".room").getBoundingClientRect();
      return Math.abs(time.left - room.left) > 2 && time.top < room.bottom - 2 && !bubble.textContent.startsWith("JustPayMe: long");
    }).map((bubble) => bubble.textContent)`);
    expect(covered).toEqual([]);
  });

  it("keeps the lines of a text, and lets none reach beyond its bubble", async () => {
    const { page, say } = await openChat(browser, bot.url, small);
    await page.locator("#words").fill("one\n\n  two");
    await page.keyboard.press("Enter");
    await say("a b c ".repeat(400));
    await expectBubbles(page, ["trader: one\n\n  two", `trader: ${"a b c ".repeat(400).trim()}`]);
    expect(await overflowing(page)).toEqual([]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`can be read by everyone in the ${colorScheme}`, async () => {
      fill(bot);
      const { page, say } = await openChat(browser, bot.url, { ...wide, colorScheme });
      await page.locator("summary").click();
      await page.locator("#now:not(:empty)").waitFor();
      expect(await weakTexts(page)).toEqual([]);
      await page.route("**/messages**", (route) => route.abort());
      await say("bill Acme £230");
      await page.getByText("Not sent yet.").waitFor();
      expect(await weakTexts(page)).toEqual([]);
      await page.locator("#person").click();
      await page.locator("#people[open]").waitFor();
      expect(await weakTexts(page)).toEqual([]);
    });
  }

  it("fits its words at twice the size", async () => {
    fill(bot);
    const { page } = await openChat(browser, bot.url, small);
    await page.evaluate(`document.documentElement.style.fontSize = "200%"`);
    expect(await overflowing(page)).toEqual([]);
    expect(await page.locator("#words").isVisible()).toBe(true);
  });

  it("names every control, and takes the keyboard through them in the order they are seen", async () => {
    fill(bot);
    const { page } = await openChat(browser, bot.url, wide);
    await page.locator("#now:not(:empty)").waitFor();
    const named = await page.locator("button:visible, textarea:visible, a:visible, summary:visible").all();
    for (const control of named) {
      const snapshot = await control.ariaSnapshot();
      expect(snapshot).toMatch(/^- \w+ ".+"|^- (?:text|group|link)/);
    }
    const log = page.getByRole("log", { name: "Conversation" });
    expect(await log.getAttribute("aria-live")).toBe("polite");
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("JustPayMe");
    expect(await page.locator("html").getAttribute("lang")).toBe("en-GB");

    await page.locator("#person").focus();
    const order: string[] = [];
    for (let step = 0; step < 20; step++) {
      order.push(String(await page.evaluate(nameOfFocus)));
      await page.keyboard.press("Tab");
    }
    const wanted = ["person", "log", "Yes", "No", "words", "send", "1 day", "3 days", "1 week"];
    expect(order.filter((it) => wanted.includes(it)).slice(0, wanted.length)).toEqual(wanted);
  });

  it("shows where the keyboard is", async () => {
    fill(bot);
    const { page } = await openChat(browser, bot.url);
    await page.locator("#words").focus();
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press("Shift+Tab");
      expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe("solid");
    }
  });

  it("keeps still for whoever wants no motion", async () => {
    const { page, say } = await openChat(browser, bot.url, { ...small, reducedMotion: "reduce" });
    const release = bot.hold();
    await say("help");
    await page.locator("#typing").waitFor();
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    release();
  });

  it("lets a finger hit what it aims at", async () => {
    fill(bot);
    const { page } = await openChat(browser, bot.url, { ...small, hasTouch: true });
    for (const control of await page.locator("button:visible").all()) {
      const box = await control.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(40);
    }
  });

  it("says so where scripts are switched off", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(bot.url);
    expect(await page.locator("noscript p").innerText()).toContain("This chat needs JavaScript");
    expect(await page.locator("#words").isVisible()).toBe(false);
    await context.close();
  });
});

/** A conversation with everything in it. */
function fill(bot: ScriptedChat): void {
  bot.hear("bill Acme £230");
  const card = bot.say("Billed Acme £230 — bill 1, due Sun 6 Dec 2026.", [
    { label: "Undo", token: "t-undo" },
  ]);
  bot.hear("[Undo]");
  bot.say("Acme £230 — bill 1, due Sun 6 Dec 2026.\nPaid\n• parts: £30", [], card);
  bot.hear("see https://a.example");
  bot.say("Bill Jo £300? https://b.example", [
    { label: "Yes", token: "t-yes" },
    { label: "No", token: "t-no" },
  ]);
  bot.mails.push({
    to: "a@b.test",
    from: "c@d.test",
    subject: "Bill",
    text: "https://e.example",
    html: "",
    at: "2026-11-22T09:00:00Z",
  });
}

/** What sticks out of the page or of its own bubble. */
async function overflowing(page: Page): Promise<unknown> {
  return await page.evaluate(`(() => {
    const wide = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll(".stage, .top, #log, .bubble, .choices > *, .composer, .mail, .person, .chip")]
      .filter((it) => it.checkVisibility() && it.closest(".suggestions") === null)
      .filter((it) => it.getBoundingClientRect().right > wide + 0.5 || it.scrollWidth > it.clientWidth + 1);
    const moved = [document.scrollingElement, document.getElementById("log")].filter((it) => it.scrollWidth > it.clientWidth);
    return [...out, ...moved].map((it) => it.outerHTML.slice(0, 120));
  })()`);
}

const nameOfFocus = `document.activeElement.id || document.activeElement.innerText`;
