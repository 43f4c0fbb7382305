import { afterEach, describe, expect, it } from "vitest";
import { findBill, listOwed } from "../../src/store/bills.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { findInboxRow } from "../../src/store/inbox.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { openWorld, type World } from "../helpers/world.ts";

onEveryStore((maker) => {
  let world: World;
  async function fresh(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
    const { store, url } = await maker.open();
    await store.close();
    world = await openWorld({ ...options, url });
    return world;
  }
  afterEach(() => world.close());

  const bot = async (chat: string) =>
    (await world.transcript(chat)).filter((it) => it.sender === "bot").map((it) => it.text);

  const traderOf = (chat: string) =>
    world.store.read(async (tx) => {
      const found = await findConversation(tx, { channel: "local", account: "local", chat });
      return found?.traderId ?? "";
    });

  describe("the same delivery", () => {
    it("again is answered with the same number and changes nothing", async () => {
      await fresh();
      const first = await world.say("me", "bill Acme £230", "event-1");
      const again = await world.say("me", "bill Acme £230", "event-1");
      expect([first, again]).toEqual([
        { n: 1, repeated: false },
        { n: 1, repeated: true },
      ]);
      expect(await bot("me")).toHaveLength(1);
    });

    it("five times at once makes one bill", async () => {
      await fresh();
      const receipts = await Promise.all(
        Array.from({ length: 5 }, () => world.say("me", "bill Acme £230", "event-1")),
      );
      expect(receipts.filter((it) => !it.repeated)).toHaveLength(1);
      expect(new Set(receipts.map((it) => it.n)).size).toBe(1);
      const trader = await traderOf("me");
      expect(await world.store.read((tx) => listOwed(tx, trader))).toHaveLength(1);
      await world.say("me", "who owes me");
      expect((await world.transcript("me")).map((it) => it.n)).toEqual([1, 2, 3, 4]);
    });
  });

  describe("messages at the same moment", () => {
    it("are taken one by one: none is lost and each gets its number and its bill", async () => {
      await fresh();
      await Promise.all(Array.from({ length: 12 }, (_, i) => world.say("me", `bill Acme £${i + 1}`)));
      const trader = await traderOf("me");
      const owed = await world.store.read((tx) => listOwed(tx, trader));
      expect(owed.map((it) => it.bill.number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
      expect(owed.map((it) => it.bill.totalMinor).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, i) => (i + 1) * 100),
      );
      const numbers = (await world.transcript("me")).map((it) => it.n);
      expect(numbers).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    });

    it("in two new chats make two traders, each with a bill 1", async () => {
      await fresh();
      await Promise.all(["ann", "ben"].map((chat) => world.say(chat, "bill Acme £230")));
      const [ann, ben] = [await traderOf("ann"), await traderOf("ben")];
      expect(ann).not.toBe(ben);
      for (const trader of [ann, ben])
        expect(await world.store.read((tx) => findBill(tx, trader, 1))).toBeDefined();
    });
  });

  describe("a mistake of our own in the middle of a turn", () => {
    it("undoes the turn, keeps the message with the reason, and says so at once", async () => {
      let broken = false;
      await fresh({
        onId: () => {
          if (!broken) return;
          broken = false;
          throw new RangeError("the dice fell off the table");
        },
      });
      await world.say("me", "bill Acme £230");
      broken = true;
      const receipt = await world.say("me", "bill Acme £50", "event-7");
      expect(receipt.repeated).toBe(false);
      expect((await bot("me")).at(-1)).toMatch(/^Something went wrong on my side/);
      const row = await world.store.read((tx) => findInboxRow(tx, "local/local", "event-7"));
      expect(row).toMatchObject({
        state: "dead",
        error: expect.stringContaining("the dice fell off the table"),
      });
      const trader = await traderOf("me");
      expect(await world.store.read((tx) => listOwed(tx, trader))).toHaveLength(1);
      await world.say("me", "bill Acme £50");
      expect((await bot("me")).at(-1)).toMatch(/^Billed Acme £50 — bill 2,/);
    });
  });

  describe("a second reader", () => {
    it("is asked only where ours is lost, and what it says waits for yes", async () => {
      const asked: string[] = [];
      await fresh({
        readSecond: async (text) => {
          asked.push(text);
          const client = { said: "Acme", match: null };
          const lines = [{ description: null, quantity: 1, unitMinor: 23_000 }];
          const intent = {
            intent: "create-bill",
            certainty: "guessed",
            client,
            lines,
            totalMinor: 23_000,
          } as const;
          return { text, intents: [intent], question: null };
        },
      });
      await world.say("me", "bill Acme £1");
      await world.say("me", "let Acme have it for 230");
      expect(asked).toEqual(["let Acme have it for 230"]);
      expect((await bot("me")).at(-1)).toBe("Bill Acme £230?");
      await world.say("me", "yes");
      expect((await bot("me")).at(-1)).toMatch(/^Billed Acme £230 — bill 2,/);
    });

    it("that is silent changes nothing", async () => {
      await fresh({ readSecond: async () => null });
      await world.say("me", "zzz qqq");
      expect((await bot("me")).at(-1)).toMatch(/^I did not catch that/);
    });
  });

  describe("a stranger, where one must be invited", () => {
    it("gets one neutral line and leaves no trader behind", async () => {
      await fresh({ access: "invite" });
      await world.say("me", "bill Acme £230");
      expect(await bot("me")).toEqual([
        "Hello. This bot is private. If you have an invitation, send me its code; if not, please ask the bot's owner for one.",
      ]);
      expect(await traderOf("me")).toBe("");
      expect(JSON.stringify(await world.transcript("me"))).not.toContain("Acme");
    });
  });
});
