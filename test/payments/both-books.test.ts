import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bill } from "../../src/domain/bill.ts";
import { payElsewhere } from "../../src/sandbox/stripe/paying.ts";
import { pay } from "../../src/sandbox/xero/payments.ts";
import { findBill } from "../../src/store/bills.ts";
import type { CardWorld } from "../helpers/card-world.ts";
import { openBothWorld, type XeroWorld } from "../xero/xero-world.ts";

let world: XeroWorld & { readonly cards: CardWorld };
let traderId: string;
beforeEach(async () => {
  world = await openBothWorld();
  await world.say("anna", "bill Acme £5 not in xero");
  await world.cards.connect("anna");
  await world.connect("anna");
  await world.say("anna", "bill Acme £230");
  traderId = await world.cards.traderOf("anna");
});
afterEach(() => world.close());

const minute = 60_000;

async function bill(number: number): Promise<Bill> {
  const found = await world.store.read((tx) => findBill(tx, traderId, number));
  if (found === undefined) throw new Error(`There is no bill ${number}.`);
  return found;
}

function paidInXero(number: string, minor: number): void {
  const invoice = world.invoices().find((it) => it.number === number);
  const bank = world.organisation.accounts.find((it) => it.type === "BANK")?.id ?? "";
  if (invoice === undefined) throw new Error(`There is no invoice ${number}.`);
  pay(world.sandbox.state, invoice, { accountId: bank, date: "2026-11-22", minor, reference: "" });
}

/** A client pays on Xero's own page of an invoice: Stripe tells at once, Xero a moment later. */
async function paidOnXerosPage(minor: number, description: string | null): Promise<void> {
  const { bank, account } = world.cards.stripe;
  payElsewhere(bank, account, minor, description);
  await world.cards.arrive();
}

async function told(): Promise<readonly string[]> {
  const all = await world.transcript("anna");
  return all.filter((it) => it.sender === "bot" && it.replaces === null).map((it) => it.text);
}

describe("a card payment of a bill that is in Xero", () => {
  it("is a hint: nobody is chased, and it is told once Xero shows it", async () => {
    await paidOnXerosPage(23_000, "Invoice JPM-0002");
    expect((await told()).some((it) => it.startsWith("Acme paid"))).toBe(false);
    expect((await bill(2)).state).toBe("open");
    expect(await world.xero.ask(await bill(2))).toEqual({
      kind: "wait",
      why: "a card payment has just been made that may be for it.",
    });
    paidInXero("JPM-0002", 23_000);
    await world.wait(30_000);
    expect((await told()).filter((it) => it.startsWith("Acme paid £230"))).toHaveLength(1);
  });

  it("is found by its sum where nothing is written on it, with what was added for the card", async () => {
    await paidOnXerosPage(23_600, null);
    expect(await world.xero.ask(await bill(2))).toMatchObject({ kind: "wait" });
  });

  it("is nobody's where no bill is of that sum, and the hint is over where Xero never shows it", async () => {
    await paidOnXerosPage(99_900, "somebody else's shop");
    expect(await world.xero.ask(await bill(2))).toEqual({ kind: "owed" });
    await paidOnXerosPage(23_000, null);
    for (let look = 0; look < 4; look += 1) await world.wait(5 * minute);
    expect(await world.xero.ask(await bill(2))).toEqual({ kind: "owed" });
    expect((await told()).some((it) => it.startsWith("Acme paid"))).toBe(false);
  });

  it("is one payment where it came by an old link of ours and the books hold it too, in any order", async () => {
    for (const [number, booksFirst] of [
      [3, true],
      [4, false],
    ] as const) {
      await world.say("anna", "bill Zed £77 not in xero");
      // Paid by the link, unheard, while the bill was on its way into Xero.
      world.cards.stripe.delivering.faults.dropped = true;
      world.cards.pays();
      world.cards.stripe.delivering.faults.dropped = false;
      await world.say("anna", `put bill ${number} in xero`);
      const books = async () => {
        paidInXero(`JPM-000${number}`, 7700);
        await world.wait(5 * minute);
      };
      const stripe = async () => {
        world.clock.advanceMs(24 * 60 * minute);
        await world.cards.tick();
      };
      for (const tell of booksFirst ? [books, stripe] : [stripe, books]) await tell();
      expect(await bill(number)).toMatchObject({ state: "paid", paidMinor: 7700 });
    }
    const about = (await told()).filter((it) => it.includes("Zed paid"));
    expect(about).toHaveLength(2);
    for (const it of about) expect(it).toMatch(/^Zed paid £77 — /);
  });
});

describe("a question whether money has come", () => {
  it("looks at Xero as well as at Stripe, and answers once", async () => {
    paidInXero("JPM-0002", 23_000);
    await world.say("anna", "did the 230 land");
    expect((await told()).slice(-2)).toEqual([
      "Having a look …",
      expect.stringMatching(/^Acme paid £230 — /),
    ]);
    await world.say("anna", "has owt come in from Acme?");
    expect(await world.heard("anna")).toContain("Nothing new from Acme. Still to come:");
  });

  it("says who did not answer", async () => {
    world.sandbox.faults.add("GET /Invoices", { kind: "maintenance" });
    await world.say("anna", "has anything come in");
    expect(await world.heard("anna")).toContain("Xero does not answer just now; I go on looking.");
  });
});
