import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bill, syncStates } from "../../src/domain/bill.ts";
import { credit, pay, restate } from "../../src/sandbox/xero/payments.ts";
import type { Invoice } from "../../src/sandbox/xero/state.ts";
import { findBill } from "../../src/store/bills.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { closeRecord } from "./xero-deeds.ts";
import { openXeroWorld, type XeroWorld } from "./xero-world.ts";

let world: XeroWorld;
beforeEach(async () => {
  world = await openXeroWorld();
});
afterEach(() => world.close());

const minute = 60_000;

function invoice(number = "JPM-0001"): Invoice {
  const found = world.invoices().find((it) => it.number === number);
  if (found === undefined) throw new Error(`There is no invoice ${number}.`);
  return found;
}

function bank(): string {
  return world.organisation.accounts.find((it) => it.type === "BANK")?.id ?? "";
}

function paid(minor: number, number?: string): void {
  pay(world.sandbox.state, invoice(number), { accountId: bank(), date: "2026-11-23", minor, reference: "" });
}

/** A person changes an invoice in Xero. */
async function edit(form: Record<string, string>, number?: string): Promise<void> {
  await world.sandbox.pages.request(`/sandbox/xero/${invoice(number).id}`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
}

async function pill(number = 1): Promise<string> {
  await world.say("anna", `show bill ${number}`);
  return (
    (await world.heard("anna")).split("\n").find((it) => (syncStates as readonly string[]).includes(it)) ?? ""
  );
}

async function bill(number = 1): Promise<Bill> {
  return await world.store.read(async (tx) => {
    const chat = await findConversation(tx, { channel: "local", account: "local", chat: "anna" });
    const found = await findBill(tx, chat?.traderId ?? "", number);
    if (found === undefined) throw new Error(`There is no bill ${number}.`);
    return found;
  });
}

describe("what happens in Xero", () => {
  beforeEach(async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    await world.wait(5 * minute);
  });

  it("a payment closes the bill with the usual words, once", async () => {
    paid(23_000);
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toMatch(/^Acme paid £230 — /);
    const said = (await world.transcript("anna")).length;
    await world.wait(5 * minute);
    await world.wait(25 * 60 * minute);
    expect((await world.transcript("anna")).length).toBe(said);
  });

  it("a part payment leaves the rest owed, and its removal all of it", async () => {
    paid(10_000);
    await world.wait(5 * minute);
    expect((await bill()).state).toBe("part-paid");
    await edit({ do: "unpay" });
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toContain(
      'Acme\'s payment of £100 for bill 1 was taken out in Xero. £230 is owed on it, due Sun 6 Dec 2026. I do not chase it unless you say "resume chasing bill 1"',
    );
    expect(await bill()).toMatchObject({ state: "open", paidMinor: 0 });
  });

  it("a payment that was told here first is the same money", async () => {
    await world.say("anna", "Acme paid 230");
    paid(23_000);
    await world.wait(5 * minute);
    expect(await bill()).toMatchObject({ state: "paid", paidMinor: 23_000 });
    expect((await world.transcript("anna")).filter((it) => it.text.startsWith("Acme paid £")).length).toBe(1);
  });

  it("a credit note is no payment", async () => {
    credit(world.sandbox.state, invoice(), { kind: "CreditNotes", minor: 23_000, date: "2026-11-23" });
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toContain("was credited in Xero. Nothing more is owed on it.");
    expect((await bill()).state).toBe("credited");
  });

  it("a void cancels the bill, and is not told twice", async () => {
    await edit({ do: "void" });
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toContain("was voided in Xero, so I have cancelled it here");
    expect((await bill()).state).toBe("cancelled");
    const calls = world.sandbox.calls.length;
    await world.settle();
    expect(world.sandbox.calls.length).toBe(calls);
  });

  it("an edit is shown field by field; Keep mine puts it back", async () => {
    await edit({ do: "edit", total: "250", due: "2026-12-24", reference: invoice().reference });
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toContain(
      "• Amount: £230 here, £250 in Xero\n• Due: Sun 6 Dec 2026 here, Thu 24 Dec 2026 in Xero",
    );
    expect(await pill()).toBe("Edited in Xero");
    await world.press("anna", await world.button("anna", "Keep mine"));
    expect(invoice()).toMatchObject({ totalMinor: 23_000, dueOn: "2026-12-06" });
    expect(await pill()).toBe("Synced with Xero");
  });

  it("… and Use Xero's takes it", async () => {
    await edit({ do: "edit", total: "250", due: "2026-12-24", reference: invoice().reference });
    await world.wait(5 * minute);
    await world.press("anna", await world.button("anna", "Use Xero's"));
    expect(await bill()).toMatchObject({ totalMinor: 25_000, dueOn: "2026-12-24", sync: "Synced with Xero" });
    await world.wait(5 * minute);
    expect(await pill()).toBe("Synced with Xero");
  });

  it("an edit on both sides asks before it writes over anything", async () => {
    await edit({ do: "edit", total: "250", due: "2026-12-06", reference: invoice().reference });
    await world.say("anna", "make bill 1 240");
    expect(await pill()).toBe("Edited in Xero");
    expect(invoice().totalMinor).toBe(25_000);
    await world.press("anna", await world.button("anna", "Keep mine"));
    expect(invoice().totalMinor).toBe(24_000);
  });

  it("our own pushes are no edits", async () => {
    await world.say("anna", "make bill 1 240");
    await world.wait(5 * minute);
    expect(await pill()).toBe("Synced with Xero");
    expect((await world.transcript("anna")).some((it) => it.text.includes("edited in Xero"))).toBe(false);
  });

  it("a due date that changed quietly on a part-paid invoice is found within a day", async () => {
    paid(1000);
    await world.wait(5 * minute);
    await world.say("anna", "bill Harris £50");
    await world.wait(5 * minute);
    await edit({ do: "edit", total: "230", due: "2026-12-24", reference: invoice().reference });
    await world.wait(5 * minute);
    expect((await world.transcript("anna")).some((it) => it.text.includes("edited in Xero"))).toBe(false);
    await world.wait(25 * 60 * minute);
    expect((await world.transcript("anna")).some((it) => it.text.includes("Thu 24 Dec 2026 in Xero"))).toBe(
      true,
    );
  });

  it("is asked just before a client is written to", async () => {
    expect(await world.xero.ask(await bill())).toEqual({ kind: "owed" });
    paid(23_000);
    expect(await world.xero.ask(await bill())).toMatchObject({ kind: "wait" });
    expect((await bill()).state).toBe("paid");
    await world.say("anna", "bill Acme £90");
    world.sandbox.faults.add("GET /Invoices", { kind: "maintenance" });
    expect(await world.xero.ask(await bill(2))).toEqual({
      kind: "wait",
      why: "Xero does not answer just now.",
    });
  });

  it("a disconnection is told once, and mended by connecting again", async () => {
    const [connection] = world.sandbox.state.all("connections");
    if (connection !== undefined) world.sandbox.state.put("connections", closeRecord(connection));
    await world.wait(5 * minute);
    await world.wait(5 * minute);
    const lost = (await world.transcript("anna")).filter((it) => it.text.includes("no longer lets me in"));
    expect(lost.length).toBe(1);
    await world.say("anna", "bill Acme £90");
    expect(await pill(2)).toBe("Syncing");
    await world.say("anna", "connect xero");
    await world.visit("anna");
    await world.say("anna", "yes");
    expect(await world.heard("anna")).toContain("is connected again, with your settings as they were");
    await world.wait(60 * minute);
    expect(await pill(2)).toBe("Synced with Xero");
  });
});

describe("a webhook from Xero", () => {
  const send = (body: string, key = "hook-key") =>
    world.xero.routes.request("/webhooks/xero", {
      method: "POST",
      headers: { "x-xero-signature": createHmac("sha256", key).update(body).digest("base64") },
      body,
    });

  it("is told apart from a forged one, also when it is empty", async () => {
    const empty = JSON.stringify({ events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: "S" });
    expect((await send(empty)).status).toBe(200);
    const forged = await send(empty, "another key");
    expect([forged.status, await forged.text(), forged.headers.get("set-cookie")]).toEqual([401, "", null]);
  });

  it("brings a payment without waiting for the next look", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    await world.wait(5 * minute);
    paid(23_000);
    const event = {
      resourceId: invoice().id,
      tenantId: world.organisation.id,
      tenantType: "ORGANISATION",
      eventCategory: "INVOICE",
      eventType: "UPDATE",
      eventDateUtc: "2026-11-22T09:05:00.000",
    };
    const body = JSON.stringify({ events: [event] });
    expect((await send(body)).status).toBe(200);
    expect((await send(body)).status).toBe(200);
    await world.wait(0);
    expect(await world.heard("anna")).toMatch(/^Acme paid £230 — /);
  });
});

describe("what the organisation is set to", () => {
  it("is read again each week, and what became a nuisance is told", async () => {
    await world.connect("anna");
    const said = (await world.transcript("anna")).length;
    world.organisation.remindersOn = true;
    for (const account of world.organisation.accounts)
      if (account.code === "200") account.status = "ARCHIVED";
    for (let day = 0; day < 8; day += 1) await world.wait(24 * 60 * minute);
    const news = (await world.transcript("anna", said)).map((it) => it.text).join("\n");
    expect(news.match(/clients would be chased twice/g)).toHaveLength(1);
    expect(news.match(/no longer has the account 200 .*\nThere is: 201 Call-outs/g)).toHaveLength(1);
  });
});

describe("an import", () => {
  it("takes open invoices over in one message, and follows Xero from then on", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    const mine = invoice();
    for (let n = 1; n <= 120; n += 1) {
      const copy = {
        ...mine,
        id: crypto.randomUUID(),
        number: `INV-${String(n).padStart(4, "0")}`,
        reference: "",
        byApp: false,
      };
      world.sandbox.state.put("invoices", copy);
    }
    const said = (await world.transcript("anna")).length;
    await world.say("anna", "connect xero");
    const cookie = await world.visit("anna");
    await world.say("anna", "yes");
    await world.setup(cookie, { account: "200", taxType: "NONE", import: "on" });
    await world.wait(minute);
    const news = (await world.transcript("anna", said)).filter(
      (it) => it.sender === "bot" && it.replaces === null,
    );
    expect(news.map((it) => it.text).filter((it) => /^(?:Taking|Took)/.test(it))).toEqual([
      "Taking 121 open invoices over from Practice Books. I will say when it is done.",
      'Took 120 open invoices over from Practice Books: 1 client, £27,600 owed. Say "who owes me" to see them.',
    ]);
    expect(await pill(2)).toBe("Xero-managed");
    await edit({ do: "edit", total: "250", due: "2026-12-24", reference: "PO 9" }, "INV-0001");
    await world.wait(5 * minute);
    expect(await bill(2)).toMatchObject({
      totalMinor: 25_000,
      dueOn: "2026-12-24",
      reference: "PO 9",
      sync: "Xero-managed",
    });
  });
});

describe("a bill that was made in Xero", () => {
  beforeEach(async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    const theirs = { ...invoice(), id: crypto.randomUUID(), number: "INV-0001", reference: "", byApp: false };
    world.sandbox.state.put("invoices", theirs);
    await world.say("anna", "connect xero");
    const cookie = await world.visit("anna");
    await world.say("anna", "yes");
    await world.setup(cookie, { account: "200", taxType: "NONE", import: "on" });
    await world.wait(minute);
  });

  it("is changed in Xero from the chat", async () => {
    await world.say("anna", "make bill 2 250");
    expect(invoice("INV-0001").totalMinor).toBe(25_000);
    expect(await pill(2)).toBe("Xero-managed");
  });

  it("stays as Xero has it where Xero does not take the change", async () => {
    world.organisation.periodLockOn = "2026-11-30";
    await world.say("anna", "make bill 2 250");
    expect(await world.heard("anna")).toContain("Xero did not take the change: the books are locked");
    expect(await bill(2)).toMatchObject({ totalMinor: 23_000, sync: "Xero-managed" });
    await world.say("anna", "cancel bill 2");
    expect(await world.heard("anna")).toContain("It was made in Xero, so it stays as it is there");
    expect(await bill(2)).toMatchObject({ state: "open", sync: "Xero-managed" });
  });

  it("is not changed while Xero is connected for reading only, and the reason is said", async () => {
    await world.say("anna", "xero read-only");
    for (const order of ["make bill 2 250", "cancel bill 2"]) {
      await world.say("anna", order);
      expect(await world.heard("anna")).toContain("was made in Xero, which is connected for reading only");
    }
    expect(await bill(2)).toMatchObject({ state: "open", totalMinor: 23_000 });
    expect(invoice("INV-0001")).toMatchObject({ status: "AUTHORISED", totalMinor: 23_000 });
  });

  it("stays open there where it is written off, and that is said", async () => {
    await world.say("anna", "write off bill 2");
    expect(await world.heard("anna")).toContain("It stays open in Xero");
    expect(await world.heard("anna")).toContain(`/invoicing/view/${invoice("INV-0001").id}`);
  });
});

describe("a draft", () => {
  it("that is approved in Xero is told", async () => {
    await world.connect("anna", { status: "DRAFT" });
    await world.say("anna", "bill Acme £230");
    expect(await world.xero.ask(await bill())).toMatchObject({ kind: "wait" });
    await edit({ do: "approve" });
    await world.wait(5 * minute);
    expect(await world.heard("anna")).toContain("was approved in Xero");
    expect(await pill()).toBe("Synced with Xero");
    expect(await world.xero.ask(await bill())).toEqual({ kind: "owed" });
  });
});

describe("a payment recorded here", () => {
  it("is put on the invoice once, and taken off with undo", async () => {
    await world.connect("anna", { writeBack: "on", writeBackAccount: bank() });
    await world.say("anna", "bill Acme £230");
    await world.say("anna", "Acme paid 230");
    expect(world.sandbox.state.all("payments").map((it) => [it.minor, it.status])).toEqual([
      [23_000, "AUTHORISED"],
    ]);
    await world.wait(5 * minute);
    expect(await bill()).toMatchObject({ state: "paid", paidMinor: 23_000 });
    await world.say("anna", "undo");
    expect(world.sandbox.state.all("payments").map((it) => it.status)).toEqual(["DELETED"]);
  });

  it("is not doubled where Xero had it already", async () => {
    await world.connect("anna", { writeBack: "on", writeBackAccount: bank() });
    await world.say("anna", "bill Acme £230");
    paid(23_000);
    restate(world.sandbox.state, invoice().id);
    await world.say("anna", "Acme paid 230");
    await world.wait(5 * minute);
    expect(world.sandbox.state.all("payments").length).toBe(1);
    expect(await bill()).toMatchObject({ state: "paid", paidMinor: 23_000 });
  });
});
