import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { syncStates } from "../../src/domain/bill.ts";
import type { SyncProblemKind } from "../../src/domain/mirror.ts";
import { mergeContacts } from "../../src/sandbox/xero/contacts.ts";
import { pay } from "../../src/sandbox/xero/payments.ts";
import type { Contact, Invoice, Organisation } from "../../src/sandbox/xero/state.ts";
import { openXeroWorld, type XeroWorld } from "./xero-world.ts";

let world: XeroWorld;
beforeEach(async () => {
  world = await openXeroWorld();
});
afterEach(() => world.close());

async function pill(number: number): Promise<string> {
  await world.say("anna", `show bill ${number}`);
  const lines = (await world.heard("anna")).split("\n");
  return lines.find((it) => (syncStates as readonly string[]).includes(it)) ?? "";
}

async function say(text: string): Promise<void> {
  await world.say("anna", text);
}

function set(changes: Partial<Organisation>): void {
  Object.assign(world.organisation, changes);
}

function invoice(): Invoice {
  const found = world.invoices().at(-1);
  if (found === undefined) throw new Error("There is no invoice.");
  return found;
}

async function inXero(form: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(form);
  await world.sandbox.pages.request(`/sandbox/xero/${invoice().id}`, { method: "POST", body });
}

function paid(minor: number): void {
  const accountId = world.organisation.accounts.find((it) => it.type === "BANK")?.id ?? "";
  pay(world.sandbox.state, invoice(), { accountId, date: "2026-11-22", minor, reference: "" });
}

function contact(name: string, email: string | null = null): Contact {
  const made: Contact = {
    id: crypto.randomUUID(),
    organisationId: world.organisation.id,
    name,
    number: null,
    email,
    phone: null,
    status: "ACTIVE",
    mergedTo: null,
    updatedAtMs: 0,
  };
  world.sandbox.state.put("contacts", made);
  return made;
}

function rates(percent: (type: string, before: number) => number): void {
  for (const rate of world.organisation.taxRates) rate.percent = percent(rate.type, rate.percent);
}

interface Case {
  /** Everything up to Xero's refusal. The bill is number 1. */
  readonly cause: () => Promise<void>;
  /** In Xero's own words, where it says any. */
  readonly words: RegExp | null;
  readonly said: string;
  /** What somebody has to do in Xero first, where no tap alone can help. */
  readonly mend?: () => void | Promise<void>;
  readonly fix: string;
  /** What follows the tap, until it is in Xero as it should be. */
  readonly after?: () => Promise<void>;
}

/** Every reason for which a bill may not be in Xero as it should be, from its cause to the tap that mends it. */
const cases: { readonly [K in SyncProblemKind]: Case } = {
  "tax-type": {
    cause: async () => {
      for (const rate of world.organisation.taxRates) if (rate.type === "NONE") rate.forRevenue = false;
      await say("bill Acme £230");
    },
    words: /TaxType code 'NONE' cannot be used with account code '200'/,
    said: "the tax rate does not go with the account",
    mend: () => {
      for (const rate of world.organisation.taxRates) rate.forRevenue = true;
    },
    fix: "Use No VAT for this one",
  },
  account: {
    cause: async () => {
      for (const account of world.organisation.accounts)
        if (account.code === "200") account.status = "ARCHIVED";
      await say("bill Acme £230");
    },
    words: /Account code '200' has been archived, or deleted/,
    said: "the account is archived or gone",
    fix: "Use 201 Call-outs",
  },
  "contact-archived": {
    cause: async () => {
      const acme = contact("Acme");
      world.sandbox.state.put("contacts", { ...acme, status: "ARCHIVED" });
      await say("bill Acme £230");
    },
    words: null,
    said: "the client's contact is archived in Xero",
    fix: "Make a new contact",
  },
  "contact-unclear": {
    cause: async () => {
      contact("Acme Holdings", "accounts@acme.com");
      await say("add client Acme accounts@acme.com");
      await say("bill Acme £230");
    },
    words: null,
    said: "more than one contact in Xero could be this client",
    fix: "Acme Holdings (accounts@acme.com)",
  },
  "contact-name": {
    cause: async () => {
      // To Xero the names are alike; a search for the one does not find the other.
      contact("Café Renée");
      await say("bill Cafe Renee £230");
    },
    words: /is already assigned to another contact/,
    said: "Xero does not take the client's name",
    fix: "Café Renée",
  },
  locked: {
    cause: async () => {
      set({ periodLockOn: "2026-11-22" });
      await say("bill Acme £230");
    },
    words: /before the period lock date, currently set at 22-Nov-2026/,
    said: "the books are locked for that date",
    mend: () => world.clock.advanceMs(86_400_000),
    fix: "Date it today",
  },
  "plan-cap": {
    cause: async () => {
      set({ monthlyCap: 0 });
      await say("bill Acme £230");
    },
    words: /You have reached the limit of invoices you can approve/,
    said: "your Xero plan takes no more invoices this month",
    fix: "Put it there as a draft",
    after: async () => {
      expect(await pill(1)).toBe("Draft in Xero");
      set({ monthlyCap: null });
      await inXero({ do: "approve" });
      await world.wait(5 * 60_000);
    },
  },
  currency: {
    cause: async () => {
      set({ currencies: ["EUR"] });
      await say("bill Acme £230");
    },
    words: /Organisation is not subscribed to currency GBP/,
    said: "your Xero plan does not take that currency",
    mend: () => set({ currencies: ["GBP", "EUR"] }),
    fix: "Retry",
  },
  "has-payments": {
    cause: async () => {
      await say("bill Acme £230");
      paid(1000);
      await say("make bill 1 250");
    },
    words: /cannot be edited as it has a payment or credit note allocated to it/,
    said: "there is money against it in Xero, so it cannot be changed there",
    mend: () => inXero({ do: "unpay" }),
    fix: "Retry",
  },
  "closed-there": {
    cause: async () => {
      await say("push to xero as drafts");
      await say("bill Acme £230");
      await inXero({ do: "approve" });
      await say("cancel bill 1");
    },
    words: /Invoice not of valid status for modification/,
    said: "it is paid, voided or deleted in Xero, so it cannot be changed there",
    fix: "Retry",
  },
  permission: {
    cause: async () => {
      set({ readOnlyRole: true });
      await say("bill Acme £230");
    },
    words: /does not have permission/,
    said: "whoever connected Xero may not do this there",
    mend: () => set({ readOnlyRole: false }),
    fix: "Retry",
  },
  "total-differs": {
    cause: async () => {
      await say("I am VAT registered");
      set({ vatRegistered: true });
      for (const account of world.organisation.accounts) account.taxType = "OUTPUT2";
      rates((type, before) => (type === "OUTPUT2" ? 25 : before));
      await say("bill Acme £200 plus VAT");
    },
    words: null,
    said: "it comes to another total in Xero",
    mend: () => rates((type, before) => (type === "OUTPUT2" ? 20 : before)),
    fix: "Retry",
  },
  refused: {
    cause: async () => {
      world.sandbox.faults.add("PUT /Invoices", { kind: "invalid" });
      await say("bill Acme £230");
    },
    words: /A validation exception occurred/,
    said: "Xero refused it",
    fix: "Retry",
  },
};

describe("what Xero refuses", () => {
  for (const [kind, { cause, words, said, mend, fix, after }] of Object.entries(cases)) {
    it(`${kind}: is said in plain words and Xero's own, and is one tap from Synced with Xero`, async () => {
      await world.connect("anna");
      await cause();
      const heard = await world.heard("anna");
      expect(heard).toContain(said);
      if (words !== null) expect(heard).toMatch(new RegExp(`Xero says: “.*${words.source}`));
      const number = Number(/bill (\d+)/i.exec(heard)?.[1]);
      expect(await pill(number)).toBe("Sync failed");
      await mend?.();
      await world.press("anna", await world.button("anna", fix));
      await world.settle();
      await after?.();
      expect(await pill(number)).toBe("Synced with Xero");
      const standing = world.invoices().filter((it) => it.status === "AUTHORISED");
      // A bill that was cancelled here has none any more.
      expect(standing).toHaveLength(kind === "closed-there" ? 0 : 1);
    });
  }

  it("a merged contact is followed without a word", async () => {
    await world.connect("anna");
    await say("bill Acme £230");
    const [acme] = world.sandbox.state.all("contacts");
    const winner = contact("Acme Group");
    if (acme !== undefined) mergeContacts(world.sandbox.state, acme, winner);
    await say("bill Acme £50");
    expect(await pill(2)).toBe("Synced with Xero");
    expect(invoice().contactId).toBe(winner.id);
  });
});
