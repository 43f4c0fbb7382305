/**
 * `npm run record:xero`: asks a real Demo Company what our notes could not confirm, and prints beside each question what
 * it answered and what the sandbox answers. It makes a few invoices there, and voids them.
 *
 * Needs XERO_ACCESS_TOKEN (of an app with our scopes) and XERO_ORGANISATION_ID; with XERO_API_URL it asks elsewhere.
 * Without them only the sandbox is asked, which shows what the questions are.
 */
import type { Invoice, Written } from "../../src/domain/ledger.ts";
import type { Ledger } from "../../src/ports-ledger.ts";
import { createLedger } from "../../src/xero/sdk/ledger.ts";
import { aDraft, aLine, openBooks } from "../sandbox/xero/books.ts";
import { printTable } from "./table.ts";

const stamp = Date.now().toString(36).toUpperCase();
let made = 0;

interface Asked {
  readonly ledger: Ledger;
  readonly account: string;
  readonly contactId: string;
  readonly bank: string;
}

async function open(ledger: Ledger): Promise<Asked> {
  const facts = await ledger.facts();
  const [contact] = await ledger.createContacts(
    [{ name: `Recording ${stamp}`, number: `rec-${stamp}`, email: null, phone: null }],
    `contact-${stamp}`,
  );
  if (contact?.kind !== "written") throw new Error(`No contact: ${contact?.messages.join("; ")}`);
  return {
    ledger,
    account: facts.salesAccounts[0]?.code ?? "",
    contactId: contact.value.id,
    bank: facts.bankAccounts[0]?.id ?? "",
  };
}

async function invoice(asked: Asked, number?: string): Promise<Written<Invoice> | undefined> {
  made += 1;
  const lines = [aLine({ account: asked.account, taxType: null })];
  const draft = aDraft(asked.contactId, { number: number ?? `REC-${stamp}-${made}`, lines });
  return (await asked.ledger.createInvoices([draft], `make-${stamp}-${made}`))[0];
}

const said = (written: Written<unknown> | undefined) =>
  written?.kind === "refused" ? `refused: ${written.messages.join("; ")}` : "taken";

async function fresh(asked: Asked): Promise<Invoice> {
  const it = await invoice(asked);
  if (it?.kind !== "written") throw new Error(`No invoice: ${said(it)}`);
  return it.value;
}

/** What an API can be asked. What only the portal or a person can tell stands below. */
const questions: Readonly<Record<string, (asked: Asked) => Promise<string>>> = {
  "may a voided number be used again?": async (asked) => {
    const it = await fresh(asked);
    await asked.ledger.closeInvoice(it.id, "voided", `void-${it.id}`);
    return said(await invoice(asked, it.number));
  },
  "is the online address the same after an edit?": async (asked) => {
    const it = await fresh(asked);
    const before = await asked.ledger.onlineUrl(it.id);
    const draft = aDraft(asked.contactId, { number: it.number, reference: "edited", lines: it.lines });
    await asked.ledger.updateInvoices([{ id: it.id, draft }], `edit-${it.id}`);
    return String(before === (await asked.ledger.onlineUrl(it.id)));
  },
  "may the due date of a part-paid invoice be changed, and does that count as a change?": async (asked) => {
    const it = await fresh(asked);
    const payment = {
      invoiceId: it.id,
      account: asked.bank,
      amountMinor: 100,
      paidOn: it.issuedOn,
      reference: "rec",
    };
    await asked.ledger.pay(payment, `pay-${it.id}`);
    const [before] = await asked.ledger.invoicesByIds([it.id]);
    const draft = aDraft(asked.contactId, {
      number: it.number,
      reference: it.reference,
      dueOn: "2030-01-01",
      lines: it.lines,
    });
    const [changed] = await asked.ledger.updateInvoices([{ id: it.id, draft }], `due-${it.id}`);
    const [after] = await asked.ledger.invoicesByIds([it.id]);
    return `${said(changed)}; counts: ${before?.updatedAt.getTime() !== after?.updatedAt.getTime()}`;
  },
  "may a payment that we made be deleted?": async (asked) => {
    const it = await fresh(asked);
    const payment = {
      invoiceId: it.id,
      account: asked.bank,
      amountMinor: 100,
      paidOn: it.issuedOn,
      reference: "rec",
    };
    const paid = await asked.ledger.pay(payment, `pay2-${it.id}`);
    return paid.kind === "written"
      ? said(await asked.ledger.unpay(paid.value.id, `unpay-${it.id}`))
      : said(paid);
  },
  "how many ids may one address hold?": async (asked) => {
    const ids = Array.from({ length: 40 }, () => crypto.randomUUID());
    return `40: ${(await asked.ledger.invoicesByIds(ids)).length} found, taken`;
  },
};

const byHand = [
  "does a payment fire an INVOICE UPDATE webhook, and how fast?",
  "do two consents of one person keep both refresh tokens alive?",
  "does a web app's client accept PKCE parameters?",
  "may a reconciled payment be deleted by the API?",
  "the exact JSON of 401, of an organisation that is offline, and of a missing scope",
  "tax types of an organisation that is not VAT registered",
  "do write answers count as egress?",
];

async function answers(ledger: Ledger): Promise<ReadonlyMap<string, string>> {
  const asked = await open(ledger);
  const all = new Map<string, string>();
  for (const [question, ask] of Object.entries(questions)) {
    all.set(question, await ask(asked).catch((error: unknown) => `failed: ${String(error).slice(0, 80)}`));
  }
  return all;
}

const books = await openBooks();
const ours = await answers(books.ledger());
await books.close();
const { XERO_ACCESS_TOKEN: token, XERO_ORGANISATION_ID: organisationId, XERO_API_URL: url } = process.env;
const free = { leave: async () => undefined };
const real =
  token === undefined || organisationId === undefined
    ? null
    : await answers(
        createLedger(url ?? "https://api.xero.com")({
          organisationId,
          access: async () => token,
          enter: async () => free,
        }),
      );
printTable(
  "What the notes could not confirm",
  [...ours].map(([question, sandbox]) => ({
    question,
    sandbox,
    Xero: real?.get(question) ?? "not asked",
    same: real === null ? "" : real.get(question) === sandbox ? "yes" : "NO",
  })),
);
process.stdout.write(`\nTo be looked at by hand:\n${byHand.map((it) => `- ${it}\n`).join("")}`);
if (real === null)
  process.stdout.write("\nSet XERO_ACCESS_TOKEN and XERO_ORGANISATION_ID to ask a Demo Company.\n");
