import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "../../../src/desk/wording/phrases.ts";
import { until } from "../../helpers/until.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";

// Real waits: a poll that is held open, a pause that Telegram asked for, a slow machine.
vi.setConfig({ testTimeout: 30_000 });
let bot: Bot;
const start = async (options: BotOptions = { access: "invite" }) => {
  bot = await startBot(options);
  return { anna: bot.api.person(1001, "Anna"), bob: bot.api.person(1002, "Bob") };
};
afterEach(() => bot.close());
/** The code in the newest message that has one. */
const codeIn = (heard: readonly string[]) => /^[\w-]{22}$/m.exec(heard.at(-1) ?? "")?.[0] ?? "";
const hourMs = 3_600_000;

describe("a stranger", () => {
  it("is told once a day that this is private, and is read no further", async () => {
    let now = Date.parse("2026-11-22T09:00:00Z");
    const { anna, bob } = await start({ access: "invite", now: () => now });
    for (const text of ["hello", "bill Acme £230", "who owes me", "/owed", "yes"]) anna.says(text);
    bob.says("hello");
    await until(() => bob.hears().length === 1);
    expect(anna.hears()).toEqual([plain.stranger]);
    now += 24 * hourMs;
    anna.starts();
    await until(() => anna.hears().length === 2);
    expect(anna.hears()[1]).toBe(plain.stranger);
    const bills = await bot.store.read((tx) => tx.builder.select().from(tx.tables.bills));
    const traders = await bot.store.read((tx) => tx.builder.select().from(tx.tables.traders));
    expect([bills, traders]).toEqual([[], []]);
    expect(JSON.stringify(await bot.transcript(anna.id))).not.toContain("Acme");
  });

  it("is told once an hour that a code is not good", async () => {
    const { anna, bob } = await start();
    for (const code of ["x", "A".repeat(22), "B".repeat(22)]) anna.starts(code);
    anna.says("C".repeat(22));
    bob.says("hello");
    await until(() => bob.hears().length === 1);
    expect(anna.hears()).toEqual([plain["bad-code"]]);
  });
});

it("another reader sees neither a stranger's words nor a code, nor what is no order", async () => {
  const asked: string[] = [];
  const readSecond = async (text: string) => {
    asked.push(text);
    return null;
  };
  const { anna, bob } = await start({ access: "invite", readSecond });
  bob.says("gobbledegook of a stranger");
  anna.says(await bot.invite());
  anna.forwards("gobbledegook of another");
  anna.edits(anna.says("gobbledegook"), "gobbledegook, edited");
  await until(() => anna.hears().length === 4 && bob.hears().length === 1);
  expect(asked).toEqual(["gobbledegook"]);
});

describe("an invite", () => {
  it.each([
    ["by its link", true],
    ["typed", false],
  ])("%s lets one person in, once", async (_how, byLink) => {
    const { anna, bob } = await start();
    const code = await bot.invite();
    if (byLink) anna.starts(code);
    else anna.says(` ${code} `);
    await until(() => anna.hears().length === 1);
    expect(anna.hears()).toEqual([plain.joined]);
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 2);
    bob.starts(code);
    await until(() => bob.hears().length === 1);
    expect(bob.hears()).toEqual([plain["bad-code"]]);
  });

  it("ends after a day, and is kept nowhere as it was given", async () => {
    let now = Date.parse("2026-11-22T09:00:00Z");
    const { anna, bob } = await start({ access: "invite", now: () => now });
    const [early, late] = [await bot.invite(), await bot.invite()];
    now += 24 * hourMs - 1_000;
    anna.says(early);
    await until(() => anna.hears().length === 1);
    now += 2_000;
    bob.says(late);
    await until(() => bob.hears().length === 1);
    expect([anna.hears(), bob.hears()]).toEqual([[plain.joined], [plain["bad-code"]]]);
    const rows = await bot.store.read(async (tx) => [
      await tx.builder.select().from(tx.tables.invites),
      await tx.builder.select().from(tx.tables.inbox),
      await tx.builder.select().from(tx.tables.messages),
    ]);
    expect(JSON.stringify(rows)).not.toContain(early);
    expect(JSON.stringify(rows)).not.toContain(late);
  });

  it("brought by two at once lets in one of them", async () => {
    const { anna, bob } = await start({ access: "invite", webhookSecret: "open-sesame" });
    const code = await bot.invite();
    anna.starts(code);
    bob.starts(code);
    await until(() => anna.hears().length === 1 && bob.hears().length === 1);
    expect([...anna.hears(), ...bob.hears()].sort()).toEqual([plain.joined, plain["bad-code"]].sort());
  });
});

describe("a second chat", () => {
  async function linked(options?: BotOptions) {
    const people = await start(options);
    const { anna, bob } = people;
    anna.starts(await bot.invite());
    await until(() => anna.hears().length === 1);
    anna.says("bill Acme £230");
    anna.says("/link");
    await until(() => anna.hears().length === 3);
    const code = codeIn(anna.hears());
    bob.starts(code);
    await until(() => bob.hears().length === 1 && anna.hears().length === 4);
    return { ...people, code };
  }

  it("shares the books of the chat that gave it a code, and that chat is told", async () => {
    const { anna, bob } = await linked();
    expect(bob.hears()).toEqual([plain["linked-here"]]);
    expect(anna.hears().at(-1)).toBe(plain["linked-elsewhere"]);
    expect(anna.sees().find((it) => it.entities.length > 0)?.entities).toMatchObject([{ type: "code" }]);
    bob.says("who owes me");
    await until(() => bob.hears().length === 2);
    expect(bob.hears()[1]).toContain("bill 1");
    // What one chat does is seen on the card in the other.
    bob.says("Acme paid");
    await until(() => anna.sees().some((it) => it.edits === 1));
  });

  it("is linked once by a code, and a chat with books of its own is not linked at all", async () => {
    const { anna, bob, code } = await linked();
    const carol = bot.api.person(1003, "Carol");
    carol.starts(code);
    await until(() => carol.hears().length === 1);
    expect(carol.hears()).toEqual([plain["bad-code"]]);
    anna.says("/link");
    await until(() => anna.hears().length === 5);
    const next = codeIn(anna.hears());
    bob.says(next);
    await until(() => bob.hears().length === 2);
    expect(bob.hears()[1]).toBe(plain["already-linked"]);
    const dave = bot.api.person(1004, "Dave");
    dave.starts(await bot.invite());
    dave.says("bill Zed £1");
    await until(() => dave.hears().length === 2);
    dave.says(next);
    await until(() => dave.hears().length === 3);
    expect(dave.hears()[2]).toBe(plain["other-trader"]);
    // The code was not used up by either.
    carol.says(next);
    await until(() => carol.hears().length === 2);
    expect(carol.hears()[1]).toBe(plain["linked-here"]);
  });

  it("that had begun on its own, with nothing in its books, may still be linked", async () => {
    const { anna, bob } = await start({ access: "open" });
    bob.says("hello");
    anna.says("bill Acme £230");
    await until(() => bob.hears().length === 1 && anna.hears().length === 1);
    anna.says("/link");
    await until(() => anna.hears().length === 2);
    bob.says(codeIn(anna.hears()));
    await until(() => bob.hears().length === 2);
    expect(bob.hears()[1]).toBe(plain["linked-here"]);
  });

  it("is unlinked by a button that names the act, and is a stranger's again", async () => {
    const { anna, bob } = await linked();
    bob.says("bill Acme about £40");
    await until(() => bob.hears().length === 2);
    bob.says("/unlink");
    await until(() => bob.hears().length === 3);
    bob.presses("Unlink this chat");
    await until(() => bob.hears().length === 4 && anna.hears().length === 5);
    expect(bob.hears()[3]).toBe(plain["unlinked-here"]);
    expect(anna.hears().at(-1)).toBe(plain["unlinked-elsewhere"]);
    bob.says("who owes me");
    await until(() => bob.hears().length === 5);
    expect(bob.hears()[4]).toBe(plain.stranger);
    // The card in that chat is left as it was: nothing more reaches it.
    anna.says("Acme paid");
    await until(() => anna.hears().length === 6);
    expect(bob.hears()).toHaveLength(5);
  });

  it("cannot be unlinked where it is the only one", async () => {
    const { anna } = await start();
    anna.starts(await bot.invite());
    anna.says("/unlink");
    await until(() => anna.hears().length === 2);
    expect(anna.sees().at(-1)?.buttons).toEqual([]);
  });
});
