import { settingsAtFirst } from "../../src/domain/setting.ts";
import type { LetterFacts, Subject } from "../../src/letters/letter.ts";
import { aBill, aClient } from "../helpers/builders.ts";

/** A letter of each kind, as `npm run show:letters` prints them and the screenshots show them. */

const sender = {
  ...settingsAtFirst,
  tradingName: "Joe's Plumbing",
  legalName: "Joe Smith",
  address: "1 High Street, Leeds LS1 4AP",
  replyEmail: "joe@joesplumbing.co.uk",
  signOff: "Joe",
};
const patel = aClient({ name: "Mrs Patel", email: "patel@example.com" });
const acme = aClient({
  id: "c2",
  name: "Acme Ltd",
  email: "accounts@acme.com",
  address: "9 Mill Lane, Leeds LS2 7AA",
});
const boiler = { description: "Boiler service", quantity: 1, unitMinor: 8500, amountMinor: 8500 };
const link = "https://pay.example/pay/3kVq0x";

const bill = {
  bill: aBill({ number: 14, totalMinor: 8500, issuedOn: "2026-11-20", dueOn: "2026-12-04" }),
  lines: [boiler],
  link,
};
const late = { ...bill, bill: { ...bill.bill, dueOn: "2026-11-26" as const } };
const part = { ...late, bill: { ...late.bill, number: 16, state: "part-paid" as const, paidMinor: 3000 } };
const vat = {
  bill: aBill({
    id: "b2",
    number: 15,
    totalMinor: 27_600,
    vat: "plus",
    plusVat: true,
    vatMinor: 4600,
    issuedOn: "2026-11-10",
    dueOn: "2026-11-24",
    reference: "PO 4471",
    supplyOn: "2026-11-09",
  }),
  lines: [
    { description: "Labour", quantity: 2.5, unitMinor: 8000, amountMinor: 20_000 },
    { description: "Parts", quantity: 1, unitMinor: 3000, amountMinor: 3000 },
  ],
  link: "https://pay.example/pay/8sLw2d",
};

function facts(subject: Subject, override: Partial<LetterFacts> = {}): LetterFacts {
  return {
    subject,
    sender,
    client: patel,
    bills: [bill],
    today: "2026-12-01",
    stopUrl: "https://pay.example/stop/p7Jd",
    startUrl: null,
    practice: false,
    ...override,
  };
}

const reminder = (tone: "friendly" | "formal" | "firm", writtenBefore = tone !== "friendly"): Subject => {
  return { about: "reminder", tone, writtenBefore };
};
const company = { client: acme };
const vatSender = { ...sender, vatRegistered: true, vatNumber: "123456782" };
const bank = { ...sender, sortCode: "200000", accountNumber: "12345678", replyEmail: null };

export const examples: Readonly<Record<string, LetterFacts>> = {
  "a bill": facts({ about: "bill" }),
  "a bill with VAT, a reference and several lines": facts(
    { about: "bill" },
    { ...company, bills: [vat], sender: vatSender },
  ),
  "a bill without a page to pay on, from a trader without an email": facts(
    { about: "bill" },
    { bills: [{ ...bill, link: null }], sender: bank },
  ),
  "a friendly reminder before the day": facts(reminder("friendly")),
  "a friendly reminder on the day": facts(reminder("friendly"), { today: "2026-12-04" }),
  "a friendly reminder after the day": facts(reminder("friendly"), { today: "2026-12-07" }),
  "a second friendly reminder": facts(reminder("friendly", true), { today: "2026-12-08" }),
  "a friendly reminder where part was paid": facts(reminder("friendly"), { bills: [part] }),
  "a formal reminder before the day": facts(reminder("formal")),
  "a formal reminder": facts(reminder("formal"), { bills: [late] }),
  "a firm reminder": facts(reminder("firm"), { bills: [late], today: "2026-12-11" }),
  "a firm reminder to a company, the first": facts(reminder("firm", false), {
    ...company,
    bills: [vat],
    today: "2026-12-08",
  }),
  "several bills, none overdue": facts(reminder("friendly"), {
    bills: [bill, { ...vat, bill: { ...vat.bill, dueOn: "2026-12-04" } }],
  }),
  "several bills, some overdue": facts(reminder("formal"), { bills: [vat, bill] }),
  "several bills, firmly": facts(reminder("firm"), { ...company, bills: [vat, part] }),
  "a thank-you": facts(
    { about: "thanks" },
    { bills: [{ ...bill, bill: { ...bill.bill, state: "paid", paidMinor: 8500 } }] },
  ),
  "a thank-you for several": facts(
    { about: "thanks" },
    {
      bills: [bill, vat].map((it) => ({
        ...it,
        bill: { ...it.bill, state: "paid" as const, paidMinor: it.bill.totalMinor },
      })),
    },
  ),
  "a bill, where reminders on WhatsApp can be had": facts(
    { about: "bill" },
    { startUrl: "https://wa.me/441134960000?text=START" },
  ),
  "a statement": facts({ about: "statement" }, { bills: [vat, part, bill] }),
  "a statement of nothing": facts({ about: "statement" }, { bills: [] }),
  "a correction": facts({ about: "correction", wasMinor: 9500, wasDueOn: "2026-12-01", moved: false }),
  "a bill that stands after all": facts({
    about: "correction",
    wasMinor: 0,
    wasDueOn: "2026-12-04",
    moved: false,
  }),
  "a bill that no longer stands": facts(
    { about: "correction", wasMinor: 8500, wasDueOn: "2026-12-04", moved: false },
    { bills: [{ ...bill, bill: { ...bill.bill, state: "cancelled" } }] },
  ),
  "in practice, before the trader has said a name": facts(
    { about: "bill" },
    { sender: settingsAtFirst, practice: true },
  ),
};
