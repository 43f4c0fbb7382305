import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toCsv } from "../../src/web/pages/csv.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { createVisitor, signIn, type Visitor } from "./visitor.ts";

describe("a table for a spreadsheet", () => {
  it("holds no cell that a spreadsheet would run", () => {
    const start = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "＝", "a", '"', ",");
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        const [cell = ""] = readCsv(toCsv([[first + rest]]))[0] ?? [];
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/);
        expect(cell.replace(/^'/, "")).toBe((first + rest).replace(/^'/, ""));
      }),
    );
  });

  it("comes back as it went, whatever is in it", () => {
    const table = fc.array(fc.array(fc.stringMatching(/^[a-z][^\0]*$/), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(table, (rows) => {
        expect(readCsv(toCsv(rows))).toEqual(rows);
      }),
    );
  });
});

describe("the export", () => {
  let world: World;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openWorld();
    visitor = createVisitor(world);
    for (const text of ["bill Acme £230", "bill Dave 40 boiler", "Dave paid"]) await world.say("me", text);
    await world.say("anna", "bill Zebedee £999");
    await signIn(world, visitor);
  });
  afterEach(() => world.close());

  async function take(file: string) {
    return await visitor.send(await visitor.get("/export"), `/export/${file}`);
  }

  it("has the bills, clients and payments as tables", async () => {
    const bills = await take("bills.csv");
    expect(bills.headers.get("content-disposition")).toContain("justpayme-bills.csv");
    expect(readCsv(bills.html).slice(1)).toEqual([
      ["1", "Acme", "open", "2026-11-22", "2026-12-06", "GBP", "230.00", "0.00", "0.00", "230.00", "", "bank", "Not in Xero"],
      ["2", "Dave", "paid", "2026-11-22", "2026-12-06", "GBP", "40.00", "0.00", "40.00", "0.00", "", "bank", "Not in Xero"],
    ]); // biome-ignore format: a table
    const payments = await take("payments.csv");
    expect(readCsv(payments.html)[1]).toEqual([
      "2026-11-22",
      "GBP",
      "40.00",
      "0.00",
      "arrived",
      "said",
      "",
      "2",
    ]);
    expect(readCsv((await take("clients.csv")).html)).toHaveLength(3);
  });

  it("has a tax year's bills and payments for an accountant", async () => {
    for (const text of ["bill Acme £120", "cancel bill 3"]) await world.say("me", text);
    expect((await visitor.get("/export")).html).toContain("2026-27 (CSV)");
    const rows = readCsv((await take("accounts-2026-27.csv")).html);
    const [, ...bills] = rows.filter(([, kind]) => kind !== "Payment");
    expect(bills.map((row) => [row[0], row[3], row[4], row[5], row[8], row[11]])).toEqual([
      ["2026-27", "JPM-0001", "Acme", "Work", "230.00", "open"],
      ["2026-27", "JPM-0002", "Dave", "boiler", "40.00", "paid"],
      ["2026-27", "JPM-0003", "Acme", "Work", "0.00", "cancelled"],
    ]);
    const payments = rows.filter(([, kind]) => kind === "Payment");
    expect(payments.map((row) => [row[2], row[3], row[4], row[8]])).toEqual([
      ["2026-11-22", "JPM-0002", "Dave", "40.00"],
    ]);
  });

  it("tells every chat of a download, once, however often its form is sent", async () => {
    await world.say("me", "link another chat");
    const code = (await world.transcript("me")).at(-1)?.text.split("\n")[1] ?? "";
    await world.say("phone", code);
    const page = await visitor.get("/export");
    await visitor.send(page, "/export/bills.csv");
    expect((await visitor.send(page, "/export/bills.csv")).html).toContain("Acme");
    for (const chat of ["me", "phone"]) {
      const told = (await world.transcript(chat)).filter(({ text }) => text.startsWith("Downloaded"));
      expect(told.map(({ text }) => text)).toEqual(["Downloaded from your pages: bills.csv."]);
    }
    const audits = await world.store.read((tx) => tx.builder.select().from(tx.tables.audit));
    expect(audits.filter(({ what }) => what === "exported")).toHaveLength(1);
  });

  it("gives nothing to a form from elsewhere, nor to a look at the address", async () => {
    expect((await visitor.post("/export/bills.csv", { form: "guess", once: "1" })).status).toBe(403);
    expect((await visitor.get("/export/bills.csv")).status).toBe(404);
  });

  it("has everything for machines, and nothing of anybody else", async () => {
    const everything = (await take("everything.json")).html;
    const read = JSON.parse(everything);
    expect(read.bills[1].lines[0].description).toBe("boiler");
    expect(read.actions).toHaveLength(3);
    expect(everything).not.toContain("Zebedee");
  });
});

/** Reads CSV as a spreadsheet does. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, end] of text.replace(/^\uFEFF/, "").matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    row.push((quoted ?? "").replaceAll('""', '"'));
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
