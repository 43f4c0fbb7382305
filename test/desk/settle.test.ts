import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { giveAgain, refund, takeBack } from "../../src/desk/take-back.ts";
import { settleAll, tellOf } from "../../src/desk/take-money.ts";
import type { Bill } from "../../src/domain/bill.ts";
import type { Money, Payment } from "../../src/domain/payment.ts";
import { findBill } from "../../src/store/bills.ts";
import { findPayment, listAllocations, listPaymentsOn } from "../../src/store/payments.ts";
import { openWorld, type World } from "../helpers/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function trader(): Promise<string> {
  let id = "";
  await world.turn("me", async (turn) => {
    id = turn.trader.id;
    return [];
  });
  return id;
}

async function bill(number: number): Promise<Bill> {
  const traderId = await trader();
  const found = await world.store.read((tx) => findBill(tx, traderId, number));
  if (found === undefined) throw new Error(`There is no bill ${number}.`);
  return found;
}

async function payment(externalId: string): Promise<Payment> {
  const traderId = await trader();
  const found = await world.store.read((tx) => findPayment(tx, traderId, "stripe", externalId));
  if (found === undefined) throw new Error(`There is no payment ${externalId}.`);
  return found;
}

async function card(
  externalId: string,
  amountMinor: number,
  bills: readonly number[],
  change: Partial<Money> = {},
) {
  const toward = [];
  for (const number of bills) toward.push({ billId: (await bill(number)).id, amountMinor: null });
  const { clientId, currency } = await bill(bills[0] ?? 1);
  const money: Money = {
    clientId,
    source: "stripe",
    externalId,
    method: "card",
    amountMinor,
    currency,
    paidOn: "2026-11-22",
    state: "arrived",
    toward,
    ...change,
  };
  return money;
}

/** Has it reported, and answers what the trader was told of it. */
async function report(...found: readonly Money[]): Promise<readonly string[]> {
  const before = (await world.transcript("me")).length;
  await world.turn("me", async (turn) => tellOf(await settleAll(turn, found)));
  const fresh = (await world.transcript("me")).slice(before);
  return fresh.filter((it) => it.sender === "bot" && it.replaces === null).map((it) => it.text);
}

/** What is said to be paid of a bill is what the payments that count have set against it. */
async function expectSound(...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const it = await bill(number);
    const on = await world.store.read((tx) => listPaymentsOn(tx, it.traderId, it.id));
    const sum = on
      .filter((one) => one.payment.state === "arrived")
      .reduce((so, one) => so + one.amountMinor, 0);
    expect(it.paidMinor).toBe(sum);
  }
}

describe("money that a system reports", () => {
  it("pays a bill once, however often it is reported", async () => {
    await world.say("me", "bill Acme £230");
    const money = await card("pi_1", 23_000, [1]);
    expect(await report(money)).toEqual(["Acme paid £230 — 5 reminders cancelled"]);
    expect(await report(money, money)).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await expectSound(1);
  });

  it("is told in one message where it is found together", async () => {
    await world.say("me", "bill Acme £230");
    await world.say("me", "bill Dave £40");
    const found = [await card("pi_1", 23_000, [1]), await card("pi_2", 1500, [2])];
    expect(await report(...found)).toEqual([
      "Acme paid £230 — 5 reminders cancelled\nDave paid £15 of £40 — £25 still to come on bill 2, due Sun 6 Dec 2026.",
    ]);
    await expectSound(1, 2);
  });

  it("may be for several bills, in the order in which they are named", async () => {
    await world.say("me", "bill Acme £230");
    await world.say("me", "bill Acme £70");
    const said = await report(await card("pi_1", 25_000, [2, 1]));
    expect(said).toEqual([
      "Acme paid £70 — 5 reminders cancelled\nAcme paid £180 of £230 — £50 still to come on bill 1, due Sun 6 Dec 2026.",
    ]);
    await expectSound(1, 2);
  });

  it("is kept and asked about where it is more than is owed", async () => {
    await world.say("me", "bill Acme £230");
    const said = await report(await card("pi_1", 25_000, [1]));
    expect(said[0]).toContain(
      "Acme paid £230 — 5 reminders cancelled\nAcme paid £20 more than is owed on bill 1.",
    );
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await expectSound(1);
  });

  it("is recognised for a bill that was cancelled meanwhile", async () => {
    await world.say("me", "bill Acme £230");
    const money = await card("pi_1", 23_000, [1]);
    await world.say("me", "cancel bill 1");
    expect((await report(money))[0]).toContain("Acme paid £230 for bill 1, which is cancelled.");
    expect(await bill(1)).toMatchObject({ state: "cancelled", paidMinor: 0 });
  });
});

describe("money that the trader told of first", () => {
  it("is the same money when it comes with proof, and is not told again", async () => {
    await world.say("me", "bill Acme £230");
    await world.say("me", "Acme paid");
    expect(await report(await card("pi_1", 23_000, [1]))).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await expectSound(1);
    await world.say("me", "undo");
    const said = (await world.transcript("me")).at(-1)?.text;
    expect(said).toBe("That money has come since, with proof, so there is nothing to take back.");
  });

  it("may be half of a bill while a card pays the other half", async () => {
    await world.say("me", "bill Dave £200");
    await world.say("me", "got 100 off Dave");
    expect(await report(await card("pi_1", 10_000, [1]))).toEqual(["Dave paid £200 — 5 reminders cancelled"]);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 20_000 });
    await expectSound(1);
  });

  it("is the same half where the books show that sum", async () => {
    await world.say("me", "bill Dave £200");
    await world.say("me", "got 100 off Dave");
    expect(await report(await card("x1", 10_000, [1], { source: "xero" }))).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "part-paid", paidMinor: 10_000 });
    await expectSound(1);
  });

  it("gives way to proof only as far as there is some", async () => {
    await world.say("me", "bill Dave £200");
    await world.say("me", "Dave paid");
    expect(await report(await card("pi_1", 5000, [1]))).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 20_000 });
    await expectSound(1);
  });
});

describe("a bank debit", () => {
  it("that is processing is waited for without a word, and told of when it has come", async () => {
    await world.say("me", "bill Acme £230");
    const awaited = await card("pi_1", 23_000, [1], { state: "processing" });
    expect(await report(awaited)).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "processing", paidMinor: 0 });
    const arrived = { ...awaited, state: "arrived" } as const;
    expect(await report(arrived, awaited)).toEqual(["Acme paid £230 — 5 reminders cancelled"]);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await expectSound(1);
  });

  it("that failed leaves the bill owed, and may still come", async () => {
    await world.say("me", "bill Acme £230");
    const awaited = await card("pi_1", 23_000, [1], { state: "processing" });
    await report(awaited);
    const first = await payment("pi_1");
    await world.turn("me", async (turn) => {
      const off = await takeBack(turn, first, "failed");
      expect(off).toMatchObject([{ amountMinor: 23_000, bill: { state: "open" } }]);
      return [];
    });
    expect(await report(awaited)).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "open" });
    expect(await report({ ...awaited, state: "arrived" })).toEqual([
      "Acme paid £230 — 5 reminders cancelled",
    ]);
    await expectSound(1);
  });

  it("loses the race against cash: what it brings is too much then", async () => {
    await world.say("me", "bill Acme £230");
    const awaited = await card("pi_1", 23_000, [1], { state: "processing" });
    await report(awaited);
    await report(await card("pi_2", 23_000, [1]));
    expect(await bill(1)).toMatchObject({ state: "paid" });
    const said = await report({ ...awaited, state: "arrived" });
    expect(said[0]).toContain("Acme paid £230 more than is owed on bill 1.");
    await expectSound(1);
  });
});

describe("money that goes back", () => {
  it("leaves what was refunded owed, and comes back where a refund failed", async () => {
    await world.say("me", "bill Acme £230");
    await report(await card("pi_1", 23_000, [1]));
    const give = async (refundedMinor: number) => {
      const paid = await payment("pi_1");
      await world.turn("me", async (turn) => {
        await refund(turn, paid, refundedMinor);
        return [];
      });
    };
    await give(5000);
    expect(await bill(1)).toMatchObject({ state: "part-paid", paidMinor: 18_000 });
    await give(5000);
    await give(0);
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await give(23_000);
    expect(await bill(1)).toMatchObject({ state: "open", paidMinor: 0 });
    expect(await payment("pi_1")).toMatchObject({ state: "refunded", refundedMinor: 23_000 });
    await expectSound(1);
  });

  it("takes a refund out of what no bill needed first", async () => {
    await world.say("me", "bill Acme £230");
    await report(await card("pi_1", 25_000, [1]));
    const paid = await payment("pi_1");
    await world.turn("me", async (turn) => {
      expect(await refund(turn, paid, 2000)).toEqual([]);
      return [];
    });
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
  });

  it("is owed again while it is contested, and paid again once that is won", async () => {
    await world.say("me", "bill Acme £230");
    await report(await card("pi_1", 23_000, [1]));
    const first = await payment("pi_1");
    await world.turn("me", async (turn) => {
      await takeBack(turn, first, "disputed");
      return [];
    });
    const contested = await payment("pi_1");
    expect(await bill(1)).toMatchObject({ state: "open", paidMinor: 0 });
    // A late report of the same payment must not count what is contested.
    expect(await report(await card("pi_1", 23_000, [1]))).toEqual([]);
    expect(await bill(1)).toMatchObject({ state: "open", paidMinor: 0 });
    await world.turn("me", async (turn) => {
      expect(await takeBack(turn, contested, "disputed")).toBeUndefined();
      expect(await giveAgain(turn, contested)).toBe(0);
      return [];
    });
    expect(await bill(1)).toMatchObject({ state: "paid", paidMinor: 23_000 });
    expect(await world.store.read((tx) => listAllocations(tx, first.traderId, first.id))).toHaveLength(1);
  });
});
