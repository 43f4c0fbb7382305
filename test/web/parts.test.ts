import fc from "fast-check";
import { Hono } from "hono";
import { html } from "hono/html";
import { describe, expect, it } from "vitest";
import { syncStates } from "../../src/domain/bill.ts";
import { joined } from "../../src/web/page/html.ts";
import { layout } from "../../src/web/page/layout.ts";
import * as parts from "../../src/web/page/parts.ts";
import { respond } from "../../src/web/page/respond.ts";
import { createStyleRoute, stylePath } from "../../src/web/page/style.ts";

const { button, day, empty, facts, field, instant, link, money, notice, panel, pill, radios } = parts;
const { select, statePill, syncPill, table, toggle } = parts;

describe("the parts of a page", () => {
  it("escape whatever they are given", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        const hostile = `<b onclick="x">&'${text}`;
        const pieces = [
          joined([pill(hostile), null, button(hostile), link("/", hostile)]),
          radios({ name: "n", label: hostile, options: [{ value: hostile, label: hostile, tip: hostile }] }),
          toggle({ name: "n", label: hostile, on: true, tip: hostile }),
          facts([[hostile, hostile]]),
          panel(hostile, empty(hostile)),
          notice(hostile, "bad"),
          field({
            name: "n",
            label: hostile,
            value: hostile,
            tip: hostile,
            error: hostile,
            suggest: [hostile],
          }),
          select({
            name: "n",
            label: hostile,
            options: [{ value: hostile, label: hostile }],
            value: hostile,
          }),
          table(hostile, [{ heading: hostile, cell: (row: string) => row, labelled: true }], [hostile]),
          layout({ title: hostile, body: html`${hostile}` }),
        ];
        for (const piece of pieces) expect(String(await piece)).not.toContain("<b onclick");
      }),
    );
  });

  it("write money, days and times as people here do", async () => {
    expect(String(await money(123_450))).toContain("£1,234.50");
    expect(String(await day("2026-12-04"))).toContain(">Fri 4 Dec 2026<");
    expect(String(await instant(new Date("2026-07-04T22:30:00Z")))).toContain(">Sat 4 Jul 2026, 23:30<");
  });

  it("have a pill for each state of sync, word for word", async () => {
    for (const sync of syncStates) expect(String(await syncPill(sync))).toContain(`>${sync}<`);
  });

  it("say of a bill that is late for how long", async () => {
    expect(String(await statePill("open", 0))).toContain(">Open<");
    expect(String(await statePill("part-paid", 1))).toContain(">1 day overdue<");
    expect(String(await statePill("open", 9))).toContain(">9 days overdue<");
  });

  it("tie a field to its label, its tip and what is wrong with it", async () => {
    const piece = String(await field({ name: "due", label: "Due", tip: "A day.", error: "Not a day." }));
    expect(piece).toContain('<label for="f-due">Due</label>');
    expect(piece).toContain('aria-describedby="f-due-tip f-due-error"');
    expect(piece).toContain('aria-invalid="true"');
  });
});

describe("a page", () => {
  const app = new Hono();
  app.route("/", createStyleRoute());
  app.get("/", (c) => respond(c, { title: "Bills", body: html`<p>Here.</p>` }));
  app.get("/log-in", (c) =>
    respond(c, { title: "Connect", body: html`` }, { formsTo: ["https://login.xero.com"] }),
  );

  it("runs no script, is framed by nobody and kept by no cache", async () => {
    const { headers } = await app.request("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self';");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("lets a form go on to the one place that it names", async () => {
    const { headers } = await app.request("/log-in");
    expect(headers.get("content-security-policy")).toContain("form-action 'self' https://login.xero.com;");
  });

  it("asks for one sheet, which a browser may keep for good", async () => {
    const page = await (await app.request("/")).text();
    expect(page.match(/(?:src|href)="\/[^"]*"/g)).toEqual([`href="${stylePath}"`]);
    const sheet = await app.request(stylePath);
    expect(sheet.headers.get("cache-control")).toContain("immutable");
    expect(sheet.headers.get("content-type")).toContain("text/css");
    expect((await app.request("/page/other.css")).status).toBe(404);
  });
});
