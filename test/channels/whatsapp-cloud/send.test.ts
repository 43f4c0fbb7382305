import { afterEach, describe, expect, it, vi } from "vitest";
import { until } from "../../helpers/until.ts";
import type { Person } from "../../stand-ins/whatsapp-cloud/person.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";

/** What becomes of a message to WhatsApp, at once and later. */
vi.setConfig({ testTimeout: 30_000 });
const day = 86_400_000;
let bot: Bot;
let anna: Person;
let at = 0;
const start = async (options: BotOptions = {}) => {
  at = Date.parse("2026-11-22T09:00:00Z");
  bot = await startBot({ now: () => at, ...options });
  anna = bot.api.person("447700900123", "Anna");
  anna.says("bill Acme £230");
  await until(() => anna.hears().length === 1);
  // Before the time leaps: what is under way would have lost its lease.
  await bot.core.queue.drain();
};
afterEach(() => bot.close());

/** Says something that no message asked for, in Anna's chat. */
async function tell(text: string): Promise<string> {
  const id = bot.core.desk.random.id();
  await bot.store.transaction(async (tx) => {
    const rows = await tx.builder.select().from(tx.tables.conversations);
    const row = rows.find((it) => it.chat === anna.who.phone);
    if (row === undefined) throw new Error("Anna has not written.");
    const to = { channel: row.channel, account: row.account, chat: row.chat };
    const work = { kind: "send-message" as const, conversationId: row.id, to, text, choices: [] };
    const effect = { id, traderId: row.traderId, lane: `chat:${row.id}`, dedupeKey: id, work };
    await bot.core.queue.enqueue(tx, [{ ...effect, dueAt: bot.clock.now() }]);
  });
  await bot.core.queue.drain();
  return id;
}
const effect = (id: string) =>
  bot.store.read(async (tx) => {
    const rows = await tx.builder.select().from(tx.tables.effects);
    return rows.find((it) => it.id === id);
  });
const receipts = () => bot.store.read((tx) => tx.builder.select().from(tx.tables.receipts));
const posted = () => until(() => bot.api.posting.pending() === 0);

describe("outside the 24 hours", () => {
  it("a template says once that there is news, and the news waits until they write", async () => {
    await start();
    at += 2 * day;
    const first = await tell("Acme paid £230 — 2 reminders cancelled");
    await tell("Smith paid £40 — 1 reminder cancelled");
    expect(anna.hears().slice(1)).toEqual([
      "There is news about your bills. Reply to this message to see it.",
    ]);
    expect(await effect(first)).toMatchObject({ state: "ready", attempt: 0 });
    at += 3 * day;
    await bot.restart();
    await bot.core.queue.drain();
    expect(anna.hears()).toHaveLength(2);
    anna.tapsTemplate();
    await until(() => anna.hears().length === 4);
    expect(anna.hears().slice(2)).toEqual([
      "Acme paid £230 — 2 reminders cancelled",
      "Smith paid £40 — 1 reminder cancelled",
    ]);
  });

  it("words bring the news too, before they are answered", async () => {
    await start();
    at += 2 * day;
    await tell("Acme paid £230 — 2 reminders cancelled");
    anna.says("who owes me");
    await until(() => anna.hears().length === 4);
    expect(anna.hears()[2]).toContain("2 reminders cancelled");
    expect(anna.hears()[3]).toContain("£230");
  });

  it("nothing is sent where there is no template, or Meta does not know it, and nothing is lost", async () => {
    for (const newsTemplate of [null, "not_approved"]) {
      await start({ newsTemplate });
      at += 2 * day;
      const id = await tell("Acme paid £230");
      expect(anna.hears()).toHaveLength(1);
      expect(await effect(id)).toMatchObject({ state: "ready" });
      anna.says("hello");
      await until(() => anna.hears().length === 3);
      expect(anna.hears()[1]).toBe("Acme paid £230");
      if (newsTemplate === null) await bot.close();
    }
  });

  it("Meta's own word that the window is closed is taken, at once or in a status", async () => {
    for (const closesLater of [false, true]) {
      await start();
      bot.api.state.closesLater = closesLater;
      // Meta counts from another moment than we do.
      anna.who.heardAtMs = at - 2 * day;
      await tell("Acme paid £230");
      await posted();
      await until(() => anna.hears().length === 2, "the template");
      expect(anna.hears()[1]).toContain("There is news");
      anna.says("hello");
      await until(() => anna.hears().length === 4);
      expect(anna.hears()[2]).toBe("Acme paid £230");
      if (!closesLater) await bot.close();
    }
  });
});

describe("a message that goes wrong", () => {
  it.each([
    [190, 401, "ready"],
    [131042, 400, "ready"],
    [131000, 500, "ready"],
    [80007, 429, "ready"],
    [131056, 400, "ready"],
    [131026, 400, "dead"],
    [131049, 400, "dead"],
    [132001, 404, "dead"],
    [100, 400, "dead"],
  ])("with %i is tried again or buried, as its code says", async (code, status, state) => {
    await start();
    bot.api.fault({ kind: "refuse", status, code, times: 1 });
    const id = await tell("hello");
    expect(await effect(id)).toMatchObject({ state, error: expect.stringContaining(String(code)) });
  });

  it("is in doubt where a stranger's page answers, and is looked for among the receipts", async () => {
    await start();
    await posted();
    bot.api.posting.manner.held = true;
    bot.api.fault({ kind: "drop-answer", times: 1 });
    const id = await tell("hello");
    expect(await effect(id)).toMatchObject({ state: "unknown" });
    // It had been sent: Meta says so, under our key.
    bot.api.posting.release();
    await posted();
    at += 60_000;
    await bot.core.queue.drain();
    expect(await effect(id)).toMatchObject({ state: "done" });
    expect(anna.hears().filter((it) => it === "hello")).toHaveLength(1);
  });

  it("is said again once no receipt came for it", async () => {
    await start();
    bot.api.fault({ kind: "refuse", status: 502, code: null, times: 1 });
    const id = await tell("hello");
    expect(await effect(id)).toMatchObject({ state: "unknown" });
    for (let look = 0; look < 6; look += 1) {
      at += 60_000;
      await bot.core.queue.drain();
    }
    expect(await effect(id)).toMatchObject({ state: "done" });
    expect(anna.hears().filter((it) => it === "hello")).toHaveLength(1);
  });

  it("waits with everybody's where the account is told to slow down, and alone where the pair is", async () => {
    await start();
    const bob = bot.api.person("447700900456", "Bob");
    bob.says("hello");
    await until(() => bob.hears().length === 1);
    bot.api.fault({ kind: "refuse", status: 400, code: 131056, times: 1 });
    await tell("one");
    bob.says("hello again");
    await until(() => bob.hears().length === 2);
    at += 10_000;
    await bot.core.queue.drain();
    bot.api.fault({ kind: "refuse", status: 429, code: 130429, times: 1 });
    await tell("two");
    const before = bot.api.sends().length;
    bob.says("and again");
    await posted();
    await bot.core.queue.drain();
    expect(bot.api.sends()).toHaveLength(before);
    at += 5_000;
    await bot.core.queue.drain();
    await until(() => bob.hears().length === 3 && anna.hears().at(-1) === "two");
  });

  it("twice in a row leaves the chat to rest, and is heard again when they write", async () => {
    await start();
    const blocked = async () =>
      (await bot.store.read((tx) => tx.builder.select().from(tx.tables.conversations)))[0]?.blockedAt ?? null;
    anna.goesAway();
    const one = await tell("one");
    await posted();
    await until(async () => (await effect(one))?.state === "dead");
    expect(await blocked()).toBeNull();
    await tell("two");
    await posted();
    await until(async () => (await blocked()) !== null);
    anna.comesBack();
    anna.says("hello");
    await until(() => anna.hears().length === 2);
    expect(await blocked()).toBeNull();
  });
});

describe("the receipts", () => {
  it("are kept at their furthest, whatever order they come in, with what they cost", async () => {
    await start();
    await posted();
    Object.assign(bot.api.posting.manner, { held: true, backwards: true, twice: true });
    await tell("hello");
    bot.api.posting.release();
    await posted();
    const rows = await receipts();
    expect(rows).toHaveLength(2);
    expect(rows.map((it) => it.rank)).toEqual([3, 3]);
    expect(rows.every((it) => it.billable === true && it.category === "utility")).toBe(true);
  });
});

describe("a file", () => {
  it("goes as a document or a picture, within the window only", async () => {
    await start();
    const channel = (await import("../../../bots/whatsapp-cloud/whatsapp-cloud.ts")).createWhatsAppCloud;
    const { memoryOf, settingsOf } = await import("./bot.ts");
    const memory = memoryOf(bot.store, bot.clock, () => bot.core);
    const cloud = channel(settingsOf(bot.api), memory, bot.clock.now).channel;
    const to = {
      channel: "whatsapp-cloud",
      account: bot.api.state.phoneNumberId,
      chat: anna.who.phone,
    } as const;
    const file = {
      name: "bill-14.pdf",
      mime: "application/pdf",
      bytes: new Uint8Array([1, 2, 3]),
      caption: "Bill 14",
    };
    const signal = AbortSignal.timeout(5_000);
    expect(await cloud.sendFile?.(to, file, "key", signal)).toMatchObject({ kind: "sent" });
    expect(anna.sees().at(-1)).toMatchObject({
      kind: "document",
      text: "Bill 14",
      file: { name: "bill-14.pdf", size: 3 },
    });
    const picture = { ...file, name: "bill.png", mime: "image/png", caption: "" };
    expect(await cloud.sendFile?.(to, picture, "key2", signal)).toMatchObject({ kind: "sent" });
    expect(anna.sees().at(-1)).toMatchObject({ kind: "image", file: { mime: "image/png" } });
    at += 2 * day;
    expect(await cloud.sendFile?.(to, file, "key3", signal)).toMatchObject({ why: "window-closed" });
  });
});
