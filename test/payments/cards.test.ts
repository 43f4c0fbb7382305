import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sign } from "../../src/sandbox/stripe/delivering.ts";
import { closeDispute, dispute, failRefund, finishDebit, refund } from "../../src/sandbox/stripe/paying.ts";
import { addKey, all, put } from "../../src/sandbox/stripe/state.ts";
import { findBill } from "../../src/store/bills.ts";
import { findCardAccount } from "../../src/store/card-accounts.ts";
import { listLiveCardLinks } from "../../src/store/card-links.ts";
import { listPaymentsOn } from "../../src/store/payments.ts";
import { type CardWorld, openCardWorld } from "../helpers/card-world.ts";
import { until } from "../helpers/until.ts";

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

const links = () => all(world.stripe.account, "payment_link");
const chargeId = () => String(all(world.stripe.account, "charge").at(-1)?.["id"]);
const live = async (number = 1) => {
  const traderId = await world.traderOf("me");
  return await world.store.read(async (tx) => {
    const bill = await findBill(tx, traderId, number);
    return await listLiveCardLinks(tx, traderId, bill?.id ?? "");
  });
};
const state = async (number = 1) => {
  const traderId = await world.traderOf("me");
  return (await world.store.read((tx) => findBill(tx, traderId, number)))?.state;
};

/** A trader who takes cards, with a bill of £230 to Acme. */
async function billed(): Promise<void> {
  await world.say("me", "bill Acme £230");
  await world.connect("me");
  await world.heard("me");
}

describe("connecting Stripe", () => {
  it("is done on a page, and every open bill gets its link", async () => {
    await world.say("me", "bill Acme £230");
    const response = await world.connect("me");
    expect(response.status).toBe(200);
    expect(await world.heard("me")).toEqual([
      "Card payments are on (Joe's Plumbing). Your open bill and every new one get a page with a card button.",
    ]);
    expect(links()).toMatchObject([
      { active: true, restrictions: { completed_sessions: { count: 0, limit: 1 } } },
    ]);
    expect(await live()).toMatchObject([{ amountMinor: 23_000, url: links()[0]?.["url"] }]);
    const [endpoint] = all(world.stripe.account, "webhook_endpoint");
    expect(endpoint?.["url"]).toMatch(/\/webhooks\/stripe\/[\w-]{22}$/);
  });

  it("keeps the key and the signing secret sealed", async () => {
    await billed();
    const traderId = await world.traderOf("me");
    const account = await world.store.read((tx) => findCardAccount(tx, traderId));
    expect(account?.sealedKey).toMatch(/^v1\./);
    const everything = await world.store.read(async ({ builder, tables }) =>
      JSON.stringify([
        await builder.select().from(tables.cardAccounts),
        await builder.select().from(tables.effects),
      ]),
    );
    expect(everything).not.toContain(world.stripe.key);
    expect(everything).not.toContain("whsec_");
  });

  it("names the rights that a key lacks, and leaves the link good", async () => {
    await world.say("me", "bill Acme £230");
    const narrow = addKey(world.stripe.bank.state, world.stripe.account, [
      "checkout_session_read",
      "payment_link_read",
      "event_read",
      "charge_read",
      "payment_intent_read",
      "dispute_read",
    ]);
    const response = await world.connect("me", narrow);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("The key lacks Payment Links: Write, Webhook Endpoints: Write.");
    const again = await fetch(response.url, {
      method: "POST",
      body: new URLSearchParams({ key: world.stripe.key }),
    });
    expect(again.status).toBe(200);
    const used = await fetch(response.url, {
      method: "POST",
      body: new URLSearchParams({ key: world.stripe.key }),
    });
    expect(used.status).toBe(410);
    await world.arrive();
  });

  it("refuses secret keys, unknown keys, and a link that has run out", async () => {
    const secret = await world.connect("me", "sk_live_12345678");
    expect(await secret.text()).toContain("may do anything in your account");
    const unknown = await world.connect("me", "rk_live_12345678");
    expect(await unknown.text()).toContain("Stripe does not know that key");
    world.clock.advanceMs(10 * 60_000);
    expect((await fetch(unknown.url)).status).toBe(410);
    expect((await fetch(`${world.web}/connect/stripe/nobody`)).status).toBe(410);
  });

  it("does not keep a key that was typed in the chat", async () => {
    await world.say("me", `here is my key ${world.stripe.key}`);
    const [answer] = await world.heard("me");
    expect(answer).toContain("I have not kept it");
    const kept = await world.store.read(async ({ builder, tables }) =>
      JSON.stringify([
        await builder.select().from(tables.messages),
        await builder.select().from(tables.inbox),
      ]),
    );
    expect(kept).not.toContain(world.stripe.key);
  });

  it("is undone by a button that says so, and leaves nothing of ours at Stripe", async () => {
    await billed();
    await world.say("me", "stop taking cards");
    await world.press("me", await world.button("me", "Stop taking cards"));
    expect((await world.heard("me")).at(-1)).toContain("Card payments are off");
    await world.tick();
    expect(links()).toMatchObject([{ active: false }]);
    expect(all(world.stripe.account, "webhook_endpoint")).toEqual([]);
    const kept = await world.store.read(async ({ builder, tables }) =>
      builder.select().from(tables.cardAccounts),
    );
    expect(kept).toMatchObject([{ sealedKey: null, sealedSecret: null }]);
    await world.say("me", "bill Dave £40");
    expect(links()).toHaveLength(1);
  });

  it("ends by itself, and is told once, where the key is refused from now on", async () => {
    await billed();
    delete world.stripe.bank.state.keys[world.stripe.key];
    await world.say("me", "bill Dave £40");
    await world.say("me", "bill Eve £50");
    const told = (await world.heard("me")).filter((it) => it.includes("no longer takes the key"));
    expect(told).toHaveLength(1);
  });
});

describe("a bill's link", () => {
  it("follows the bill: another sum is another link, and the old one is off", async () => {
    await billed();
    await world.say("me", "make that 250");
    expect(links().map((it) => it["active"])).toEqual([false, true]);
    expect(await live()).toMatchObject([{ amountMinor: 25_000 }]);
    await world.say("me", "got 100 off Acme");
    expect(await live()).toMatchObject([{ amountMinor: 15_000 }]);
    await world.say("me", "undo");
    expect(await live()).toMatchObject([{ amountMinor: 25_000 }]);
    await world.say("me", "cancel bill 1");
    expect(links().every((it) => it["active"] === false)).toBe(true);
    expect(await live()).toEqual([]);
  });

  it("is made once, though Stripe's answer was lost", async () => {
    await world.connect("me");
    world.stripe.fault("post /v1/payment_links", { kind: "cut-answer", times: 2 });
    await world.say("me", "bill Acme £230");
    expect(await live()).toEqual([]);
    world.clock.advanceMs(60 * 60_000);
    await world.settle();
    expect(links()).toHaveLength(1);
    expect(await live()).toHaveLength(1);
  });

  it("is made when Stripe is back after an outage", async () => {
    await world.connect("me");
    world.stripe.fault("post /v1/payment_links", { kind: "refuse", status: 503, times: 3 });
    await world.say("me", "bill Acme £230");
    for (let hour = 0; hour < 5; hour += 1) {
      world.clock.advanceMs(60 * 60_000);
      await world.settle();
    }
    expect(await live()).toHaveLength(1);
  });

  it("is not made for a few pence, nor for cash", async () => {
    await world.connect("me");
    await world.say("me", "bill Acme 29p");
    await world.say("me", "bill Acme £50 cash");
    expect(links()).toEqual([]);
  });
});

describe("a card payment", () => {
  it("closes the loop in one message, however often Stripe tells of it", async () => {
    await billed();
    Object.assign(world.stripe.delivering.faults, { copies: 4, shuffled: true });
    world.pays();
    await world.arrive();
    const said = await world.heard("me");
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^Acme paid £230 — /);
    expect(await state()).toBe("paid");
    expect(await live()).toEqual([]);
  });

  it("is not told by a card that was declined", async () => {
    await billed();
    world.pays("bad-card");
    await world.arrive();
    expect(await world.heard("me")).toEqual([]);
    expect(await state()).toBe("open");
  });

  it("is recognised by an old link, and what is over is kept", async () => {
    await billed();
    const old = String(links()[0]?.["id"]);
    await world.say("me", "make that 200");
    await world.heard("me");
    // The client had the old page open and pays there before it is off.
    const { bank, account } = world.stripe;
    put(bank, account, "payment_link", { id: old, active: true });
    put(bank, account, "payment_link", { id: links()[1]?.["id"], active: false });
    world.pays();
    await world.arrive();
    const [said] = await world.heard("me");
    expect(said).toMatch(/^Acme paid £200 — .*\nAcme paid £30 more than is owed on bill 1\./s);
    expect(await state()).toBe("paid");
  });

  it("is nobody's where it is not by a link of ours", async () => {
    await billed();
    const link = links()[0] ?? {};
    const { bank, account } = world.stripe;
    put(bank, account, "payment_link", { ...link, id: "plink_other", active: true });
    world.pays();
    await world.arrive();
    expect(await world.heard("me")).toEqual([]);
    expect(await state()).toBe("open");
  });
});

describe("a Bacs debit", () => {
  it("is waited for without a word, and told when it has come", async () => {
    await billed();
    const session = world.pays("bacs_debit");
    await world.arrive();
    expect(await world.heard("me")).toEqual([]);
    expect(await state()).toBe("processing");
    finishDebit(world.stripe.bank, world.stripe.account, session, true);
    await world.arrive();
    expect((await world.heard("me"))[0]).toMatch(/^Acme paid £230 — /);
  });

  it("that fails is told, and the bill gets another link", async () => {
    await billed();
    const session = world.pays("bacs_debit");
    await world.arrive();
    finishDebit(world.stripe.bank, world.stripe.account, session, false);
    await world.arrive();
    expect(await world.heard("me")).toEqual([
      "Acme's bank refused the £230 for bill 1. £230 is owed on it, due Sun 6 Dec 2026, and the reminders go on.",
    ]);
    expect(await state()).toBe("open");
    expect(await live()).toHaveLength(1);
  });
});

describe("money that goes back", () => {
  beforeEach(async () => {
    await billed();
    world.pays();
    await world.arrive();
    await world.heard("me");
  });

  it("by a refund is told once, and nobody is chased by itself", async () => {
    const made = refund(world.stripe.bank, world.stripe.account, chargeId(), 5000);
    await world.arrive();
    expect(await world.heard("me")).toEqual([
      'You gave Acme £50 of bill 1 back. £50 is owed on it, due Sun 6 Dec 2026. I do not chase it unless you say "resume chasing bill 1"; or say "write off bill 1".',
    ]);
    expect(await state()).toBe("part-paid");
    failRefund(world.stripe.bank, world.stripe.account, String(made["id"]));
    await world.arrive();
    expect((await world.heard("me"))[0]).toContain("would not take your refund");
    expect(await state()).toBe("paid");
  });

  it("by a dispute is told once, and comes back where it is won", async () => {
    const opened = dispute(world.stripe.bank, world.stripe.account, chargeId());
    await world.arrive();
    const said = await world.heard("me");
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("the payment is disputed");
    expect(await state()).toBe("open");
    closeDispute(world.stripe.bank, world.stripe.account, String(opened["id"]), "won");
    await world.arrive();
    expect(await world.heard("me")).toEqual(["You won the card dispute: Acme's £230 counts as paid again."]);
    expect(await state()).toBe("paid");
  });

  it("for good where the dispute is lost", async () => {
    const opened = dispute(world.stripe.bank, world.stripe.account, chargeId());
    closeDispute(world.stripe.bank, world.stripe.account, String(opened["id"]), "lost");
    await world.arrive();
    const said = await world.heard("me");
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("The dispute is lost");
    expect(await state()).toBe("open");
  });
});

describe("what was pushed in vain", () => {
  it("is found at the next start, and told in one message", async () => {
    await world.say("me", "bill Dave £40");
    await billed();
    world.stripe.delivering.faults.dropped = true;
    world.pays();
    world.pays();
    await world.arrive();
    expect(await world.heard("me")).toEqual([]);
    await world.restart();
    await world.tick();
    const [said, more] = await world.heard("me");
    expect(said?.split("\n")).toHaveLength(2);
    expect(more).toBeUndefined();
    expect([await state(1), await state(2)]).toEqual(["paid", "paid"]);
  });

  it("is found however much it is, each by itself", async () => {
    await world.connect("me");
    for (let pounds = 1; pounds <= 25; pounds += 1) await world.say("me", `bill Acme £${pounds}`);
    await world.heard("me");
    world.stripe.delivering.faults.dropped = true;
    for (let paid = 1; paid <= 25; paid += 1) world.pays();
    await world.tick();
    const said = await world.heard("me");
    expect(said).toHaveLength(25);
    world.clock.advanceMs(86_400_000);
    await world.tick();
    expect(await world.heard("me")).toEqual([]);
  });

  it("is looked for daily", async () => {
    await billed();
    world.clock.advanceMs(1000);
    await world.tick();
    world.stripe.delivering.faults.dropped = true;
    world.pays();
    await world.tick();
    expect(await world.heard("me")).toEqual([]);
    world.clock.advanceMs(86_400_000);
    await world.tick();
    expect((await world.heard("me"))[0]).toMatch(/^Acme paid £230/);
  });
});

describe("a push", () => {
  it("changes nothing unless its signature, its time and its account are right", async () => {
    await billed();
    world.stripe.delivering.faults.held = true;
    world.pays();
    const [endpoint] = all(world.stripe.account, "webhook_endpoint");
    const url = String(endpoint?.["url"]);
    const secret = world.stripe.account.secrets[String(endpoint?.["id"])] ?? "";
    const event = all(world.stripe.account, "event").findLast(
      (it) => it["type"] === "checkout.session.completed",
    );
    const body = JSON.stringify(event);
    const now = Math.floor(world.clock.now().getTime() / 1000);
    const push = async (to: string, signature: string, text = body) =>
      (await fetch(to, { method: "POST", headers: { "stripe-signature": signature }, body: text })).status;
    expect(await push(url, sign(body, "whsec_wrong", now))).toBe(400);
    expect(await push(url, sign(body, secret, now), `${body} `)).toBe(400);
    expect(await push(url, sign(body, secret, now - 301))).toBe(400);
    expect(await push(url, sign(body, secret, now + 301))).toBe(400);
    expect(await push(`${world.web}/webhooks/stripe/somebody`, sign(body, secret, now))).toBe(400);
    expect(await push(`${world.web}/webhooks/stripe`, sign(body, secret, now))).toBe(400);
    const foreign = JSON.stringify({ ...event, account: "acct_other" });
    expect(await push(url, sign(foreign, secret, now), foreign)).toBe(400);
    await world.settle();
    expect(await state()).toBe("open");
    expect(await push(url, sign(body, secret, now - 299))).toBe(200);
    expect(await push(url, sign(body, secret, now))).toBe(200);
    await world.settle();
    expect(await state()).toBe("paid");
    expect(await world.heard("me")).toHaveLength(1);
  });
});

describe("the installation's own key", () => {
  it("serves the only trader, and nobody where there are two", async () => {
    await world.close();
    world = await openCardWorld({ installationKey: true });
    await world.say("me", "bill Acme £230");
    await world.tick();
    expect(await live()).toHaveLength(1);
    expect((await world.heard("me")).at(-1)).toContain("Card payments are on");
    await world.say("anna", "bill Dave £40");
    await world.tick();
    expect(links()).toHaveLength(1);
    await world.close();
    world = await openCardWorld({ installationKey: true });
    await world.say("me", "bill Acme £230");
    await world.say("anna", "bill Dave £40");
    await world.tick();
    expect(links()).toEqual([]);
  });
});

describe("a refund that is heard of before its payment", () => {
  it("is taken with the payment, and the bill is owed", async () => {
    await billed();
    world.stripe.delivering.faults.dropped = true;
    world.pays();
    world.stripe.delivering.faults.dropped = false;
    refund(world.stripe.bank, world.stripe.account, chargeId(), 23_000);
    await world.arrive();
    expect(await state()).toBe("open");
    world.clock.advanceMs(25 * 3_600_000);
    await world.tick();
    expect(await state()).toBe("open");
    expect((await world.heard("me")).join("\n")).toContain("You gave Acme £230 of bill 1 back.");
  });
});

describe("the day of a payment", () => {
  const paidOn = async () => {
    const traderId = await world.traderOf("me");
    return await world.store.read(async (tx) => {
      const bill = await findBill(tx, traderId, 1);
      return (await listPaymentsOn(tx, traderId, bill?.id ?? "")).map(({ payment }) => payment.paidOn);
    });
  };

  it("is London's when the client paid by card, whenever we hear of it", async () => {
    await world.close();
    world = await openCardWorld({ now: "2026-07-01T23:30:00Z" });
    await billed();
    world.stripe.delivering.faults.dropped = true;
    world.pays();
    world.clock.advanceMs(25 * 3_600_000);
    await world.tick();
    expect(await paidOn()).toEqual(["2026-07-02"]);
  });

  it("is the day a bank's debit came, not the day it was asked for", async () => {
    await billed();
    const session = world.pays("bacs_debit");
    await world.arrive();
    expect(await paidOn()).toEqual(["2026-11-22"]);
    world.clock.advanceMs(4 * 24 * 3_600_000);
    finishDebit(world.stripe.bank, world.stripe.account, session, true);
    await world.arrive();
    expect(await paidOn()).toEqual(["2026-11-26"]);
  });
});

describe("a push while the worker runs", () => {
  const read = "get /v1/checkout/sessions/{session}";
  const reads = () => world.stripe.calls.filter(({ operation }) => operation === read).length;

  beforeEach(async () => {
    await billed();
    world.start();
    await world.say("me", "help");
    await until(async () => (await world.heard("me")).length > 0);
  });

  it("has what it is about read once", async () => {
    world.pays();
    await until(async () => (await state()) === "paid");
    await world.arrive();
    expect(reads()).toBe(1);
  });

  it("has it read again where that fails", async () => {
    world.stripe.fault(read, { kind: "refuse", status: 503, times: 1 });
    world.pays();
    await until(async () => reads() === 1);
    await world.arrive();
    expect(await state()).toBe("open");
    world.clock.advanceMs(60 * 60_000);
    await world.settle();
    expect([await state(), reads()]).toEqual(["paid", 2]);
  });
});
