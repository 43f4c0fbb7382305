import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Rule } from "./rules.ts";

/** What the sandbox holds. Money is pence; days are `YYYY-MM-DD`; instants are milliseconds. */
export interface Organisation {
  readonly id: string;
  name: string;
  shortCode: string;
  baseCurrency: string;
  currencies: string[];
  plan: string;
  vatRegistered: boolean;
  periodLockOn: string | null;
  yearLockOn: string | null;
  /** Days from the invoice's date, as the organisation's own sales terms. */
  salesTermsDays: number | null;
  remindersOn: boolean;
  /** Approved invoices a month, by invoice date; null where there is no cap. */
  monthlyCap: number | null;
  /** The person who connected lost the role that writes. */
  readOnlyRole: boolean;
  accounts: Account[];
  taxRates: TaxRate[];
  themes: { id: string; name: string }[];
  nextNumber: number;
}
export interface Account {
  readonly id: string;
  code: string;
  name: string;
  type: "SALES" | "REVENUE" | "BANK" | "EXPENSE" | "CURRENT" | "CURRLIAB";
  class: "REVENUE" | "ASSET" | "EXPENSE" | "LIABILITY";
  taxType: string;
  status: "ACTIVE" | "ARCHIVED";
  takesPayments: boolean;
  system: string | null;
}
export interface TaxRate {
  type: string;
  name: string;
  percent: number;
  status: "ACTIVE" | "DELETED";
  forRevenue: boolean;
}
export interface Contact {
  readonly id: string;
  readonly organisationId: string;
  name: string;
  number: string | null;
  email: string | null;
  phone: string | null;
  status: "ACTIVE" | "ARCHIVED" | "GDPRREQUEST";
  mergedTo: string | null;
  updatedAtMs: number;
}
export interface Line {
  readonly id: string;
  description: string | null;
  quantity: number;
  /** Pounds, as on the wire: it may have four decimals. */
  unitAmount: number;
  accountCode: string | null;
  taxType: string | null;
  amountMinor: number;
  taxMinor: number;
}
export type Status = "DRAFT" | "SUBMITTED" | "AUTHORISED" | "PAID" | "VOIDED" | "DELETED";
export interface Invoice {
  readonly id: string;
  readonly organisationId: string;
  type: "ACCREC" | "ACCPAY";
  number: string;
  reference: string;
  contactId: string;
  date: string;
  dueOn: string | null;
  amounts: "Exclusive" | "Inclusive" | "NoTax";
  lines: Line[];
  status: Status;
  currency: string;
  themeId: string | null;
  url: string | null;
  sent: boolean;
  byApp: boolean;
  subMinor: number;
  taxMinor: number;
  totalMinor: number;
  updatedAtMs: number;
}
export interface Payment {
  readonly id: string;
  readonly organisationId: string;
  invoiceId: string;
  accountId: string;
  date: string;
  minor: number;
  reference: string;
  status: "AUTHORISED" | "DELETED";
  updatedAtMs: number;
}
/** What else was set against an invoice. */
export interface Credit {
  readonly id: string;
  readonly organisationId: string;
  invoiceId: string;
  kind: "CreditNotes" | "Overpayments" | "Prepayments";
  minor: number;
  date: string;
  removed: boolean;
}
export interface Connection {
  readonly id: string;
  readonly userId: string;
  readonly organisationId: string;
  authEventId: string;
  createdAtMs: number;
  updatedAtMs: number;
  removed: boolean;
}
export interface Grant {
  /** The refresh token. */
  readonly id: string;
  readonly userId: string;
  readonly authEventId: string;
  readonly scope: string;
  madeAtMs: number;
  /** Since when another took its place; it works a little longer. */
  rotatedAtMs: number | null;
  revoked: boolean;
}

interface Kinds {
  organisations: Organisation;
  contacts: Contact;
  invoices: Invoice;
  payments: Payment;
  credits: Credit;
  connections: Connection;
  grants: Grant;
}
type Kind = keyof Kinds;

export interface State {
  now(): number;
  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  all<K extends Kind>(kind: K): readonly Kinds[K][];
  /** Keeps a record, new or changed. */
  put<K extends Kind>(kind: K, record: Kinds[K]): void;
  /** From now on, until it is asked again: calling what it answers puts every record back as it is now. */
  remember(): () => void;
  /** Which rules have been met. */
  readonly fired: Set<Rule>;
  /** Told of each change of an invoice or contact. */
  changed: (
    kind: "INVOICE" | "CONTACT" | "CREDITNOTE",
    organisationId: string,
    id: string,
    fresh: boolean,
  ) => void;
}

/** Kept in a file, a line for each change, so that a restart finds it all again; null keeps it in memory alone. */
export function createState(path: string | null, now: () => number): State {
  const tables = new Map<Kind, Map<string, { id: string }>>();
  const table = (kind: Kind) => {
    const found = tables.get(kind) ?? new Map<string, { id: string }>();
    tables.set(kind, found);
    return found;
  };
  if (path !== null && existsSync(path)) {
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const change = readChange(line);
      if (change === null) continue;
      if (change.gone !== undefined) table(change.kind).delete(change.gone);
      else if (change.record !== undefined) table(change.kind).set(change.record.id, change.record);
    }
  }
  if (path !== null) compact(path, tables);
  let before: { kind: Kind; id: string; record: { id: string } | undefined }[] = [];
  const write = (kind: Kind, id: string, record: { id: string } | undefined) => {
    if (record === undefined) table(kind).delete(id);
    else table(kind).set(id, record);
    if (path !== null)
      appendFileSync(
        path,
        `${JSON.stringify(record === undefined ? { kind, gone: id } : { kind, record })}\n`,
      );
  };
  return {
    now,
    get: (kind, id) => table(kind).get(id) as never,
    all: (kind) => [...table(kind).values()] as never,
    put: (kind, record) => {
      before.push({ kind, id: record.id, record: table(kind).get(record.id) });
      write(kind, record.id, record);
    },
    remember: () => {
      before = [];
      return () => {
        for (const it of before.reverse()) write(it.kind, it.id, it.record);
        before = [];
      };
    },
    fired: new Set(),
    changed: () => undefined,
  };
}

interface Change {
  readonly kind: Kind;
  readonly record?: { readonly id: string };
  readonly gone?: string;
}

/** The last line of a process that was killed may be half a line. */
function readChange(line: string): Change | null {
  if (!line.endsWith("}")) return null;
  try {
    return JSON.parse(line) as Change;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function compact(path: string, tables: ReadonlyMap<Kind, ReadonlyMap<string, { id: string }>>): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines = [...tables].flatMap(([kind, records]) =>
    [...records.values()].map((record) => `${JSON.stringify({ kind, record })}\n`),
  );
  writeFileSync(`${path}.new`, lines.join(""));
  renameSync(`${path}.new`, path);
}
