import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { mergeContacts } from "../../../src/sandbox/xero/contacts.ts";
import { credit } from "../../../src/sandbox/xero/payments.ts";
import type { Rule } from "../../../src/sandbox/xero/rules.ts";
import { until } from "../../helpers/until.ts";
import { aDraft, aLine, type Books } from "./books.ts";
import { troubleOf } from "./identity-cases.ts";
import { aContact, anInvoice, key, written } from "./invoice-cases.ts";

const api = "/api.xro/2.0";

export const otherCases: Partial<Record<Rule, (books: Books) => Promise<void>>> = {
  "unknown-operation": async (books) => {
    expect((await books.raw("GET", `${api}/Journals`)).status).toBe(404);
  },
  "unknown-parameter": async (books) => {
    expect((await books.raw("GET", `${api}/Invoices?IDs[]=x`)).status).toBe(400);
    expect((await books.raw("PUT", `${api}/Invoices`, { Invoices: [{ contact: {} }] })).status).toBe(400);
  },
  "mistyped-field": async (books) => {
    const send = (invoice: object) => books.raw("PUT", `${api}/Invoices`, { Invoices: [invoice] });
    expect((await send({ Type: "ACCREK" })).status).toBe(400);
    expect((await send({ LineItems: [{ UnitAmount: "230" }] })).status).toBe(400);
    expect((await send({ InvoiceNumber: "9".repeat(256) })).status).toBe(400);
  },
  "unreadable-body": async (books) => {
    expect((await books.raw("PUT", `${api}/Invoices`, "{")).status).toBe(400);
    expect((await books.raw("PUT", `${api}/Invoices`, {})).status).toBe(400);
  },
  "limit-minute": async (books) => {
    const answers: Response[] = [];
    for (let i = 0; i < 61; i += 1) answers.push(await books.raw("GET", `${api}/Currencies`));
    const last = answers.at(-1);
    expect(answers.map((it) => it.status).filter((it) => it !== 200)).toEqual([429]);
    expect([last?.headers.get("x-rate-limit-problem"), await last?.text()]).toEqual(["minute", ""]);
    books.clock.advanceMs(Number(last?.headers.get("retry-after")) * 1000);
    expect((await books.raw("GET", `${api}/Currencies`)).status).toBe(200);
  },
  "limit-day": async (books) => {
    books.sandbox.limits.allowances.day = 2;
    await books.raw("GET", `${api}/Currencies`);
    await books.raw("GET", `${api}/Currencies`);
    const refused = await books.raw("GET", `${api}/Currencies`);
    expect(refused.headers.get("x-rate-limit-problem")).toBe("day");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  },
  "limit-concurrent": async (books) => {
    books.sandbox.faults.add("GET /Currencies", { kind: "slow", ms: 100 }, 5);
    const all = await Promise.all(Array.from({ length: 6 }, () => books.raw("GET", `${api}/Currencies`)));
    expect(all.map((it) => it.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
  },
  "limit-app": async (books) => {
    books.sandbox.limits.allowances.appMinute = 1;
    await books.raw("GET", `${api}/Currencies`);
    expect((await books.raw("GET", `${api}/Currencies`)).headers.get("x-rate-limit-problem")).toBe(
      "appminute",
    );
  },
  "limit-headers": async (books) => {
    const answer = await books.raw("GET", `${api}/Currencies`);
    expect(answer.headers.get("x-minlimit-remaining")).toBe("59");
    expect(answer.headers.get("x-daylimit-remaining")).toBe("999");
  },
  "key-replays": async (books) => {
    const contact = await aContact(books);
    const send = () => books.ledger().createInvoices([aDraft(contact)], "the-same");
    const [first, second] = [written((await send())[0]), written((await send())[0])];
    expect(second.id).toBe(first.id);
    books.clock.advanceMs(6 * 60_000);
    expect((await send())[0]?.kind).toBe("refused");
    expect(books.sandbox.state.all("invoices").length).toBe(1);
  },
  "key-other-request": async (books) => {
    const contact = await aContact(books);
    await books.ledger().createInvoices([aDraft(contact)], "the-same");
    const other = books.ledger().createInvoices([aDraft(contact, { number: "JPM-0002" })], "the-same");
    expect(await troubleOf(other)).toBe("refused");
  },
  "key-too-long": async (books) => {
    const other = books
      .ledger()
      .createContacts([{ name: "A", number: "a", email: null, phone: null }], "k".repeat(129));
    expect(await troubleOf(other)).toBe("refused");
  },
  "contact-name-taken": async (books) => {
    await aContact(books, "Café Noir");
    const [again] = await books
      .ledger()
      .createContacts([{ name: "CAFE NOIR", number: "2", email: null, phone: null }], key());
    expect(again?.kind === "refused" && again.messages[0]).toContain(
      "is already assigned to another contact",
    );
  },
  "contact-name-shape": async (books) => {
    const [made] = await books
      .ledger()
      .createContacts([{ name: "A <b>", number: "1", email: null, phone: null }], key());
    expect(made?.kind).toBe("refused");
  },
  "contact-archived": async (books) => {
    const id = await aContact(books);
    const contact = books.sandbox.state.get("contacts", id);
    if (contact !== undefined) contact.status = "ARCHIVED";
    const [made] = await books.ledger().createInvoices([aDraft(id)], key());
    expect(made?.kind === "refused" && made.messages[0]).toContain("matched an archived contact");
  },
  "contact-merged": async (books) => {
    const invoice = await anInvoice(books);
    const winnerId = await aContact(books, "Acme Ltd");
    const [loser, winner] = [invoice.contactId, winnerId].map((id) =>
      books.sandbox.state.get("contacts", id),
    );
    if (loser !== undefined && winner !== undefined) mergeContacts(books.sandbox.state, loser, winner);
    expect(await books.ledger().contactById(invoice.contactId)).toMatchObject({
      active: false,
      mergedTo: winnerId,
    });
  },
  "archived-left-out": async (books) => {
    const id = await aContact(books);
    const contact = books.sandbox.state.get("contacts", id);
    if (contact !== undefined) contact.status = "ARCHIVED";
    expect(await (await books.raw("GET", `${api}/Contacts`)).json()).toMatchObject({ Contacts: [] });
    expect(await books.ledger().contactsBy({ name: "Acme" })).toMatchObject([{ active: false }]);
  },
  "credited-reads-paid": async (books) => {
    const invoice = await anInvoice(books);
    const kept = books.sandbox.state.get("invoices", invoice.id);
    if (kept !== undefined)
      credit(books.sandbox.state, kept, { kind: "CreditNotes", minor: 23_000, date: "2026-11-22" });
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]).toMatchObject({
      status: "paid",
      payments: [],
      credits: [{ kind: "credit-note", amountMinor: 23_000 }],
    });
  },
  "modified-since": async (books) => {
    await anInvoice(books);
    books.clock.advanceMs(10_000);
    const since = books.clock.now();
    expect((await books.ledger().invoicesSince(since, 1)).invoices).toEqual([]);
    const contact = (await books.ledger().contactsBy({ name: "Acme" }))[0]?.id ?? "";
    await books.ledger().createInvoices([aDraft(contact, { number: "JPM-0002" })], key());
    expect((await books.ledger().invoicesSince(since, 1)).invoices.map((it) => it.number)).toEqual([
      "JPM-0002",
    ]);
  },
  "part-paid-date-quiet": async (books) => {
    const invoice = await anInvoice(books);
    const [bank] = (await books.ledger().facts()).bankAccounts;
    const payment = {
      invoiceId: invoice.id,
      account: bank?.id ?? "",
      amountMinor: 100,
      paidOn: "2026-11-22",
      reference: "",
    } as const;
    await books.ledger().pay(payment, key());
    books.clock.advanceMs(10_000);
    await books.raw("POST", `${api}/Invoices/${invoice.id}`, { Invoices: [{ DueDate: "2026-12-24" }] });
    expect((await books.ledger().invoicesSince(books.clock.now(), 1)).invoices).toEqual([]);
    expect((await books.ledger().invoicesByIds([invoice.id]))[0]?.dueOn).toBe("2026-12-24");
  },
  "lines-only-paged": async (books) => {
    await anInvoice(books);
    const lines = async (query: string) => {
      const answer = (await (await books.raw("GET", `${api}/Invoices${query}`)).json()) as {
        Invoices: { LineItems: object[] }[];
      };
      return answer.Invoices[0]?.LineItems.length;
    };
    expect([await lines(""), await lines("?page=1"), await lines("?page=1&summaryOnly=true")]).toEqual([
      0, 1, 0,
    ]);
  },
  where: async (books) => {
    await anInvoice(books);
    const count = async (where: string) => {
      const answer = await books.raw("GET", `${api}/Invoices?where=${encodeURIComponent(where)}`);
      return answer.status === 200
        ? ((await answer.json()) as { Invoices: object[] }).Invoices.length
        : answer.status;
    };
    expect([
      await count('Reference=="QX7K2M"'),
      await count('Type=="ACCPAY"'),
      await count("AmountDue>0 && Total>=230"),
    ]).toEqual([1, 0, 1]);
    expect(await count("Total about 3")).toBe(400);
  },
  paging: async (books) => {
    const contact = await aContact(books);
    const drafts = Array.from({ length: 5 }, (_, at) =>
      aDraft(contact, { number: `JPM-${at}`, lines: [aLine()] }),
    );
    await books.ledger().createInvoices(drafts, key());
    const pages = [await books.ledger().openInvoices(1, 2), await books.ledger().openInvoices(3, 2)];
    expect(pages.map((it) => [it.invoices.length, it.more, it.total])).toEqual([
      [2, true, 5],
      [1, false, 5],
    ]);
  },
  "not-found": async (books) => {
    const answer = await books.raw("GET", `${api}/Invoices/${crypto.randomUUID()}`);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      404,
      "text/html",
      "",
    ]);
  },
  summarised: async (books) => {
    const contact = await aContact(books);
    const [good, bad] = [aDraft(contact), aDraft(contact, { number: "JPM-0002", currency: "EUR" })];
    expect((await books.ledger().createInvoices([good, bad], key())).map((it) => it.kind)).toEqual([
      "written",
      "refused",
    ]);
    const wire = {
      Type: "ACCREC",
      Contact: { ContactID: contact },
      LineItems: [{ Description: "x", UnitAmount: 1 }],
    };
    const sent = {
      Invoices: [
        { ...wire, InvoiceNumber: "A" },
        { ...wire, InvoiceNumber: "B", CurrencyCode: "EUR" },
      ],
    };
    expect((await books.raw("PUT", `${api}/Invoices`, sent)).status).toBe(400);
    expect(books.sandbox.state.all("invoices").map((it) => it.number)).toEqual(["JPM-0001"]);
  },
  "hook-signed": async (books) => {
    const hooks = await receiver(() => 200);
    books.sandbox.webhooks.set({ url: hooks.url, key: "hook-key" });
    await anInvoice(books);
    await until(() => hooks.came.length === 2);
    for (const { body, signature } of hooks.came) {
      expect(signature).toBe(createHmac("sha256", "hook-key").update(body).digest("base64"));
    }
    hooks.close();
  },
  "hook-intent": async (books) => {
    const strict = await receiver((it) =>
      it.signature === createHmac("sha256", "k").update(it.body).digest("base64") ? 200 : 401,
    );
    books.sandbox.webhooks.set({ url: strict.url, key: "k" });
    expect(await books.sandbox.webhooks.intent()).toBe(true);
    strict.close();
    const lax = await receiver(() => 200);
    books.sandbox.webhooks.set({ url: lax.url, key: "k" });
    expect(await books.sandbox.webhooks.intent()).toBe(false);
    lax.close();
  },
  "hook-thin": async (books) => {
    const hooks = await receiver(() => 200);
    books.sandbox.webhooks.set({ url: hooks.url, key: "k" });
    const invoice = await anInvoice(books);
    await until(() => hooks.came.length === 2);
    expect(JSON.parse(hooks.came[1]?.body ?? "")).toMatchObject({
      events: [
        {
          resourceId: invoice.id,
          eventCategory: "INVOICE",
          eventType: "CREATE",
          tenantId: books.organisation.id,
        },
      ],
    });
    expect(hooks.came[1]?.body).not.toContain("230");
    hooks.close();
  },
  "hook-again": async (books) => {
    const hooks = await receiver((_, n) => (n <= 2 ? 500 : 200));
    books.sandbox.webhooks.set({ url: hooks.url, key: "k" });
    await aContact(books);
    await until(() => hooks.came.length === 2);
    await books.sandbox.webhooks.pump();
    expect(books.sandbox.webhooks.waiting.length).toBe(1);
    books.clock.advanceMs(15 * 60_000);
    await books.sandbox.webhooks.pump();
    expect([hooks.came.length, books.sandbox.webhooks.waiting.length]).toEqual([3, 0]);
    hooks.close();
  },
  "hook-both-kinds": async (books) => {
    const hooks = await receiver(() => 200);
    books.sandbox.webhooks.set({ url: hooks.url, key: "k" });
    const contact = await aContact(books);
    const bill = {
      Type: "ACCPAY",
      Contact: { ContactID: contact },
      LineItems: [{ Description: "x", UnitAmount: 1 }],
    };
    await books.raw("PUT", `${api}/Invoices`, { Invoices: [bill] });
    await until(() => hooks.came.length === 2);
    hooks.close();
  },
  "fault-slow": async (books) => {
    books.sandbox.faults.add("GET /Currencies", { kind: "slow", ms: 20 });
    expect((await books.raw("GET", `${api}/Currencies`)).status).toBe(200);
  },
  "fault-cut": async (books) => {
    const contact = await aContact(books);
    books.sandbox.faults.add("PUT /Invoices", { kind: "cut" });
    const lost = await books
      .ledger()
      .createInvoices([aDraft(contact)], key())
      .catch((error: unknown) => error);
    expect(lost).toMatchObject({ action: "unknown", trouble: "outage" });
    expect((await books.ledger().invoicesByNumbers(["JPM-0001"])).length).toBe(1);
  },
  "fault-html": async (books) => {
    books.sandbox.faults.add("GET /Invoices", { kind: "html" });
    const read = await books
      .ledger()
      .invoicesSince(null, 1)
      .catch((error: unknown) => error);
    expect(read).toMatchObject({ action: "retry", trouble: "outage" });
    books.sandbox.faults.add("PUT /Contacts", { kind: "html" });
    const wrote = await aContact(books).catch((error: unknown) => error);
    expect(wrote).toMatchObject({ action: "unknown", trouble: "outage" });
  },
  "fault-maintenance": async (books) => {
    books.sandbox.faults.add("GET /Invoices", { kind: "maintenance" });
    expect(
      await books
        .ledger()
        .invoicesSince(null, 1)
        .catch((error: unknown) => error),
    ).toMatchObject({ action: "retry" });
  },
  "fault-5xx": async (books) => {
    books.sandbox.faults.add("PUT /Contacts", { kind: "500-done" });
    expect(await aContact(books).catch((error: unknown) => error)).toMatchObject({ action: "unknown" });
    expect((await books.ledger().contactsBy({ name: "Acme" })).length).toBe(1);
  },
  "fault-429": async (books) => {
    books.sandbox.faults.add("GET /Invoices", { kind: "day", ms: 7_200_000 });
    expect(
      await books
        .ledger()
        .invoicesSince(null, 1)
        .catch((error: unknown) => error),
    ).toMatchObject({
      action: "later",
      retryAfterMs: 7_200_000,
      problem: "day",
    });
  },
};

/** A web server that takes deliveries and answers them as told. */
async function receiver(status: (it: { body: string; signature: string }, n: number) => number) {
  const came: { body: string; signature: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: unknown) => {
      body += String(chunk);
    });
    request.on("end", () => {
      const it = { body, signature: String(request.headers["x-xero-signature"]) };
      came.push(it);
      response.writeHead(status(it, came.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, came, close: () => void server.close() };
}
