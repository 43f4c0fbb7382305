import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { bubbles, closeChats, eventually, expectBubbles, openChat, wide } from "./open-chat.ts";
import { type ScriptedChat, startScriptedChat } from "./scripted-chat.ts";
import { startMs, withChromium } from "./with-chromium.ts";

withChromium("the chat page", () => {
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

  it("gives a newer version the place of the older one and its buttons the place of theirs", async () => {
    const { page, complaints } = await openChat(browser, bot.url);
    const card = bot.say("Billed Acme £230 — bill 1", [{ token: "t-undo", label: "Undo" }]);
    bot.say("Anything else?");
    await expectBubbles(page, ["bot: Billed Acme £230 — bill 1", "bot: Anything else?"]);
    bot.at("2026-11-23T10:05:00Z");
    const second = bot.say("Billed Acme £250 — bill 1", [{ token: "t-keep", label: "Keep" }], card);
    await expectBubbles(page, ["bot: Billed Acme £250 — bill 1", "bot: Anything else?"]);
    expect(await page.locator(".message.updated").count()).toBe(1);
    expect(await page.locator(".choices").allInnerTexts()).toEqual(["Keep"]);
    expect(await page.locator(".meta").first().innerText()).toBe("09:41 · updated Mon 23 Nov 10:05");
    bot.say("Acme £250 — bill 1\nPaid", [], second);
    await expectBubbles(page, ["bot: Acme £250 — bill 1\nPaid", "bot: Anything else?"]);
    expect(await page.locator(".choices").count()).toBe(0);
    await page.reload();
    await expectBubbles(page, ["bot: Acme £250 — bill 1\nPaid", "bot: Anything else?"]);
    expect(complaints).toEqual([]);
  });

  it("presses a button once, however often it is tapped, and shows that it is under way", async () => {
    const { page } = await openChat(browser, bot.url);
    bot.say("Bill Acme £300?", [
      { token: "t-yes", label: "Yes" },
      { token: "t-no", label: "No" },
    ]);
    const yes = page.getByRole("button", { name: "Yes" });
    const release = bot.hold();
    await yes.dblclick();
    await expect.poll(() => yes.getAttribute("aria-busy")).toBe("true");
    release();
    await expectBubbles(page, ["bot: Bill Acme £300?", "trader: Yes"]);
    await yes.click({ force: true });
    await page.getByRole("button", { name: "No" }).click({ force: true });
    await page.waitForTimeout(400);
    expect(bot.received.map((it) => it.kind === "choice" && it.token)).toEqual(["t-yes"]);
    expect(await yes.getAttribute("aria-disabled")).toBe("true");
  });

  it("sends one message for a double tap, in the order it was said", async () => {
    const { page } = await openChat(browser, bot.url);
    const release = bot.hold();
    await page.locator("#words").fill("first");
    await page.locator("#send").dblclick();
    await page.locator("#words").fill("second");
    await page.keyboard.press("Enter");
    await expectBubbles(page, ["trader: first", "trader: second"]);
    release();
    await expect.poll(() => bot.received.length, eventually).toBe(2);
    await expectBubbles(page, ["trader: first", "trader: second"]);
    expect(await page.locator("#outgoing .message").count()).toBe(0);
  });

  it("says a message once though its answer was lost on the way", async () => {
    const { page, say } = await openChat(browser, bot.url);
    bot.loseAnswers(2);
    await say("bill Acme £230");
    await page.locator("#state[data-state=away]").waitFor();
    await page.locator("#state[data-state=here]").waitFor();
    await expect.poll(() => page.locator("#outgoing .message").count(), eventually).toBe(0);
    await expectBubbles(page, ["trader: bill Acme £230"]);
    expect(bot.received.length).toBe(1);
  });

  it("offers what was refused or has grown old, to be sent or changed", async () => {
    const { page, say } = await openChat(browser, bot.url);
    const long = `bill Acme ${"x".repeat(70_000)}`;
    await say(long);
    await page.getByText("At most 64 kB").waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    expect(await page.locator("#words").inputValue()).toBe(long);
    await page.locator("#words").fill("");
    await page.evaluate(
      `localStorage.setItem("justpayme:out:me:0123456789abcdef", JSON.stringify({ text: "bill Old £1", atMs: Date.now() - 3600000 }))`,
    );
    await page.reload();
    await page.getByText("This was not sent. Still wanted?").waitFor();
    expect(bot.received).toEqual([]);
    await page.getByRole("button", { name: "Send now" }).click();
    await expectBubbles(page, ["trader: bill Old £1"]);
    await expect.poll(() => bot.received.length, eventually).toBe(1);
  });

  it("shows that an answer is being written until it is there", async () => {
    const { page, say } = await openChat(browser, bot.url);
    await say("help");
    await page.locator("#typing").waitFor();
    bot.say("I keep your bills.");
    await page.locator("#typing").waitFor({ state: "hidden" });
    await expectBubbles(page, ["trader: help", "bot: I keep your bills."]);
  });

  it("begins again where the server has a new history", async () => {
    const { page, say } = await openChat(browser, bot.url);
    bot.say("one");
    bot.say("two");
    await expectBubbles(page, ["bot: one", "bot: two"]);
    bot.forget();
    await say("bill Acme £230");
    await expectBubbles(page, ["trader: bill Acme £230"]);
  });

  it("leaves whoever reads further up alone, and shows a long history in parts", async () => {
    for (let n = 1; n <= 450; n++) bot.say(`message ${n}`);
    const { page } = await openChat(browser, bot.url);
    const shown = page.locator(".message:visible");
    expect(await shown.count()).toBe(200);
    await page.locator("#earlier").click();
    await page.locator("#earlier").click();
    expect(await shown.count()).toBe(450);
    expect(await page.locator("#earlier").isHidden()).toBe(true);
    await page.evaluate(`document.getElementById("log").scrollTop = 100`);
    bot.say("news");
    await page.locator("#newest").click();
    expect((await bubbles(page)).at(-1)).toBe("bot: news");
    await expect
      .poll(() =>
        page.evaluate(
          `(({ scrollHeight: h, scrollTop: t, clientHeight: c }) => h - t - c)(document.getElementById("log"))`,
        ),
      )
      .toBeLessThan(2);
  });

  it("parts the days as London has them", async () => {
    bot.at("2026-06-01T22:30:00Z");
    bot.say("before midnight");
    bot.at("2026-06-01T23:30:00Z");
    bot.say("after midnight");
    const { page } = await openChat(browser, bot.url, {
      viewport: { width: 390, height: 844 },
      timezoneId: "America/New_York",
    });
    expect(await page.locator(".day").allInnerTexts()).toEqual(["Mon 1 Jun 2026", "Tue 2 Jun 2026"]);
    expect(await page.locator(".meta").allInnerTexts()).toEqual(["23:30", "00:30"]);
  });

  it("shows beside the phone what clients were sent, as they see it, and skips days", async () => {
    const { page, complaints } = await openChat(browser, bot.url, wide);
    await page.getByText("No mail yet").waitFor();
    await expect.poll(() => page.locator("#now").innerText(), eventually).toMatch(/^Sun 22 Nov 2026, 09:41$/);
    const mail = { to: "ap@acme.test", from: "Jo <jo@example.test>", at: "2026-11-22T09:41:00Z" };
    bot.mails.push({
      ...mail,
      subject: "Bill 1",
      text: "£230 please: http://localhost:3000/pay/x",
      html: '<html><head></head><body><p>£230 <b>please</b></p><a href="/pay/x">See it</a></body></html>',
    });
    await page.getByRole("button", { name: "Skip 3 days" }).click();
    await expect.poll(() => page.locator("#now").innerText(), eventually).toMatch(/^Wed 25 Nov 2026, 09:41$/);
    await page.getByText("Bill 1", { exact: true }).click();
    const mailPage = page.frameLocator("details[open] iframe");
    expect(await mailPage.locator("p").innerText()).toBe("£230 please");
    expect(await mailPage.locator("base").getAttribute("target")).toBe("_blank");
    await page.getByText("As plain text").click();
    expect(await page.locator("details[open] .text").innerText()).toBe(
      "£230 please: http://localhost:3000/pay/x",
    );
    expect(await page.getByRole("link").getAttribute("href")).toBe("http://localhost:3000/pay/x");
    bot.mails.push({ ...mail, subject: "Reminder", text: "Still £230", html: "" });
    await page.getByText("Reminder", { exact: true }).waitFor();
    expect(await page.locator("details.mail[open]").count()).toBe(1);
    expect(await bubbles(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("lets nothing in a mail act", async () => {
    const { page } = await openChat(browser, bot.url, wide);
    const stopped: (string | undefined)[] = [];
    page.on("requestfailed", (request) => stopped.push(request.failure()?.errorText));
    const html = `<html><head></head><body><img src="https://evil.example/seen"><script>document.body.id = "run"; parent.document.title = "run"</script><p onclick="parent.document.title = 'run'">Hi</p></body></html>`;
    bot.mails.push({
      to: "a@b.test",
      from: "c@d.test",
      subject: "Odd",
      text: "Hi",
      html,
      at: "2026-11-22T09:41:00Z",
    });
    await page.getByText("Odd", { exact: true }).click();
    const shown = page.frameLocator("details[open] iframe");
    await shown.getByText("Hi").click();
    expect(await shown.locator("#run").count()).toBe(0);
    expect(await page.title()).toBe("JustPayMe");
    // The policy stopped the picture before it left.
    expect(stopped).toEqual(["csp"]);
  });

  it("has no clock, and does not speak of practice, where something outside is real", async () => {
    const real = await startScriptedChat({ practice: false });
    const { page } = await openChat(browser, real.url, wide);
    expect(await page.locator("#clock").count()).toBe(0);
    expect((await page.locator("body").innerText()).toLowerCase()).not.toContain("practice");
    await closeChats();
    await real.close();
  });
});
