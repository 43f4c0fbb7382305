import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "../../../src/desk/wording/phrases.ts";
import type { Receive } from "../../../src/ports.ts";
import { releaseLease, takeLease } from "../../../src/store/leases.ts";
import { until } from "../../helpers/until.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";

/** Nothing that Telegram hands over is acknowledged before it is stored, whatever happens in between. */
// Real waits: a poll that is held open, a pause that Telegram asked for, a slow machine.
vi.setConfig({ testTimeout: 30_000 });
let bot: Bot;
const start = async (options: BotOptions = {}) => {
  bot = await startBot(options);
  return bot.api.person(1001, "Anna");
};
afterEach(() => bot.close());
const traderSaid = async (chat: number) =>
  (await bot.transcript(chat)).filter((it) => it.sender === "trader").map((it) => it.text);

/** Fails as a store does that has gone away, the first so many times. */
const failing =
  (times: number, only: (text: string) => boolean = () => true) =>
  (receive: Receive): Receive => {
    let left = times;
    return async (inbound) => {
      if (left > 0 && inbound.kind === "text" && only(inbound.text)) {
        left -= 1;
        throw new Error("the disk is full");
      }
      return await receive(inbound);
    };
  };

describe("polling", () => {
  it("hands over again after a restart what was not stored, and deals with it once", async () => {
    const anna = await start({ meddle: () => () => Promise.reject(new Error("not stored")) });
    anna.says("hello");
    await until(() => bot.api.calls("getUpdates").length > 3);
    expect(bot.api.state.updates).toHaveLength(1);
    expect(anna.hears()).toEqual([]);
    await bot.restart();
    await until(() => anna.hears().length === 1);
    expect(await traderSaid(anna.id)).toEqual(["hello"]);
  });

  it("deals once with what was stored and not confirmed", async () => {
    const anna = await start();
    await until(() => bot.api.calls("getUpdates").length > 0);
    bot.api.fault("getUpdates", { kind: "drop-answer", times: 1 });
    anna.says("bill Acme £230");
    const updates = [...bot.api.state.updates];
    expect(updates).toHaveLength(1);
    await until(() => anna.hears().length === 1);
    // As though it had ended before the next poll could confirm it: Telegram hands it over once more.
    await bot.stop();
    bot.api.state.updates = updates;
    await bot.restart();
    await until(() => bot.api.state.updates.length === 0);
    anna.says("who owes me");
    await until(() => anna.hears().length === 2);
    expect(anna.hears()[1]).not.toContain("bill 2");
  });

  it("stores after a failure of the store what came meanwhile, in order", async () => {
    const anna = await start({ meddle: failing(2) });
    anna.says("one");
    anna.says("two");
    await until(() => anna.hears().length === 2);
    expect(await traderSaid(anna.id)).toEqual(["one", "two"]);
    expect(bot.logged.join()).not.toContain("disk is full");
  });

  it("is not stopped by an update that the store will not take", async () => {
    const anna = await start({ meddle: failing(Number.POSITIVE_INFINITY, (text) => text === "poison") });
    anna.says("poison");
    anna.says("hello");
    await until(() => anna.hears().length === 2);
    expect(anna.hears()[0]).toBe(plain.unsupported);
    expect(await traderSaid(anna.id)).toEqual(["[unreadable]", "hello"]);
  });

  it("is not stopped by an update that is nothing we know", async () => {
    const anna = await start();
    const strange = [{ update_id: 499_000 }, { update_id: 499_001, message: { text: 7 } }];
    bot.api.state.updates.push(...strange);
    anna.says("hello");
    await until(() => anna.hears().length === 1 && bot.api.state.updates.length === 0);
  });

  it("takes updates whose numbers begin again lower, after a quiet time", async () => {
    const anna = await start();
    anna.says("one");
    await until(() => anna.hears().length === 1);
    const polls = bot.api.calls("getUpdates").length;
    // An empty poll has come back and the next begun: the numbers may be anything now.
    await until(() => bot.api.calls("getUpdates").length >= polls + 2, "two empty polls");
    bot.api.jumpTo(17);
    anna.says("two");
    await until(() => anna.hears().length === 2);
  });

  it("waits out another poller, and says so once", async () => {
    const anna = await start();
    await until(() => bot.api.calls("getUpdates").length > 0);
    bot.api.fault("getUpdates", { kind: "refuse", code: 409, times: 4 });
    bot.api.state.added();
    await until(() => bot.api.calls("getUpdates").filter((it) => it.status === 409).length === 4);
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    expect(bot.logged.filter((it) => it.includes("somebody else polls"))).toHaveLength(1);
  });

  it("removes a webhook that was set, before the first poll and whenever it is in the way", async () => {
    const anna = await start();
    await until(() => bot.api.calls("getUpdates").length > 0);
    expect(bot.api.state.calls.findIndex((it) => it.method === "deleteWebhook")).toBeLessThan(
      bot.api.state.calls.findIndex((it) => it.method === "getUpdates"),
    );
    bot.api.state.webhook = { url: "https://elsewhere.example/", secret: "" };
    bot.api.state.added();
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    expect(bot.api.state.webhook).toBeNull();
  });

  it("goes on when Telegram was away, and waits as long as it says", async () => {
    const anna = await start();
    await until(() => bot.api.calls("getUpdates").length > 0);
    bot.api.fault("getUpdates", { kind: "refuse", code: 502, times: 3 });
    bot.api.flood(200);
    bot.api.state.added();
    anna.says("hello");
    await until(() => anna.hears().length === 1);
  });

  it("is done by one process at a time, and by the next when that one has gone", async () => {
    const until0 = (ms: number) => new Date(Date.now() + ms);
    const hold = (name: string) => ({
      take: () =>
        bot.store.transaction((tx) =>
          takeLease(tx, { name: "poll", holder: name, until: until0(60_000) }, new Date()),
        ),
      release: () => bot.store.transaction((tx) => releaseLease(tx, "poll", name)),
    });
    const anna = await start();
    await hold("first").take();
    await bot.restart({ lease: hold("second") });
    const polls = bot.api.calls("getUpdates").length;
    anna.says("hello");
    await until(() => bot.logged.some((it) => it.includes("another process polls")));
    expect(bot.api.calls("getUpdates")).toHaveLength(polls);
    await hold("first").release();
    await until(() => anna.hears().length === 1);
    expect(await hold("first").take()).toBe(false);
  });

  it("puts up the menu where it is not there, and leaves it where it is", async () => {
    await start();
    await until(() => bot.api.state.commands.length > 0);
    await bot.restart();
    await until(() => bot.api.calls("getMyCommands").length === 2);
    await until(() => bot.logged.some((it) => it.includes('"menu":"kept"')));
    expect(bot.api.calls("setMyCommands")).toHaveLength(1);
  });

  it("stops at once, in the middle of a poll", async () => {
    await start();
    await until(() => bot.api.calls("getUpdates").length > 0);
    const before = Date.now();
    await bot.stop();
    expect(Date.now() - before).toBeLessThan(1_000);
  });
});

describe("the webhook", () => {
  const push = (body: string, secret: string | null = "open-sesame") =>
    fetch(`${bot.url}/webhooks/telegram`, {
      method: "POST",
      body,
      headers: secret === null ? {} : { "x-telegram-bot-api-secret-token": secret },
    }).then((response) => response.status);
  const update = (id: number, text: string) => {
    const from = { id: 1001, is_bot: false, first_name: "Anna" };
    const chat = { id: 1001, type: "private", first_name: "Anna" };
    return JSON.stringify({ update_id: id, message: { message_id: id, date: 1, chat, from, text } });
  };
  const pushed = { webhookSecret: "open-sesame" };

  it("is announced with its secret and the kinds of update we read", async () => {
    await start(pushed);
    await until(() => bot.api.calls("setWebhook").length === 1);
    expect(bot.api.calls("setWebhook")[0]?.params).toEqual({
      url: `${bot.url}/webhooks/telegram`,
      secret_token: "open-sesame",
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    });
    expect(bot.api.calls("getUpdates")).toEqual([]);
  });

  it("refuses without the secret, whatever the body", async () => {
    const anna = await start(pushed);
    for (const secret of [null, "", "open-sesam", "open-sesame2", "OPEN-SESAME"]) {
      expect(await push(update(1, "hello"), secret)).toBe(401);
      expect(await push("x".repeat(2_000_000), secret).catch(() => 401)).toBe(401);
    }
    expect(await bot.transcript(anna.id)).toEqual([]);
  });

  it("answers 400 to what is no JSON, 413 to too much, 200 to what it does not know", async () => {
    await start(pushed);
    expect(await push("{")).toBe(400);
    expect(await push("7")).toBe(400);
    expect(await push(`{"update_id":1,"x":"${"x".repeat(1_100_000)}"}`)).toBe(413);
    expect(await push('{"update_id":1,"something_new":{}}')).toBe(200);
  });

  it("takes the same update twice and deals with it once", async () => {
    const anna = await start(pushed);
    anna.starts();
    await until(() => anna.hears().length === 1);
    const both = [update(1, "bill Acme £230"), update(1, "bill Acme £230")].map((it) => push(it));
    expect(await Promise.all(both)).toEqual([200, 200]);
    expect(await push(update(1, "bill Acme £230"))).toBe(200);
    await until(() => anna.hears().length === 2);
    expect(await traderSaid(anna.id)).toEqual(["[start]", "bill Acme £230"]);
  });

  it("answers 503 while it cannot store, and Telegram pushes again until it can", async () => {
    const anna = await start({ ...pushed, meddle: failing(2) });
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    expect(await traderSaid(anna.id)).toEqual(["hello"]);
  });

  it("is not there while polling", async () => {
    await start();
    expect(await push(update(1, "hello"))).toBe(404);
  });
});
