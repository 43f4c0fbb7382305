import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "../../../src/desk/wording/phrases.ts";
import { until } from "../../helpers/until.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";

/** The product on Telegram, from the person's phone to the books and back. */
// Real waits: a poll that is held open, a pause that Telegram asked for, a slow machine.
vi.setConfig({ testTimeout: 30_000 });
let bot: Bot;
const start = async (options: BotOptions = {}) => {
  bot = await startBot(options);
  return { anna: bot.api.person(1001, "Anna"), bob: bot.api.person(1002, "Bob") };
};
afterEach(() => bot.close());

describe.each([
  ["polled", {}],
  ["pushed", { webhookSecret: "open-sesame" }],
])("a conversation on Telegram, %s", (_how, options) => {
  it("goes from the first bill to paid, on one card, with its menu", async () => {
    const { anna } = await start(options);
    anna.starts();
    await until(() => anna.hears().length === 1);
    anna.says("/bill Acme £230");
    await until(() => anna.hears().length === 2);
    expect(anna.hears()[1]).toContain("bill 1");
    expect(
      anna
        .sees()
        .at(-1)
        ?.buttons.map((it) => it.text),
    ).toEqual(["Undo"]);
    const card = anna.sees().at(-1)?.id ?? 0;
    anna.says("Acme paid", card);
    await until(() => anna.sees().find((it) => it.id === card)?.edits === 1);
    // The new version is written down once Telegram has answered.
    await until(async () => (await bot.transcript(anna.id)).at(-1)?.remoteId === String(card));
    await until(() => bot.api.state.commands.length === 5);
    expect(bot.api.calls("setMyCommands")).toHaveLength(1);
  });

  it("answers a press at once, and does what the button says once", async () => {
    const { anna } = await start(options);
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 1);
    const pressId = anna.presses("Undo");
    await until(() => bot.api.state.presses.get(pressId)?.answered === true);
    await until(() => anna.hears().length === 2);
    anna.says("undo");
    await until(() => anna.hears().length === 3);
    expect(anna.hears().at(-1)).toBe("There is nothing to undo.");
  });

  it("keeps each person's books to themselves", async () => {
    const { anna, bob } = await start(options);
    anna.says("bill Secret Client £999");
    bob.says("bill Acme £5");
    await until(() => anna.hears().length === 1 && bob.hears().length === 1);
    bob.says("who owes me");
    bob.says("show bill 1");
    bob.says("Secret Client paid");
    await until(() => bob.hears().length === 4);
    expect(bob.hears().join("\n").replaceAll("Secret Client paid", "")).not.toContain("999");
    // A button of another chat is nothing here, whoever forges the press.
    const token = anna.sees().at(-1)?.buttons[0]?.callback_data ?? "";
    const from = { id: bob.id, is_bot: false, first_name: "Bob" };
    const chat = { id: bob.id, type: "private", first_name: "Bob" };
    bot.api.state.presses.set("forged", { answered: false });
    bot.api.state.add("callback_query", {
      id: "forged",
      from,
      message: { message_id: 1, date: 1, chat },
      chat_instance: "1",
      data: token,
    });
    await until(() => bob.hears().length === 5);
    expect(bob.hears().at(-1)).toContain("That button has been used or has run out");
    anna.says("show bill 1");
    await until(() => anna.hears().length === 2);
    expect(anna.hears().at(-1)).toContain("£999");
  });

  it("changes the bill of a message that is edited, on its card, with an undo of its own", async () => {
    const { anna } = await start(options);
    const message = anna.says("bill Acme £230");
    await until(() => anna.hears().length === 1);
    const card = anna.sees().at(-1)?.id ?? 0;
    anna.edits(message, "bill Acme £250");
    await until(() => anna.hears().at(-1)?.startsWith("Changed £230 → £250.") ?? false);
    await until(
      () =>
        anna
          .sees()
          .find((it) => it.id === card)
          ?.text.includes("£250") ?? false,
    );
    anna.edits(message, "bill Acme £250 due friday");
    await until(() => anna.hears().at(-1)?.startsWith("Changed due ") ?? false);
    anna.presses("Undo");
    await until(() => anna.hears().at(-1)?.startsWith("Undone: ") ?? false);
    anna.says("who owes me");
    await until(() => anna.hears().at(-1)?.includes("Total owed: £250") ?? false);
    expect(anna.hears().at(-1)?.split("\n")).toHaveLength(2);
  });

  it("takes used buttons from under a message, and leaves those that still do something", async () => {
    const { anna } = await start(options);
    const labels = (id: number | undefined) =>
      anna
        .sees()
        .find((it) => it.id === id)
        ?.buttons.map((it) => it.text);
    anna.says("bill Acme 230 and Dave £40");
    await until(() => anna.hears().length === 1);
    const card = anna.sees().at(-1)?.id;
    expect(labels(card)).toEqual(["All", "Only 1", "Only 2", "None"]);
    anna.presses("Only 1");
    // The others wait on a card of their own now.
    await until(() => labels(card)?.length === 0);
    await until(() => anna.hears().length === 3);
    anna.says("Acme paid 100");
    await until(() => anna.hears().at(-1)?.startsWith("Acme paid £100") ?? false);
    const paid = anna.sees().at(-1)?.id;
    anna.presses("Undo");
    await until(() => labels(paid)?.length === 0);
  });

  it("hears a flood up to its limit, and says once what it has not taken", async () => {
    const { anna, bob } = await start(options);
    for (let at = 0; at < 180; at += 1) anna.says("who owes me");
    await until(() => anna.hears().at(-1)?.includes("more than I can take") ?? false);
    bob.says("who owes me");
    await until(() => bob.hears().length === 1);
    expect(anna.hears().filter((it) => it.includes("more than I can take"))).toHaveLength(1);
    expect(anna.hears().length).toBeGreaterThan(100);
    expect(anna.hears().length).toBeLessThan(170);
  });

  it("takes no order from a forward, a picture or a blank command", async () => {
    const { anna } = await start(options);
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    anna.forwards("bill Acme £230");
    anna.sends("voice");
    await until(() => anna.hears().length === 3);
    expect(anna.hears().slice(1)).toEqual([plain.forwarded, plain.unsupported]);
    anna.sends("photo", "album");
    anna.sends("photo", "album");
    anna.says("who owes me");
    await until(() => anna.hears().length === 5);
    expect(anna.hears()[3]).toBe(plain.unsupported);
    expect(anna.hears()[4]).not.toContain("£");
  });

  it("tells a group once where it can be talked to, and takes nothing from it", async () => {
    const { anna } = await start(options);
    const group = bot.api.group(-55, "Trade");
    group.adds(anna);
    group.says(anna, "bill Acme £230");
    group.says(anna, "bill Acme £230");
    anna.says("who owes me");
    await until(() => anna.hears().length === 1 && group.hears().length === 1);
    expect(group.hears()).toEqual([plain.group]);
    expect(anna.hears()[0]).not.toContain("230");
  });

  it("notices who blocked it, lets their messages rest, and is there when they come back", async () => {
    const { anna, bob } = await start(options);
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    anna.blocks();
    bob.says("hello");
    await until(() => bob.hears().length === 1);
    const blockedAt = () =>
      bot.store.read(async (tx) => {
        const rows = await tx.builder.select().from(tx.tables.conversations);
        return rows.find((row) => row.chat === String(anna.id))?.blockedAt ?? null;
      });
    expect(await blockedAt()).toBeInstanceOf(Date);
    anna.unblocks();
    await until(async () => (await blockedAt()) === null);
    anna.says("hello");
    await until(() => anna.hears().length === 2);
  });

  it("buries a message to somebody who blocks it in between, and goes on", async () => {
    const { anna, bob } = await start(options);
    anna.says("hello");
    anna.blocks();
    bob.says("hello");
    await until(() => bob.hears().length === 1);
    await until(async () => (await states()).includes("dead"));
    anna.unblocks();
    anna.says("hello again");
    await until(() => anna.hears().length === 1);
  });

  it("waits out a flood limit and then says everything, in order", async () => {
    const { anna } = await start(options);
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    bot.api.flood(1_000, anna.id);
    anna.says("bill Acme £1");
    anna.says("bill Acme £2");
    await until(() => anna.hears().length === 3);
    expect(anna.hears()[1]).toContain("£1 ");
    expect(anna.hears()[2]).toContain("£2 ");
    expect(bot.api.calls("sendMessage").filter((it) => it.status === 429).length).toBeLessThan(4);
  });

  it("says again what it cannot know was heard, and does it only once", async () => {
    const { anna } = await start(options);
    bot.api.fault("sendMessage", { kind: "drop-answer", times: 1 });
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 2);
    expect(anna.hears()[1]).toBe(anna.hears()[0]);
    anna.says("who owes me");
    await until(() => anna.hears().length === 3);
    expect(anna.hears()[2]?.match(/bill 1/g)).toHaveLength(1);
    expect(anna.hears()[2]).not.toContain("bill 2");
  });
});

async function states(): Promise<readonly string[]> {
  return await bot.store.read(async (tx) =>
    (await tx.builder.select().from(tx.tables.effects)).map((it) => it.state),
  );
}
