import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { syncStates } from "../../src/domain/bill.ts";
import { openXeroWorld, type XeroWorld } from "./xero-world.ts";

let world: XeroWorld;
beforeEach(async () => {
  world = await openXeroWorld();
});
afterEach(() => world.close());

/** What Xero holds, a line for each invoice. */
function books(): readonly string[] {
  return world.invoices().map((it) => {
    const contact = world.sandbox.state.get("contacts", it.contactId)?.name;
    return `${it.number} ${contact} ${(it.totalMinor / 100).toFixed(2)} ${it.status}`;
  });
}

/** The newest version of the card, or answer, that shows a bill. */
async function pill(number: number): Promise<string> {
  await world.say("anna", `show bill ${number}`);
  return (
    (await world.heard("anna")).split("\n").find((it) => (syncStates as readonly string[]).includes(it)) ?? ""
  );
}

describe("a bill in Xero", () => {
  it("becomes one approved invoice, with our number, marker and line amounts said out", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230 for boiler repair");
    expect(books()).toEqual(["JPM-0001 Acme 230.00 AUTHORISED"]);
    const [invoice] = world.invoices();
    expect(invoice).toMatchObject({ amounts: "NoTax", dueOn: "2026-12-06", date: "2026-11-22" });
    expect(invoice?.reference).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(invoice?.lines).toMatchObject([
      { description: "boiler repair", accountCode: "200", taxType: "NONE" },
    ]);
    expect(await pill(1)).toBe("Synced with Xero");
  });

  it("costs two calls for a client who is known there", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    const before = world.sandbox.calls.length;
    await world.say("anna", "bill Acme £90");
    expect(world.sandbox.calls.slice(before).map((it) => it.operation)).toEqual([
      "PUT /Invoices",
      "GET /Invoices/{InvoiceID}/OnlineInvoice",
    ]);
  });

  it("is marked as sent once its mail has left", async () => {
    await world.connect("anna");
    await world.say("anna", "my business is Anna's Plumbing");
    await world.say("anna", "add client Acme a@acme.example");
    await world.say("anna", "bill Acme £230");
    expect(world.invoices()[0]?.sent).toBe(false);
    await world.wait(24 * 3_600_000);
    expect(world.mails).toHaveLength(1);
    expect(world.invoices()[0]?.sent).toBe(true);
    expect(await pill(1)).toBe("Synced with Xero");
    await world.say("anna", "cancel bill 1");
    expect(books()).toEqual(["JPM-0001 Acme 230.00 VOIDED"]);
  });

  it("is not marked as sent while Xero itself would remind the client by that", async () => {
    world.organisation.remindersOn = true;
    await world.connect("anna");
    await world.say("anna", "my business is Anna's Plumbing");
    await world.say("anna", "add client Acme a@acme.example");
    await world.say("anna", "bill Acme £230");
    await world.wait(24 * 3_600_000);
    expect(world.mails).toHaveLength(1);
    expect(world.invoices()[0]?.sent).toBe(false);
  });

  it("follows an edit, a cancellation and its undoing", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    await world.say("anna", "make that 250");
    expect(books()).toEqual(["JPM-0001 Acme 250.00 AUTHORISED"]);
    await world.say("anna", "cancel bill 1");
    expect(books()).toEqual(["JPM-0001 Acme 250.00 VOIDED"]);
    await world.say("anna", "undo");
    expect(books()).toEqual(["JPM-0001 Acme 250.00 VOIDED", "JPM-0002 Acme 250.00 AUTHORISED"]);
    expect(await world.heard("anna")).toContain("it is bill 2 now");
  });

  it("deletes a draft, and gives its number back", async () => {
    await world.connect("anna", { status: "DRAFT" });
    await world.say("anna", "bill Acme £230");
    expect(await pill(1)).toBe("Draft in Xero");
    await world.say("anna", "cancel bill 1");
    expect(books()).toEqual(["JPM-0001 Acme 230.00 DELETED"]);
  });

  it("stays out where it is said", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230 not in Xero");
    expect(books()).toEqual([]);
    expect(await pill(1)).toBe("Not in Xero");
    await world.say("anna", "put bill 1 in xero");
    expect(books()).toEqual(["JPM-0001 Acme 230.00 AUTHORISED"]);
  });

  it("takes the next number where somebody else's invoice has its own", async () => {
    await world.connect("anna");
    const other = await world.sandbox.state.all("contacts");
    expect(other).toEqual([]);
    await world.say("anna", "bill Acme £230");
    const [mine] = world.invoices();
    if (mine !== undefined)
      world.sandbox.state.put("invoices", {
        ...mine,
        id: crypto.randomUUID(),
        number: "JPM-0002",
        reference: "theirs",
      });
    await world.say("anna", "bill Acme £90");
    expect(books()).toContain("JPM-0003 Acme 90.00 AUTHORISED");
    expect(await world.heard("anna")).toContain(
      "Xero already has another invoice with the number of bill 2, so it is bill 3 now",
    );
  });
});

describe("an invoice whose fate is in doubt", () => {
  for (const kind of [
    "cut",
    "500-done",
    "500",
    "refuse",
    "html",
    "maintenance",
    "expired",
    "minute",
    "concurrent",
  ] as const) {
    it(`is made once after ${kind}`, async () => {
      await world.connect("anna");
      world.sandbox.faults.add("PUT /Invoices", { kind });
      await world.say("anna", "bill Acme £230");
      for (let i = 0; i < 5; i += 1) await world.wait(60_000);
      expect(books()).toEqual(["JPM-0001 Acme 230.00 AUTHORISED"]);
      expect(await pill(1)).toBe("Synced with Xero");
      expect((await world.transcript("anna")).some((it) => /not in Xero as it should/.test(it.text))).toBe(
        false,
      );
    });
  }
});

const names = [
  "Harris",
  "Patel",
  "Okafor",
  "Jones",
  "Murphy",
  "Singh",
  "Evans",
  "Khan",
  "Taylor",
  "Reid",
  "Novak",
  "Ali",
];

describe("many bills at once", () => {
  it("the bills from before go in batches", async () => {
    for (let i = 0; i < 60; i += 1) await world.say("anna", `bill ${names[i % names.length]} £${100 + i}`);
    await world.connect("anna");
    expect(await world.heard("anna")).toContain(
      "You have 60 open bills from before. Shall I put them into Xero too?",
    );
    const before = world.sandbox.calls.length;
    await world.say("anna", "yes");
    for (let i = 0; i < 5; i += 1) await world.wait(60_000);
    expect(books().length).toBe(60);
    // Looks and links come at their own pace; the pushing itself is two batches, and the clients'.
    const pushing = world.sandbox.calls
      .slice(before)
      .filter((it) => !it.operation.startsWith("GET /Invoices"));
    expect(pushing.map((it) => it.operation)).toEqual([
      "GET /Contacts",
      "PUT /Contacts",
      "PUT /Invoices",
      "PUT /Invoices",
    ]);
    expect(world.sandbox.limits.refused.size).toBe(0);
  });
});
