import { dayOf } from "../../../../src/domain/day.ts";
import type {
  Contact,
  Invoice,
  InvoiceDraft,
  OrganisationFacts,
  Written,
} from "../../../../src/domain/ledger.ts";
import type { Ledger, LedgerSession } from "../../../../src/ports-ledger.ts";
import { LedgerFault } from "../../../../src/xero/sdk/ledger-fault.ts";
import type { Identity } from "./identity.ts";
import type { Weather } from "./weather.ts";

/** One organisation's books, as they really are. */
export interface Organisation {
  readonly id: string;
  readonly invoices: Map<string, Invoice>;
  readonly contacts: Map<string, Contact>;
  /** Answers to keys, for six minutes. */
  readonly keys: Map<string, { readonly atMs: number; readonly answer: unknown }>;
  readonly used: { minute: number; inMinute: number; day: number; inDay: number; flying: number };
  /** Refuses whatever is made: its tax rate is gone. And how often it did. */
  refuses: boolean;
  refused: number;
  /** No call may come before this. */
  pausedUntilMs: number;
}

/** A call as it really happened. */
export interface BookCall {
  readonly organisation: string;
  readonly operation: string;
  readonly about: readonly string[];
  readonly at: Date;
  /** Whether it was carried out, and whether the caller was told. */
  readonly done: boolean;
  readonly told: boolean;
}

export interface Books {
  readonly ledger: (session: LedgerSession) => Ledger;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly calls: readonly BookCall[];
  /** Limits and rights that were overstepped, in words. */
  readonly breaches: readonly string[];
  addOrganisation(): Organisation;
  /** A client pays into the bank, and the trader's bookkeeper reconciles it. */
  pay(organisation: Organisation, invoiceId: string, minor: number): void;
}

const minuteMs = 60_000;
const keyMs = 6 * minuteMs;
const limits = { concurrent: 5, minute: 60, day: 5000 };

export function createBooks(ports: {
  readonly weather: Weather;
  readonly identity: Identity;
  readonly now: () => Date;
}): Books {
  const { weather, identity, now } = ports;
  const organisations = new Map<string, Organisation>();
  const calls: BookCall[] = [];
  const breaches: string[] = [];
  const breach = (what: string) => void breaches.push(`${now().toISOString()} ${what}`);
  let made = 0;
  const newId = (kind: string) => {
    made += 1;
    return `${kind}-${String(made).padStart(6, "0")}`;
  };

  /** Counts a call in as Xero does, in windows of its own. `pausedUntilMs` was known when it asked to be let go. */
  function enter(it: Organisation, pausedUntilMs: number): void {
    const nowMs = now().getTime() + it.id.length * 7_000;
    const [minute, day] = [Math.floor(nowMs / minuteMs), Math.floor(nowMs / (1440 * minuteMs))];
    if (it.used.minute !== minute) Object.assign(it.used, { minute, inMinute: 0 });
    if (it.used.day !== day) Object.assign(it.used, { day, inDay: 0 });
    it.used.inMinute += 1;
    it.used.inDay += 1;
    it.used.flying += 1;
    if (it.used.flying > limits.concurrent) breach(`17: ${it.used.flying} calls at once to ${it.id}`);
    if (it.used.inMinute > limits.minute) breach(`17: ${it.used.inMinute} calls in a minute to ${it.id}`);
    if (it.used.inDay > limits.day) breach(`17: ${it.used.inDay} calls in a day to ${it.id}`);
    if (now().getTime() < pausedUntilMs) breach(`17: a call to ${it.id} before Retry-After was over`);
  }

  /** One attempt under one token. */
  async function once<T>(session: LedgerSession, token: string, call: Call<T>): Promise<T> {
    const it = organisations.get(session.organisationId);
    const pausedUntilMs = it?.pausedUntilMs ?? 0;
    const turn = await session.enter();
    const heard = { asked: call.operation, changes: call.changes };
    try {
      if (!identity.mayUse(token, session.organisationId) || it === undefined)
        breach(`4: a call to ${session.organisationId} with a token that is not for it`);
      if (it === undefined) throw new LedgerFault("stop", "permission", "there is no such organisation");
      enter(it, pausedUntilMs);
      const answer = await carryOut(it, token, call).finally(() => {
        it.used.flying -= 1;
      });
      await turn.leave({ ...heard, failed: false, dayRemaining: limits.day - it.used.inDay });
      return answer;
    } catch (error) {
      const limit = error instanceof LedgerFault && error.trouble === "limit" ? error : null;
      const pausedMs = limit?.retryAfterMs ?? null;
      await turn.leave({ ...heard, failed: true, dayRemaining: null, pausedMs });
      if (limit !== null && it !== undefined && error instanceof Busy) it.pausedUntilMs = error.untilMs;
      throw error;
    }
  }

  async function carryOut<T>(it: Organisation, token: string, call: Call<T>): Promise<T> {
    const fate = await weather.meet("xero");
    const note = (done: boolean, told: boolean) =>
      calls.push({
        organisation: it.id,
        operation: call.operation,
        about: call.about,
        at: now(),
        done,
        told,
      });
    if (fate === "down") throw new LedgerFault("retry", "outage", "no answer from Xero: ECONNREFUSED");
    if (fate === "busy") {
      const retryAfterMs = 1000 + Math.floor(weather.random() * 50_000);
      weather.lookAgain(500);
      throw new Busy(retryAfterMs, now().getTime() + retryAfterMs);
    }
    const doubt = call.changes ? "unknown" : "retry";
    if (fate === "lost-before") {
      note(false, false);
      throw new LedgerFault(doubt, "outage", "no answer from Xero: socket hang up");
    }
    if (!identity.isAlive(token)) throw new LedgerFault("retry", "token", "TokenExpired");
    const answer = replayed(it, call);
    note(true, fate === "well");
    if (fate === "lost-after") throw new LedgerFault(doubt, "outage", "Xero answered 500");
    return answer;
  }

  function replayed<T>(it: Organisation, { key, run }: Call<T>): T {
    const before = key === undefined ? undefined : it.keys.get(key);
    if (before !== undefined && before.atMs + keyMs > now().getTime()) return before.answer as T;
    const answer = run(it);
    if (key !== undefined) it.keys.set(key, { atMs: now().getTime(), answer });
    return answer;
  }

  function create(it: Organisation, draft: InvoiceDraft): Written<Invoice> {
    if (it.refuses) {
      it.refused += 1;
      const words = "The TaxType code NONE cannot be used with account code 200.";
      return { kind: "refused", messages: [words] };
    }
    if ([...it.invoices.values()].some((of) => of.number === draft.number && of.status !== "deleted"))
      return { kind: "refused", messages: ["Invoice # must be unique."] };
    return { kind: "written", value: put(it, newId("invoice"), draft, []) };
  }

  function put(it: Organisation, id: string, draft: InvoiceDraft, payments: Invoice["payments"]): Invoice {
    const lines = draft.lines.map((line, at) => ({ ...line, id: line.id ?? `${id}-line-${at}` }));
    const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    const dueMinor = totalMinor - payments.reduce((sum, paid) => sum + paid.amountMinor, 0);
    const { approved: _, theme: __, url: ___, ...content } = draft;
    const contactName = it.contacts.get(draft.contactId)?.name ?? "";
    const status = dueMinor <= 0 ? ("paid" as const) : ("approved" as const);
    const fresh = { status, totalMinor, vatMinor: 0, dueMinor, payments, credits: [], updatedAt: now() };
    const invoice: Invoice = { ...content, contactName, lines, id, ...fresh };
    it.invoices.set(id, invoice);
    return invoice;
  }

  const ledger = (session: LedgerSession): Ledger => {
    const ask = async <T>(call: Call<T>): Promise<T> => {
      const token = await session.access(null);
      try {
        return await once(session, token, call);
      } catch (error) {
        if (!(error instanceof LedgerFault) || error.trouble !== "token") throw error;
        return await once(session, await session.access(token), call);
      }
    };
    const read = <T>(operation: string, about: readonly string[], run: Call<T>["run"]) =>
      ask({ operation, about, changes: false, run });
    const write = <T>(operation: string, about: readonly string[], key: string, run: Call<T>["run"]) =>
      ask({ operation, about, changes: true, key, run });
    const page = <T>(items: readonly T[]) => ({ more: false, total: items.length });
    return {
      invoicesByNumbers: (numbers) =>
        read("numbers", numbers, (it) =>
          [...it.invoices.values()].filter((of) => numbers.includes(of.number)),
        ),
      invoicesByIds: (ids) => read("ids", ids, (it) => ids.flatMap((id) => it.invoices.get(id) ?? [])),
      invoicesSince: (since) =>
        read("since", [], (it) => {
          const invoices = [...it.invoices.values()].filter((of) => since === null || of.updatedAt >= since);
          return { invoices, more: false };
        }),
      latestChange: () =>
        read("latest", [], (it) => {
          const times = [...it.invoices.values()].map((of) => of.updatedAt.getTime());
          return times.length === 0 ? null : new Date(Math.max(...times));
        }),
      openInvoices: () =>
        read("open", [], (it) => {
          const invoices = [...it.invoices.values()].filter((of) => of.status === "approved");
          return { invoices, ...page(invoices) };
        }),
      onlineUrl: (id) => read("online", [id], () => `https://in.xero.com/${id}`),
      contactsBy: (by) =>
        read("contacts", [], (it) =>
          [...it.contacts.values()].filter((of) =>
            "name" in by ? of.name === by.name : of.email === by.email,
          ),
        ),
      contacts: () => read("contacts", [], (it) => ({ contacts: [...it.contacts.values()], more: false })),
      contactById: (id) => read("contact", [id], (it) => it.contacts.get(id) ?? null),
      facts: () => read("facts", [], () => facts),
      createInvoices: (drafts, key) =>
        write(
          "create",
          drafts.map((draft) => draft.number),
          key,
          (it) => drafts.map((draft) => create(it, draft)),
        ),
      updateInvoices: (changes, key) =>
        write(
          "update",
          changes.map(({ id }) => id),
          key,
          (it) =>
            changes.map(({ id, draft }): Written<Invoice> => {
              const value = put(it, id, draft, it.invoices.get(id)?.payments ?? []);
              return { kind: "written", value };
            }),
        ),
      closeInvoice: (id, to, key) =>
        write("close", [id], key, (it): Written<Invoice> => {
          const before = it.invoices.get(id);
          if (before === undefined || before.payments.length > 0)
            return { kind: "refused", messages: ["This document has a payment or credit note allocated."] };
          const value: Invoice = { ...before, status: to, updatedAt: now() };
          it.invoices.set(id, value);
          return { kind: "written", value };
        }),
      markSent: (id, key) =>
        write("mark-sent", [id], key, (it): Written<Invoice> => {
          const value = it.invoices.get(id);
          return value?.status === "approved"
            ? { kind: "written", value }
            : { kind: "refused", messages: ["SentToContact can only be set on approved invoices"] };
        }),
      createContacts: (wanted, key) =>
        write(
          "create-contacts",
          wanted.map(({ name }) => name),
          key,
          (it) =>
            wanted.map(({ name, number, email }): Written<Contact> => {
              const value = { id: newId("contact"), name, number, email, active: true, mergedTo: null };
              it.contacts.set(value.id, value);
              return { kind: "written", value };
            }),
        ),
      pay: () => Promise.reject(new Error("Nothing is written back here.")),
      unpay: () => Promise.reject(new Error("Nothing is written back here.")),
    };
  };

  return {
    ledger,
    organisations,
    calls,
    breaches,
    addOrganisation: () => {
      const used = { minute: -1, inMinute: 0, day: -1, inDay: 0, flying: 0 };
      const id = `organisation-${"x".repeat(organisations.size + 1)}`;
      const parts = { invoices: new Map(), contacts: new Map(), keys: new Map() };
      const organisation: Organisation = { id, ...parts, used, refuses: false, refused: 0, pausedUntilMs: 0 };
      organisations.set(id, organisation);
      return organisation;
    },
    pay: (it, invoiceId, minor) => {
      const invoice = it.invoices.get(invoiceId);
      if (invoice === undefined || invoice.status !== "approved") return;
      const amountMinor = Math.min(minor, invoice.dueMinor);
      const paidOn = dayOf(now());
      const payment = { id: newId("payment"), amountMinor, paidOn, reference: "BACS" };
      const draft = { ...invoice, approved: true, theme: null, url: null };
      put(it, invoiceId, draft, [...invoice.payments, payment]);
    },
  };
}

interface Call<T> {
  readonly operation: string;
  readonly about: readonly string[];
  readonly changes: boolean;
  readonly key?: string;
  readonly run: (organisation: Organisation) => T;
}

/** 429. */
class Busy extends LedgerFault {
  readonly untilMs: number;

  constructor(retryAfterMs: number, untilMs: number) {
    super("later", "limit", "Xero's minute limit", { retryAfterMs, problem: "minute" });
    this.untilMs = untilMs;
  }
}

const facts: OrganisationFacts = {
  name: "Simulated Books",
  shortCode: "!sim",
  baseCurrency: "GBP",
  currencies: ["GBP"],
  plan: "GROW",
  vatRegistered: false,
  lockedUntil: null,
  salesTermsDays: null,
  remindersOn: false,
  mayApprove: true,
  salesAccounts: [{ code: "200", name: "Sales", taxType: "NONE" }],
  bankAccounts: [{ id: "bank", name: "Business Bank Account" }],
  taxRates: [{ type: "NONE", name: "No VAT", percent: 0 }],
  themes: [],
};
