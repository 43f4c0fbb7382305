import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { syncStates } from "../../src/domain/bill.ts";
import { mergeContacts } from "../../src/sandbox/xero/contacts.ts";
import { pay } from "../../src/sandbox/xero/payments.ts";
import type { Organisation } from "../../src/sandbox/xero/state.ts";
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

function set(changes: Partial<Organisation>): void {
  Object.assign(world.organisation, changes);
}

async function tap(label: string): Promise<void> {
  await world.press("anna", await world.button("anna", label));
  await world.settle();
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

describe("what Xero refuses", () => {
  const cases: Readonly<Record<string, { cause: () => void; said: string; fix: string; mend?: () => void }>> =
    {
      "a tax rate that does not go with the account": {
        cause: () => {
          for (const rate of world.organisation.taxRates) if (rate.type === "NONE") rate.forRevenue = false;
        },
        said: "the tax rate does not go with the account",
        fix: "Use No VAT for this one",
        mend: () => {
          for (const rate of world.organisation.taxRates) rate.forRevenue = true;
        },
      },
      "an archived account": {
        cause: () => {
          for (const account of world.organisation.accounts)
            if (account.code === "200") account.status = "ARCHIVED";
        },
        said: "the account is archived or gone",
        fix: "Use 201 Call-outs",
      },
      "a locked period": {
        cause: () => set({ periodLockOn: "2026-11-22" }),
        said: "the books are locked for that date",
        fix: "Date it today",
        mend: () => world.clock.advanceMs(86_400_000),
      },
      "a plan's cap": {
        cause: () => set({ monthlyCap: 0 }),
        said: "your Xero plan takes no more invoices this month",
        fix: "Put it there as a draft",
      },
      "a lost role": {
        cause: () => set({ readOnlyRole: true }),
        said: "whoever connected Xero may not do this there",
        fix: "Retry",
        mend: () => set({ readOnlyRole: false }),
      },
    };
  for (const [name, { cause, said, fix, mend }] of Object.entries(cases)) {
    it(`${name} is one tap from its fix`, async () => {
      await world.connect("anna");
      cause();
      await world.say("anna", "bill Acme £230");
      expect(await world.heard("anna")).toContain(said);
      expect(await pill(1)).toBe("Sync failed");
      mend?.();
      await tap(fix);
      expect(await pill(1)).toMatch(/^(?:Synced with|Draft in) Xero$/);
      expect(books().length).toBe(1);
    });
  }

  it("a currency the plan does not take is told in Xero's words", async () => {
    await world.connect("anna");
    set({ currencies: ["EUR"] });
    await world.say("anna", "bill Acme £230");
    expect(await world.heard("anna")).toContain("Organisation is not subscribed to currency GBP");
    set({ currencies: ["GBP", "EUR"] });
    await tap("Retry");
    expect(await pill(1)).toBe("Synced with Xero");
  });

  it("an archived contact can be made anew, a merged one is followed without a word", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    const [acme] = world.sandbox.state.all("contacts");
    if (acme !== undefined) world.sandbox.state.put("contacts", { ...acme, status: "ARCHIVED" });
    await world.say("anna", "bill Acme £90");
    expect(await world.heard("anna")).toContain("the client's contact is archived in Xero");
    await tap("Make a new contact");
    expect(await pill(2)).toBe("Synced with Xero");
    const [, again] = world.sandbox.state.all("contacts");
    const winner = { ...again, id: crypto.randomUUID(), name: "Acme Group" } as NonNullable<typeof again>;
    world.sandbox.state.put("contacts", winner);
    if (again !== undefined) mergeContacts(world.sandbox.state, again, winner);
    await world.say("anna", "bill Acme £50 not in Xero");
    await world.say("anna", "put bill 3 in xero");
    expect(books().at(-1)).toBe("JPM-0003 Acme Group 50.00 AUTHORISED");
  });

  it("an edit of a part-paid invoice is explained", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    const [invoice] = world.invoices();
    const bank = world.organisation.accounts.find((it) => it.type === "BANK")?.id ?? "";
    if (invoice !== undefined)
      pay(world.sandbox.state, invoice, { accountId: bank, date: "2026-11-22", minor: 1000, reference: "" });
    await world.say("anna", "make bill 1 250");
    expect(await world.heard("anna")).toContain(
      "there is money against it in Xero, so it cannot be changed there",
    );
  });

  it("a contact that may be somebody else is asked about", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £10 not in Xero");
    await world.say("anna", "Acme's email is accounts@acme.com");
    const known = {
      id: crypto.randomUUID(),
      organisationId: world.organisation.id,
      name: "Acme Holdings",
      number: null,
    };
    world.sandbox.state.put("contacts", {
      ...known,
      email: "accounts@acme.com",
      phone: null,
      status: "ACTIVE",
      mergedTo: null,
      updatedAtMs: 0,
    });
    await world.say("anna", "bill Acme £230");
    expect(await world.heard("anna")).toContain("more than one contact in Xero could be this client");
    await tap("Acme Holdings (accounts@acme.com)");
    expect(books()).toEqual(
      ["JPM-0001 Acme Holdings 230.00 AUTHORISED"].map((it) => it.replace("0001", "0002")),
    );
  });
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
