import { afterEach, expect, it } from "vitest";
import { settleAll, tellOf } from "../../src/desk/take-money.ts";
import { move } from "../../src/desk/turn.ts";
import { findBill } from "../../src/store/bills.ts";
import { markBlocked } from "../../src/store/conversations.ts";
import { openWorld, type World } from "../helpers/world.ts";

let world: World;
afterEach(() => world.close());

const news = { kind: "plain", what: "greeting" } as const;

async function lastSaid(chat: string): Promise<string | undefined> {
  return (await world.transcript(chat)).findLast((it) => it.sender === "bot")?.text;
}

it("tells what no message brought in the chat the trader used last", async () => {
  world = await openWorld();
  await world.say("phone", "bill Acme £230");
  await world.say("phone", "link my other phone");
  const code = /(?<![\w-])[\w-]{20,}/.exec((await lastSaid("phone")) ?? "")?.[0] ?? "";
  world.clock.advanceMs(1000);
  await world.say("tablet", code);
  const before = (await world.transcript("phone")).length;
  world.clock.advanceMs(1000);
  await world.say("tablet", "who owes me");
  await world.turn("phone", async () => [news]);
  expect(await lastSaid("tablet")).toContain("bill Acme");
  expect((await world.transcript("phone")).slice(before)).toEqual([]);
});

it("brings the card of a bill that news changed up to date", async () => {
  world = await openWorld();
  await world.say("me", "bill Acme £230");
  await world.turn("me", async (turn) => {
    const bill = await findBill(turn.tx, turn.trader.id, 1);
    if (bill !== undefined) await move(turn, bill, { state: "cancelled", paidMinor: 0 });
    return [];
  });
  const last = (await world.transcript("me")).at(-1);
  expect(last).toMatchObject({ sender: "bot", replaces: 2 });
  expect(last?.text).toContain("Cancelled");
});

it("mails the trader what none of their chats can take", async () => {
  world = await openWorld();
  await world.say("me", "my email is joe@example.com");
  await world.say("me", "bill Acme £230");
  const before = world.mails.length;
  const payment = async () => {
    await world.turn("me", async (turn) => {
      const bill = await findBill(turn.tx, turn.trader.id, 1);
      if (bill === undefined) return [];
      const toward = [{ billId: bill.id, amountMinor: null }];
      const { clientId, currency } = bill;
      const from = { source: "xero", method: null, state: "arrived", paidOn: turn.today } as const;
      return tellOf(
        await settleAll(turn, [
          { ...from, clientId, externalId: "p1", amountMinor: 23_000, currency, toward },
        ]),
      );
    });
  };
  await world.turn("me", async (turn) => {
    await markBlocked(turn.tx, turn.conversation.id, turn.now);
    return [];
  });
  await payment();
  await payment();
  const [mail, ...more] = world.mails.slice(before);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: "joe@example.com", subject: "Acme paid £230 — 5 reminders cancelled" });
  expect(mail?.text).toContain("None of your chats with JustPayMe can be written to just now");
});
