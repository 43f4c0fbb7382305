import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Rule, rules } from "../../../src/sandbox/xero/rules.ts";
import { startXeroSandbox } from "../../../src/sandbox/xero/sandbox.ts";
import { manualClock } from "../../helpers/manual-clock.ts";
import { tempFolder } from "../../helpers/product.ts";
import { app, type Books, openBooks } from "./books.ts";
import { identityCases } from "./identity-cases.ts";
import { anInvoice, invoiceCases } from "./invoice-cases.ts";
import { otherCases } from "./other-cases.ts";

/* Our adapter and Xero's real SDK against the sandbox: what each must bear of the other. */
const cases = { ...identityCases, ...invoiceCases, ...otherCases };
let books: Books;

beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

describe("the Xero sandbox", () => {
  it("has a case for every rule", () => {
    expect(Object.keys(rules).filter((rule) => !Object.hasOwn(cases, rule))).toEqual([]);
  });

  for (const [rule, says] of Object.entries(rules)) {
    it(`${rule} (${says})`, async () => {
      await cases[rule as Rule]?.(books);
      expect(books.sandbox.state.fired).toContain(rule);
    });
  }

  it("keeps its books over a restart, even one that cut its last line short", async () => {
    const folder = tempFolder();
    const path = join(folder.path, "books.jsonl");
    const ports = { now: manualClock().now, path, app };
    const first = await startXeroSandbox(ports);
    const names = first.state.all("organisations").map((it) => it.id);
    await first.close();
    appendFileSync(path, '{"kind":"contacts","record":{"id":"c');
    const second = await startXeroSandbox(ports);
    expect(second.state.all("organisations").map((it) => it.id)).toEqual(names);
    expect(second.state.all("contacts")).toEqual([]);
    await second.close();
    folder.remove();
  });

  it("shows its books, where a person changes them", async () => {
    const invoice = await anInvoice(books);
    const post = (form: Record<string, string>) =>
      books.sandbox.pages.request(`/sandbox/xero/${invoice.id}`, {
        method: "POST",
        body: new URLSearchParams(form),
      });
    const read = async () => (await books.ledger().invoicesByIds([invoice.id]))[0];
    await post({ do: "edit", total: "250", due: "2026-12-24", reference: "PO 7" });
    expect(await read()).toMatchObject({ totalMinor: 25_000, dueOn: "2026-12-24", reference: "PO 7" });
    await post({ do: "pay", amount: "100" });
    expect(await read()).toMatchObject({ status: "approved", dueMinor: 15_000 });
    const refused = await post({ do: "void" });
    expect(decodeURIComponent(refused.headers.get("location") ?? "")).toContain("cannot be edited");
    await post({ do: "unpay" });
    await post({ do: "credit" });
    expect(await read()).toMatchObject({ status: "paid", payments: [] });
    const page = await (await books.sandbox.pages.request("/sandbox/xero")).text();
    expect(page).toContain("JPM-0001");
    expect(page).toContain("Practice Books");
  });
});
