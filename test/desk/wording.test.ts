import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { ClientChatNews } from "../../src/desk/client-chat-news.ts";
import type { BillView, Outcome } from "../../src/desk/outcome.ts";
import type { Sending } from "../../src/desk/outcome-bills.ts";
import type { PlainAnswer } from "../../src/desk/plain-answer.ts";
import { card } from "../../src/desk/wording/bills.ts";
import { helpTopics } from "../../src/desk/wording/help.ts";
import { word } from "../../src/desk/wording.ts";
import type { Bill } from "../../src/domain/bill.ts";
import type { Client } from "../../src/domain/client.ts";
import { addDays } from "../../src/domain/day.ts";
import type { Hold } from "../../src/domain/hold.ts";
import type { SyncNote } from "../../src/domain/mirror.ts";
import { type SettingKind, type Settings, settingFields, settingsAtFirst } from "../../src/domain/setting.ts";
import { accountFigures, type Statement } from "../../src/domain/statement.ts";
import { aClient, aBill as anyBill, aPayment as anyPayment } from "../helpers/builders.ts";
import { chaseSentences } from "./chase-sentences.ts";
import { xeroOutcomes } from "./xero-outcomes.ts";

/*
 * Every sentence the bot can say, in `sentences.txt`, to be read aloud. After one has been changed on purpose,
 * `WRITE_SENTENCES=1 npx vitest run --dir test wording` writes them anew.
 */
const path = new URL("./sentences.txt", import.meta.url);
const client = aClient();
const aBill = (override: Partial<Bill>) =>
  anyBill({ number: 14, issuedOn: "2026-11-20", dueOn: "2026-12-04", ...override });

function view(override: Partial<Bill> = {}, lines?: BillView["lines"]): BillView {
  return lines === undefined ? { bill: aBill(override), client } : { bill: aBill(override), client, lines };
}
const labour = { description: "labour", quantity: 2.5, unitMinor: 8000, amountMinor: 20_000 };
const parts = { description: null, quantity: 1, unitMinor: 3000, amountMinor: 3000 };
const pauses: readonly Hold[] = (
  [
    { kind: "asked", until: null, clientId: null },
    { kind: "asked", until: null, billId: null },
    { kind: "asked", until: "2026-12-07", billId: null },
    { kind: "promise", until: "2026-12-07", promisedOn: "2026-12-04" },
    { kind: "says-paid", until: null },
    { kind: "dispute", until: null },
  ] as const
).map((hold) => {
  const base = { id: "h", traderId: "t", billId: "b", clientId: "c", promisedOn: null, endedAt: null };
  return { ...base, createdAt: new Date("2026-11-21T09:00:00Z"), ...hold };
});
const prices = { vatRegistered: true, plusVat: false };
const make = {
  intent: "create-bill",
  certainty: "guessed",
  client: { said: "acme", match: "Acme" },
  totalMinor: 23_000,
} as const;

const about = { certainty: "guessed", client: make.client } as const;
const lineOf = (description: string) => ({ description, quantity: 1, unitMinor: 11_500 });

const told: Settings = {
  tradingName: "Joe's Plumbing",
  legalName: "Joe Smith",
  address: "1 High Street, Leeds LS1 4AP",
  replyEmail: "joe@example.com",
  termsDays: 30,
  vatRegistered: true,
  vatNumber: "123456782",
  plusVat: true,
  sortCode: "200000",
  accountNumber: "12345678",
  signOff: "Joe",
  payBy: "cash",
  quietFrom: "22:00",
  quietTo: "06:30",
  mondaySummary: false,
  chasePlan: "-3 friendly, 0 friendly, 5 firm, 10 firm",
  chaseTone: "firm",
  chaseAt: "14:30",
};
const reached: Client = {
  ...client,
  email: "a@acme.com",
  phone: "+447700900123",
  address: "1 High Street, Edinburgh EH1 1AA",
  company: true,
  payBy: "cheque",
  chasePlan: "0 friendly, 7 formal",
  chaseTone: "friendly",
};
const kinds = Object.keys(settingFields) as readonly SettingKind[];

const evening = new Date("2026-11-22T21:00:00Z");
const goes = {
  kind: "goes" as const,
  at: evening,
  now: evening,
  client: { ...client, email: "a@acme.com" },
  by: "mail" as const,
  nameless: false,
  replyless: false,
};
const agreed = { optedInAt: evening, how: 'wrote "START" on WhatsApp', stoppedAt: null };
const sendings: readonly Sending[] = [
  { ...goes, at: new Date("2026-11-22T21:02:00Z") },
  { ...goes, at: new Date("2026-11-23T08:00:00Z"), nameless: true },
  { ...goes, replyless: true },
  { ...goes, at: new Date("2026-11-22T22:30:00Z"), by: "thumb" },
  { ...goes, at: new Date("2026-11-22T22:30:00Z"), by: "whatsapp" },
  { kind: "no-address", client },
  { kind: "nameless" },
];

const months = [
  { month: "2026-10", billedMinor: 120_000, paidMinor: 90_050, daysToPay: 12 },
  { month: "2026-11", billedMinor: 60_000, paidMinor: 0, daysToPay: null },
];

const paid = anyPayment({ paidOn: "2026-11-10", amountMinor: 10_000 });
const late = aBill({
  number: 9,
  totalMinor: 30_000,
  paidMinor: 10_000,
  issuedOn: "2026-09-01",
  dueOn: "2026-09-15",
});
const statements = [
  { bills: [late, aBill({})], payments: [paid], creditMinor: 0 },
  { bills: [aBill({ state: "paid", paidMinor: 23_000 })], payments: [anyPayment()], creditMinor: 0 },
  { bills: [aBill({})], payments: [anyPayment({ amountMinor: 1_000 })], creditMinor: 1_000 },
  { bills: [], payments: [anyPayment({ amountMinor: 1_000 })], creditMinor: 1_000 },
  {
    bills: Array.from({ length: 14 }, (_, n) =>
      aBill({ number: n + 1, dueOn: addDays("2026-08-01", n * 9) }),
    ),
    payments: [],
    creditMinor: 0,
  },
].map((account): Statement => {
  const paper = { kind: "statement", on: "2026-11-22", currency: "GBP", client: "Acme" } as const;
  return { ...paper, to: ["Acme"], from: ["Joe"], bank: null, ...accountFigures(account, "2026-11-22") };
});

/** At least one of each kind: a new kind of outcome does not compile until it has its sentences here. */
const clientChat: readonly ClientChatNews[] = [
  ...(["says-paid", "promise", "dispute", "other"] as const).map((word) => {
    const sorted = { word, on: word === "promise" ? ("2026-11-27" as const) : null };
    return { what: "wrote" as const, client, text: "what the client wrote", sorted, eventId: "e" };
  }),
  { what: "goes-on", client },
  { what: "unreached", client: { ...client, email: "a@acme.com" }, by: "mail" },
  { what: "unreached", client, by: "thumb" },
  { what: "opted", client, to: "in" },
  { what: "opted", client, to: "out" },
];

const syncNotes: readonly SyncNote[] = [
  { why: "not-set-up", organisation: "Joe's Books" },
  { why: "read-only" },
  { why: "said" },
  { why: "earlier" },
];

const outcomes: { readonly [K in Outcome["kind"]]: readonly Extract<Outcome, { kind: K }>[] } = {
  "client-chat": clientChat.map((news) => ({ kind: "client-chat", news })),
  billed: [
    { kind: "billed", bill: view(), creditMinor: 0, sameAs: null, actionId: "a" },
    ...sendings.map((sending) => {
      return { kind: "billed" as const, bill: view(), creditMinor: 0, sameAs: null, sending, actionId: "a" };
    }),
    {
      kind: "billed",
      bill: view({}, [labour, parts]),
      creditMinor: 0,
      sameAs: { number: 13, agoMs: 120_000 },
      actionId: "a",
    },
    {
      kind: "billed",
      bill: view({ vat: "included", vatMinor: 3833 }),
      creditMinor: 0,
      sameAs: null,
      actionId: "a",
    },
    {
      kind: "billed",
      bill: view({ vat: "plus", plusVat: true, vatMinor: 4600, totalMinor: 27_600 }, [labour, parts]),
      creditMinor: 0,
      sameAs: null,
      actionId: "a",
    },
    {
      kind: "billed",
      bill: view({ payBy: "cash", payByUnusual: true }),
      creditMinor: 0,
      sameAs: null,
      actionId: "a",
    },
    {
      kind: "billed",
      bill: view(),
      creditMinor: 0,
      sameAs: null,
      note: { why: "not-set-up", organisation: "Joe's Books" },
      actionId: "a",
    },
    { kind: "billed", bill: view({ vat: "zero" }), creditMinor: 0, sameAs: null, actionId: "a" },
    { kind: "billed", bill: view(), creditMinor: 0, sameAs: { number: 13, agoMs: 1000 }, actionId: "a" },
    { kind: "billed", bill: view(), creditMinor: 0, sameAs: { number: 13, agoMs: 3_600_000 }, actionId: "a" },
  ],
  chase: chaseSentences(view(), view({ id: "b2", number: 15, totalMinor: 4000 })).map((told) => {
    return { kind: "chase", told };
  }),
  released: [
    {
      kind: "released",
      bill: view(),
      sending: { ...goes, at: new Date("2026-11-23T08:00:00Z") },
    },
  ],
  shown: [
    { kind: "shown", bill: view({}, [labour, parts]), payUrl: "http://localhost:3000/pay/abc" },
    ...syncNotes.map((note) => ({
      kind: "shown" as const,
      bill: view(),
      payUrl: "http://localhost:3000/pay/abc",
      note,
    })),
    { kind: "shown", bill: view({ sync: "Edited in Xero" }), payUrl: "https://in.xero.com/abc" },
    {
      kind: "shown",
      bill: view({ sync: "Sync failed" }),
      payUrl: "http://localhost:3000/pay/abc",
      note: {
        why: "failed",
        problem: { kind: "plan-cap", words: "You have reached the limit of invoices you can approve" },
      },
    },
    ...pauses.map((hold) => ({
      kind: "shown" as const,
      bill: { ...view(), pauses: [hold] },
      payUrl: "http://localhost:3000/pay/abc",
    })),
  ],
  owed: [
    { kind: "owed", bills: [], client: null },
    {
      kind: "owed",
      bills: [view({ dueOn: "2026-11-21" }), view({ number: 15, state: "part-paid", paidMinor: 5050 })],
      client: null,
    },
    { kind: "owed", bills: [view()], client },
    { kind: "owed", bills: pauses.map((hold) => ({ ...view(), pauses: [hold] })), client: null },
    { kind: "owed", bills: [view(), view({ number: 15, currency: "EUR" })], client: null },
  ],
  paid: [0, 1, 2].map((cancelled) => ({ kind: "paid", bill: view(), cancelled, actionId: "a" })),
  summary: [
    {
      kind: "summary",
      owed: [view({ dueOn: "2026-11-17" }), view({ number: 15 }), view({ number: 16, dueOn: "2026-12-20" })],
      overdue: [view({ dueOn: "2026-11-17" })],
      dueSoon: [view({ number: 15 })],
      came: [["GBP", 31_000]],
      unasked: true,
    },
    {
      kind: "summary",
      owed: Array.from({ length: 7 }, (_, i) => view({ number: i + 1, dueOn: "2026-11-17" })),
      overdue: Array.from({ length: 7 }, (_, i) => view({ number: i + 1, dueOn: "2026-11-17" })),
      dueSoon: [],
      came: [],
      unasked: false,
    },
    { kind: "summary", owed: [], overdue: [], dueSoon: [], came: [], unasked: false },
  ],
  "part-paid": [
    {
      kind: "part-paid",
      bill: view({ paidMinor: 10_000, state: "part-paid" }),
      paidMinor: 10_000,
      actionId: "a",
    },
  ],
  "paid-several": [
    {
      kind: "paid-several",
      client,
      parts: [
        { ...view({ state: "paid", paidMinor: 23_000 }), amountMinor: 23_000 },
        { ...view({ number: 15, state: "part-paid", paidMinor: 3000 }), amountMinor: 3000 },
      ],
      amountMinor: 26_000,
      creditMinor: 0,
      currency: "GBP",
      cancelled: 2,
      actionId: "a",
    },
    {
      kind: "paid-several",
      client,
      parts: [{ ...view({ state: "paid", paidMinor: 23_000 }), amountMinor: 23_000 }],
      amountMinor: 25_000,
      creditMinor: 2000,
      currency: "GBP",
      cancelled: 0,
      actionId: "a",
    },
    {
      kind: "paid-several",
      client,
      parts: [],
      amountMinor: 2000,
      creditMinor: 2000,
      currency: "GBP",
      cancelled: 0,
      actionId: "a",
    },
  ],
  overpaid: [
    { kind: "overpaid", client, bills: [view()], saidMinor: 30_000, dueMinor: 23_000, proposalId: "p" },
    {
      kind: "overpaid",
      client,
      bills: [view(), view({ number: 15 })],
      saidMinor: 50_000,
      dueMinor: 46_000,
      proposalId: "p",
    },
    { kind: "overpaid", client, bills: [], saidMinor: 30_000, dueMinor: 0, proposalId: "p" },
  ],
  short: [
    {
      kind: "short",
      client,
      bills: [view(), view({ number: 15 }), view({ number: 16 })],
      saidMinor: 50_000,
      dueMinor: 69_000,
      proposalId: "p",
    },
  ],
  "payment-moved": [
    {
      kind: "payment-moved",
      bill: view({ state: "paid", paidMinor: 23_000 }),
      from: [view({ number: 15 })],
      amountMinor: 23_000,
      actionId: "a",
    },
  ],
  "payment-there": [{ kind: "payment-there", bill: view() }],
  "payment-too-large": [{ kind: "payment-too-large", bill: view(), amountMinor: 30_000 }],
  "no-payment": [{ kind: "no-payment" }],
  "payment-astray": [
    { kind: "payment-astray", client, bank: false },
    { kind: "payment-astray", client, bank: true },
  ],
  "credit-used": [
    {
      kind: "credit-used",
      bill: view({ state: "part-paid", paidMinor: 2000 }),
      usedMinor: 2000,
      leftMinor: 0,
      cancelled: 0,
      actionId: "a",
    },
    {
      kind: "credit-used",
      bill: view({ state: "paid", paidMinor: 23_000 }),
      usedMinor: 23_000,
      leftMinor: 500,
      cancelled: 1,
      actionId: "a",
    },
  ],
  "credit-refunded": [
    { kind: "credit-refunded", client, currency: "GBP", amountMinor: 2000, leftMinor: 0, actionId: "a" },
    { kind: "credit-refunded", client, currency: "GBP", amountMinor: 2000, leftMinor: 500, actionId: "a" },
  ],
  "no-credit": [{ kind: "no-credit", client }],
  "credit-less": [{ kind: "credit-less", client, currency: "GBP", haveMinor: 500, saidMinor: 2000 }],
  "no-line": [{ kind: "no-line", bill: view({}, [labour, parts]), said: "tiles" }],
  "edit-unclear": [
    { kind: "edit-unclear", bills: [view()] },
    { kind: "edit-unclear", bills: [] },
  ],
  "edit-other": [
    { kind: "edit-other", bills: [view()] },
    { kind: "edit-other", bills: [] },
  ],
  "revised-closed": [
    { kind: "revised-closed", bills: [view()] },
    { kind: "revised-closed", bills: [view(), view({ number: 15 })] },
  ],
  "other-client": [{ kind: "other-client", bill: view(), said: aClient({ name: "Harris" }) }],
  overdue: [
    {
      kind: "overdue",
      bills: [view({ dueOn: "2026-11-20" })],
      owed: [view(), view({ dueOn: "2026-11-20" })],
    },
    { kind: "overdue", bills: [view({ dueOn: "2026-11-20" })], owed: [view()] },
    { kind: "overdue", bills: [], owed: [view()] },
    { kind: "overdue", bills: [], owed: [] },
  ],
  "which-bill": [
    {
      kind: "which-bill",
      client,
      bills: [view(), view({ number: 15, totalMinor: 5000 })],
      proposalId: "p",
      together: true,
    },
    {
      kind: "which-bill",
      client,
      bills: Array.from({ length: 9 }, (_, i) => view({ number: i + 1, totalMinor: (i + 1) * 1000 })),
      proposalId: "p",
      together: true,
    },
  ],
  edited: [
    {
      kind: "edited",
      before: view(),
      bill: view({ totalMinor: 25_000, dueOn: "2026-12-05", reference: "PO 7" }),
      actionId: "a",
    },
    { kind: "edited", before: view(), bill: view({}, [labour, parts]), actionId: "a" },
    {
      kind: "edited",
      before: view({ vat: "included", vatMinor: 3833 }),
      bill: view({ vat: "plus", plusVat: true, vatMinor: 4600, totalMinor: 27_600 }),
      actionId: "a",
    },
  ],
  "not-edited": [
    { kind: "not-edited", bill: view({ state: "paid" }), why: "closed" },
    { kind: "not-edited", bill: view({ paidMinor: 10_000 }), why: "less-than-paid" },
    { kind: "not-edited", bill: view(), why: "only-line" },
    { kind: "not-edited", bill: view(), why: "same" },
  ],
  "written-off": [
    { kind: "written-off", bill: view(), inXero: null, actionId: "a" },
    {
      kind: "written-off",
      bill: view({ sync: "Synced with Xero" }),
      inXero: "https://go.xero.com/app/!abcde/invoicing/view/abc",
      actionId: "a",
    },
  ],
  cancelled: [{ kind: "cancelled", bill: view(), actionId: "a" }],
  "not-cancelled": [
    { kind: "not-cancelled", bill: view({ state: "cancelled" }) },
    { kind: "not-cancelled", bill: view({ state: "paid" }) },
  ],
  "not-owed": [{ kind: "not-owed", bill: view({ state: "paid" }) }],
  "client-added": [
    { kind: "client-added", client, actionId: "a" },
    { kind: "client-added", client: { ...client, termsDays: 30 }, actionId: "a" },
  ],
  "client-exists": [{ kind: "client-exists", client }],
  undone: [
    { kind: "undone", undone: { kind: "bill-cancelled", bill: view() } },
    { kind: "undone", undone: { kind: "bill-reopened", bill: view() } },
    { kind: "undone", undone: { kind: "edit-reversed", before: view({ totalMinor: 25_000 }), bill: view() } },
    { kind: "undone", undone: { kind: "payment-removed", bill: view(), amountMinor: 10_000 } },
    {
      kind: "undone",
      undone: {
        kind: "payments-removed",
        bills: [view(), view({ number: 15, state: "part-paid", paidMinor: 3000 })],
        amountMinor: 26_000,
        currency: "GBP",
      },
    },
    {
      kind: "undone",
      undone: {
        kind: "payment-back",
        bills: [view({ state: "paid", paidMinor: 23_000 })],
        amountMinor: 23_000,
        currency: "GBP",
      },
    },
    { kind: "undone", undone: { kind: "credit-off", bill: view(), amountMinor: 2000 } },
    { kind: "undone", undone: { kind: "refund-removed", client, currency: "GBP", amountMinor: 2000 } },
    { kind: "undone", undone: { kind: "client-removed", client } },
    { kind: "undone", undone: { kind: "client-restored", client: reached } },
    { kind: "undone", undone: { kind: "alias-back", client, alias: "Big Acme" } },
    { kind: "undone", undone: { kind: "alias-removed", client, alias: "Big Acme" } },
    { kind: "undone", undone: { kind: "setting-restored", setting: "terms", settings: settingsAtFirst } },
  ],
  cards: [
    { kind: "cards", cards: { what: "link", url: "http://localhost:3000/connect/stripe/abc" } },
    { kind: "cards", cards: { what: "on", name: "Joe's Plumbing", bills: 2 } },
    { kind: "cards", cards: { what: "on", name: null, bills: 0 } },
    { kind: "cards", cards: { what: "already", name: "Joe's Plumbing" } },
    { kind: "cards", cards: { what: "sure", name: "Joe's Plumbing", proposalId: "p" } },
    { kind: "cards", cards: { what: "off", why: "asked" } },
    { kind: "cards", cards: { what: "off", why: "refused" } },
    { kind: "cards", cards: { what: "none" } },
  ],
  xero: xeroOutcomes,
  "money-answer": [
    { client, amountMinor: null, currency: "GBP", bills: [view()], silent: [] as const },
    { client: null, amountMinor: 23_000, currency: "GBP", bills: [view()], silent: ["Stripe"] as const },
    { client: null, amountMinor: null, currency: "GBP", bills: [], silent: [] as const },
    {
      client,
      amountMinor: null,
      currency: "GBP",
      bills: Array.from({ length: 7 }, () => view()),
      silent: [] as const,
    },
  ].map((answer) => ({ kind: "money-answer", answer })),
  "money-news": [
    {
      kind: "money-news",
      news: [
        ...(["failed", "refunded", "disputed", "dispute-lost", "removed", "credit-removed"] as const).map(
          (why) => {
            return { what: "returned" as const, why, bill: view(), amountMinor: 23_000 };
          },
        ),
        ...(["rest-refunded", "refund-failed", "dispute-won"] as const).map((what) => {
          return { what, client, amountMinor: 2000, currency: "GBP" };
        }),
      ],
    },
    {
      kind: "money-news",
      news: [{ what: "paid", bill: view({ state: "paid", paidMinor: 23_000 }), cancelled: 2 }],
    },
    {
      kind: "money-news",
      news: [
        { what: "paid", bill: view({ state: "paid", paidMinor: 23_000 }), cancelled: 0 },
        { what: "part-paid", bill: view({ state: "part-paid", paidMinor: 10_000 }), amountMinor: 10_000 },
        { what: "over", client, bill: aBill({ state: "paid" }), restMinor: 2000, currency: "GBP" },
        { what: "over", client, bill: aBill({ state: "cancelled" }), restMinor: 2000, currency: "GBP" },
        { what: "over", client, bill: null, restMinor: 2000, currency: "GBP" },
      ],
    },
  ],
  "not-undone": (
    [
      "nothing",
      "already",
      "paid-since",
      "closed-since",
      "changed-since",
      "client-has-bills",
      "refunded-since",
      "confirmed-since",
      "changed-since",
      "client-has-bills",
    ] as const
  ).map((why) => ({
    kind: "not-undone",
    why,
  })),
  "no-bill": [
    { kind: "no-bill", number: 7 },
    { kind: "no-bill", number: null },
  ],
  "no-client": [{ kind: "no-client", said: "Zebra" }],
  "nothing-owed": [{ kind: "nothing-owed", client }],
  "vat-refused": [
    { kind: "vat-refused", client: "Acme" },
    { kind: "vat-refused", client: null },
  ],
  "refused-amount": (["zero", "negative", "too-large", "not-pence"] as const).map((why) => ({
    kind: "refused-amount",
    why,
  })),
  asked: [{ kind: "asked", text: "Who is it for, and how much is it?" }],
  proposed: [
    { kind: "proposed", intents: [make], currency: "GBP", prices, unusual: false, proposalId: "p" },
    {
      kind: "proposed",
      intents: [{ ...make, totalMinor: 25_000_000, vat: "plus", dueOn: "2026-12-04" }],
      currency: "GBP",
      prices,
      unusual: true,
      proposalId: "p",
    },
    ...(
      [
        { ...make, lines: [lineOf("gutters"), lineOf("bags")], vat: "plus", dueOn: "2026-12-04" },
        { ...about, intent: "promise", on: "2026-12-04" },
        { ...about, intent: "promise", amountMinor: 5000, bill: 14 },
        { ...about, intent: "hold-chasing", until: "2026-12-04" },
        { ...about, intent: "hold-chasing", client: null },
        { ...about, intent: "resume-chasing", bill: 14 },
        { ...about, intent: "chase" },
        { ...about, intent: "chase", bill: 14, on: "2026-12-04" },
        { ...about, intent: "dispute" },
        { ...about, intent: "dispute", client: null, bill: 14 },
        { ...about, intent: "write-off", amountMinor: 2000 },
        { ...about, intent: "edit-client", email: "a@acme.example", phone: "+447700900123" },
        { ...about, intent: "edit-client", termsDays: 30, once: { intent: "promise", on: "2026-12-04" } },
        { ...about, intent: "edit-client", termsDays: 0 },
        { ...about, intent: "edit-client", termsDays: null },
        { ...about, intent: "statement" },
      ] as const
    ).map((intent) => ({
      kind: "proposed" as const,
      intents: [intent],
      currency: "GBP" as const,
      prices,
      unusual: false,
      proposalId: "p",
    })),
    {
      kind: "proposed",
      intents: [make, { ...make, intent: "record-payment", bill: 14 }],
      currency: "GBP",
      prices,
      unusual: false,
      proposalId: "p",
    },
    {
      kind: "proposed",
      intents: [
        { ...make, intent: "cancel-bill" },
        { ...make, intent: "add-client" },
      ],
      currency: "GBP",
      prices,
      unusual: false,
      proposalId: "p",
    },
  ],
  report: [
    { kind: "report", currency: "GBP", months: [], owedMinor: 0, overdueMinor: 0, daysToPay: null },
    { kind: "report", currency: "GBP", months, owedMinor: 45_000, overdueMinor: 8_500, daysToPay: 12 },
    { kind: "report", currency: "GBP", months, owedMinor: 0, overdueMinor: 0, daysToPay: null },
  ],
  export: (
    [
      { what: "sure", proposalId: "p" },
      { what: "link", url: "http://localhost:3000/open/kq0Zc3n1TtGmB4v2XbXo8Q" },
      { what: "asked-elsewhere" },
      { what: "taken", file: "bills.csv" },
    ] as const
  ).map((news) => ({ kind: "export", news })),
  statement: statements.map((statement) => ({ kind: "statement", client, statement, proposalId: "p" })),
  "pages-link": [{ kind: "pages-link", url: "http://localhost:3000/open/kq0Zc3n1TtGmB4v2XbXo8Q" }],
  "link-code": [1, 2].map((chats) => ({ kind: "link-code", code: "YZQpebYH4azHXMMTPGlPdA", chats })),
  settings: [
    { kind: "settings", settings: settingsAtFirst },
    { kind: "settings", settings: told },
  ],
  "setting-changed": kinds.map((setting) => ({
    kind: "setting-changed",
    setting,
    was: settingsAtFirst,
    settings: told,
    actionId: "a",
  })),
  "setting-same": [{ kind: "setting-same", setting: "terms", settings: told }],
  "setting-fixed": [
    { kind: "setting-fixed", about: "numbers" },
    { kind: "setting-fixed", about: "currency" },
  ],
  "setting-unclear": kinds.map((about) => ({ kind: "setting-unclear", about })),
  "bank-sure": [
    ["12345678", "Joe Bloggs"],
    ["12345678", null],
    ["", null],
  ].map(([accountNumber, name]) => ({
    kind: "bank-sure",
    accountNumber: accountNumber ?? "",
    name: name ?? null,
    proposalId: "p",
  })),
  "bank-news": [{ kind: "bank-news", settings: told, actionId: "a" }],
  "client-shown": [
    ...[null, agreed, { ...agreed, stoppedAt: evening }].map((consent) => ({
      kind: "client-shown" as const,
      client,
      termsDays: null,
      aliases: [],
      creditMinor: 0,
      currency: "GBP",
      consent,
      refusesMail: false,
      owed: [],
      closed: [],
    })),
    {
      kind: "client-shown",
      client: reached,
      termsDays: 14,
      aliases: ["Big Acme", "The Works"],
      creditMinor: 2000,
      currency: "GBP",
      consent: null,
      refusesMail: true,
      owed: [view({ dueOn: "2026-11-21" })],
      closed: [view({ number: 13, state: "paid" }), view({ number: 12, state: "cancelled" })],
    },
  ],
  "client-changed": [
    { kind: "client-changed", before: client, client: reached, actionId: "a" },
    {
      kind: "client-changed",
      before: reached,
      client: { ...reached, name: "Acme Holdings", email: "b@acme.com", company: false },
      actionId: "a",
    },
    { kind: "client-changed", before: client, client: { ...client, company: false }, actionId: "a" },
    { kind: "client-changed", before: client, client: { ...client, termsDays: 30 }, actionId: "a" },
    { kind: "client-changed", before: { ...client, termsDays: 0 }, client, actionId: "a" },
  ],
  "alias-added": [{ kind: "alias-added", client, alias: "Big Acme", actionId: "a" }],
  "alias-forgotten": [{ kind: "alias-forgotten", client, alias: "Big Acme", actionId: "a" }],
  "alias-own": [{ kind: "alias-own", client }],
  "mail-again": [{ kind: "mail-again", client: reached }],
  "client-same": [{ kind: "client-same", client }],
  "client-unclear": [{ kind: "client-unclear", client }],
  "name-taken": [
    { kind: "name-taken", name: "Big Acme", client },
    { kind: "name-taken", name: "ACME", client },
  ],
  "client-sure": (["email", "address"] as const).map((field) => ({
    kind: "client-sure",
    client: reached,
    field,
    value: field === "email" ? "b@acme.com" : "2 Low Road, Leeds LS2 8AA",
    proposalId: "p",
  })),
  "client-news": [{ kind: "client-news", client: reached, field: "email", actionId: "a" }],
  "which-client": [
    {
      kind: "which-client",
      clients: [client, { ...client, id: "d", name: "Acme Roofing" }],
      proposalId: "p",
    },
  ],
  "feedback-filed": [
    { kind: "feedback-filed", latest: null },
    ...(
      [
        "create-bill",
        "cancel-bill",
        "edit-bill",
        "write-off",
        "record-payment",
        "add-client",
        "edit-client",
        "add-alias",
        "change-setting",
      ] as const
    ).map((done) => ({ kind: "feedback-filed" as const, latest: { actionId: "a", done } })),
  ],
  help: ["", "tea", ...helpTopics.map(({ name }) => name)].map((about) => ({ kind: "help", about })),
  leaving: (
    [
      { what: "sure", on: "2026-12-22", proposalId: "p" },
      { what: "going", on: "2026-12-22" },
      { what: "not-going" },
      { what: "kept" },
      { what: "client-owes", client },
      { what: "client-sure", client, proposalId: "p" },
      { what: "client-gone" },
    ] as const
  ).map((leaving) => ({ kind: "leaving", leaving })),
  declined: [{ kind: "declined" }],
  stale: (["choice", "yes", "no"] as const).map((what) => ({ kind: "stale", what })),
  "not-yet": [{ kind: "not-yet", verb: "connect-xero" }],
  plain: (
    [
      "greeting",
      "not-understood",
      "empty",
      "too-long",
      "too-many",
      "unsupported",
      "forwarded",
      "stranger",
      "group",
      "bad-code",
      "joined",
      "linked-here",
      "linked-elsewhere",
      "already-linked",
      "other-trader",
      "unlinked-here",
      "unlinked-elsewhere",
      "only-chat",
      "broken",
    ] satisfies PlainAnswer[]
  ).map((what) => ({ kind: "plain", what })),
};

it("every sentence is as it was last read aloud", () => {
  const spoken = Object.entries(outcomes).map(([kind, list]) => {
    const said = list.map((outcome) => {
      const { text, choices, attachment } = word(outcome, "2026-11-22");
      const buttons = choices.length === 0 ? "" : `\n${choices.map((it) => `[${it.label}]`).join(" ")}`;
      return `${text}${buttons}${attachment === undefined ? "" : `\n(${"paper" in attachment ? "paper" : "picture"}: ${attachment.alt})`}`;
    });
    return `# ${kind}\n\n${said.join("\n\n")}`;
  });
  const states = (["open", "part-paid", "processing", "paid", "credited", "cancelled"] as const).map(
    (state) => card(view({ state, paidMinor: state === "part-paid" ? 10_000 : 0 })),
  );
  const all = `${[...spoken, `# cards\n\n${states.join("\n\n")}`].join("\n\n")}\n`;
  if (process.env["WRITE_SENTENCES"] !== undefined) writeFileSync(path, all);
  expect(all).toBe(readFileSync(path, "utf8"));
});

it("no sentence has a double space, a loose end, or a word of another's books", () => {
  for (const outcome of Object.values(outcomes).flat()) {
    const { text } = word(outcome, "2026-11-22");
    expect(text).not.toMatch(/ {2}|\.\.|undefined|null|NaN|\[object/i);
    // Only Xero has invoices.
    if (outcome.kind !== "xero") expect(text).not.toMatch(/\binvoice\b/i);
    expect(text).toBe(text.trim());
  }
});

it("every reply about one bill names it, its client, its money and its due day", () => {
  const about = (
    ["billed", "shown", "edited", "written-off", "cancelled", "part-paid"] as const
  ).flatMap<Outcome>((it) => [...outcomes[it]]);
  for (const outcome of about) {
    const { text } = word(outcome, "2026-11-22");
    expect(text).toMatch(/bill 14/i);
    expect(text).toContain("Acme");
    expect(text).toMatch(/£\d/);
    expect(text).toMatch(/\b(?:Fri 4|Sat 5) Dec 2026\b/);
  }
});
