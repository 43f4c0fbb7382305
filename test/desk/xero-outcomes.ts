import type { BillView, Outcome } from "../../src/desk/outcome.ts";
import type { XeroNews } from "../../src/desk/xero-news.ts";
import type { SyncProblem, SyncProblemKind, XeroConnection, XeroSettings } from "../../src/domain/mirror.ts";
import { aBill, aClient } from "../helpers/builders.ts";

/** Something of each kind that there is to tell of Xero. */

const view = (override: Partial<BillView["bill"]> = {}): BillView => ({
  bill: aBill({ number: 14, issuedOn: "2026-11-20", dueOn: "2026-12-04", ...override }),
  client: aClient(),
});
const settings: XeroSettings = {
  account: "200",
  taxType: "NONE",
  theme: null,
  pushAs: "approved",
  direction: "two-way",
  importOn: true,
  writeBack: false,
  writeBackAccount: null,
};
const facts: XeroConnection["facts"] = {
  name: "Joe's Books",
  shortCode: "!abcde",
  baseCurrency: "GBP",
  currencies: ["GBP"],
  plan: "GROW",
  vatRegistered: false,
  lockedUntil: null,
  salesTermsDays: null,
  remindersOn: false,
  mayApprove: true,
  salesAccounts: [
    { code: "200", name: "Sales", taxType: "NONE" },
    { code: "201", name: "Call-outs", taxType: "NONE" },
  ],
  bankAccounts: [{ id: "bank", name: "Business Bank Account" }],
  taxRates: [{ type: "NONE", name: "No VAT", percent: 0 }],
  themes: [{ id: "theme", name: "Friendly" }],
};
const at = new Date("2026-11-22T09:00:00Z");
const connection: XeroConnection = {
  traderId: "t1",
  state: "on",
  userId: "u1",
  connectionId: "x1",
  organisationId: "o1",
  organisationName: "Joe's Books",
  facts,
  settings,
  connectedAt: at,
  factsAt: at,
  syncedAt: at,
  cursorAt: null,
  pollDueAt: at,
  fullDueAt: at,
  failingSince: null,
  importPage: null,
};
const organisation = connection.organisationName;
const words: Readonly<Partial<Record<SyncProblemKind, string>>> = {
  "tax-type": "The TaxType code 'OUTPUT2' cannot be used with account code '200'.",
  account: "Account code '310' has been archived, or deleted.",
  locked: "The document date cannot be before the period lock date, currently set at 30-Nov-2026",
};
const kinds: { readonly [K in SyncProblemKind]: true } = {
  "tax-type": true,
  account: true,
  "contact-archived": true,
  "contact-unclear": true,
  "contact-name": true,
  locked: true,
  "plan-cap": true,
  currency: true,
  "has-payments": true,
  "closed-there": true,
  permission: true,
  "total-differs": true,
  refused: true,
};
const problems = (Object.keys(kinds) as SyncProblemKind[]).map((kind): SyncProblem => {
  return { kind, words: words[kind] ?? "" };
});
const candidates = [{ id: "k1", name: "Acme Holdings", email: "accounts@acme.com" }];
const writing = {
  ...settings,
  writeBack: true,
  writeBackAccount: "bank",
  theme: "theme",
  pushAs: "draft",
} as const;
const url = "http://localhost:3000/setup?key=secret";

const all: { readonly [K in XeroNews["what"]]: readonly Extract<XeroNews, { what: K }>[] } = {
  off: [{ what: "off" }],
  "not-connected": [{ what: "not-connected" }],
  link: [
    { what: "link", url: "http://localhost:3000/connect/xero/secret", connection: null },
    { what: "link", url: "http://localhost:3000/connect/xero/secret", connection },
  ],
  confirm: [
    { what: "confirm", organisation, instead: null, proposalId: "p" },
    { what: "confirm", organisation, instead: "Old Books", proposalId: "p" },
  ],
  "refused-there": [{ what: "refused-there" }],
  connected: [
    { what: "connected", organisation, url, facts, resumed: false },
    { what: "connected", organisation, url, facts: { ...facts, remindersOn: true }, resumed: true },
  ],
  ready: [
    {
      what: "ready",
      connection,
      settings,
      open: 0,
      proposalId: null,
      vatNow: false,
      termsNow: null,
      first: true,
    },
    {
      what: "ready",
      connection: { ...connection, facts: { ...facts, plan: "IGNITE" } },
      settings: writing,
      open: 3,
      proposalId: "p",
      vatNow: true,
      termsNow: 30,
      first: true,
    },
  ],
  status: [
    { what: "status", connection, problems: [], waiting: 0, settingsUrl: url },
    {
      what: "status",
      connection: { ...connection, failingSince: at },
      problems: problems.slice(0, 6).map((problem) => ({ bill: view(), problem })),
      waiting: 2,
      settingsUrl: url,
    },
    {
      what: "status",
      connection: { ...connection, state: "reconnect" },
      problems: [],
      waiting: 1,
      settingsUrl: null,
    },
    {
      what: "status",
      connection: { ...connection, state: "setup", settings: null },
      problems: [],
      waiting: 0,
      settingsUrl: url,
    },
  ],
  "disconnect-sure": [{ what: "disconnect-sure", organisation, proposalId: "p" }],
  disconnected: [
    { what: "disconnected", organisation, linked: 0 },
    { what: "disconnected", organisation, linked: 1 },
    { what: "disconnected", organisation, linked: 3 },
  ],
  lost: [{ what: "lost", organisation }],
  retrying: [
    { what: "retrying", count: 1 },
    { what: "retrying", count: 60 },
  ],
  "nothing-to-retry": [{ what: "nothing-to-retry" }],
  "one-way": [{ what: "one-way", bill: view() }],
  "managed-there": [{ what: "managed-there", bill: view() }],
  "change-refused": [
    { what: "change-refused", bill: view(), problem: { kind: "locked", words: words["locked"] ?? "" } },
  ],
  "reminders-on": [{ what: "reminders-on", organisation, shortCode: "!abcde" }],
  "account-gone": [
    { what: "account-gone", organisation, account: "200", choices: facts.salesAccounts.slice(1) },
  ],
  declined: [{ what: "declined", organisation }],
  failed: problems.map((problem) => ({
    what: "failed",
    bill: view(),
    problem,
    connection,
    candidates: problem.kind === "contact-unclear" ? candidates : [],
    lockedUntil: "2026-11-30",
  })),
  "failed-many": [
    { what: "failed-many", bills: [view(), view({ number: 15 })], problem: { kind: "account", words: "x" } },
  ],
  renumbered: [{ what: "renumbered", bill: view({ number: 15 }), before: 14 }],
  "edited-there": [
    {
      what: "edited-there",
      bill: view(),
      differences: [
        { field: "amount", mine: "£230", theirs: "£250" },
        { field: "due", mine: "Fri 4 Dec 2026", theirs: "Fri 18 Dec 2026" },
      ],
      payable: true,
    },
    {
      what: "edited-there",
      bill: view(),
      differences: [{ field: "reference", mine: "PO 7", theirs: "PO 8" }],
      payable: false,
    },
  ],
  "kept-mine": [{ what: "kept-mine", bill: view() }],
  "took-theirs": [{ what: "took-theirs", bill: view() }],
  "left-out": [{ what: "left-out", bill: view() }],
  "voided-there": [
    { what: "voided-there", bill: view(), deleted: false },
    { what: "voided-there", bill: view(), deleted: true },
  ],
  "approved-there": [{ what: "approved-there", bill: view() }],
  "credited-there": [
    { what: "credited-there", bill: view({ state: "credited" }), amountMinor: 23_000 },
    { what: "credited-there", bill: view({ state: "part-paid" }), amountMinor: 5_000 },
  ],
  importing: [{ what: "importing", organisation, total: 340 }],
  imported: [
    { what: "imported", organisation, count: 0, clients: 0, owedMinor: 0 },
    { what: "imported", organisation, count: 340, clients: 41, owedMinor: 12_345_600 },
  ],
  "waiting-long": [
    { what: "waiting-long", bills: [view()] },
    { what: "waiting-long", bills: [view(), view({ number: 15 })] },
  ],
  "own-page": [
    { what: "own-page", count: 1 },
    { what: "own-page", count: 2 },
  ],
  "keeps-waiting": [
    { what: "keeps-waiting", count: 1 },
    { what: "keeps-waiting", count: 2 },
  ],
  "write-back-refused": [
    {
      what: "write-back-refused",
      bill: view(),
      words: "Payment amount exceeds the amount outstanding on this document",
    },
  ],
  settings: [{ what: "settings", connection, settings: { ...settings, direction: "read-only" } }],
  "no-such-choice": [
    { what: "no-such-choice", about: "account", choices: ["200 Sales", "201 Call-outs"] },
    { what: "no-such-choice", about: "tax", choices: ["No VAT"] },
  ],
};

export const xeroOutcomes: readonly Extract<Outcome, { kind: "xero" }>[] = Object.values(all)
  .flat()
  .map((news) => ({ kind: "xero", news }));
