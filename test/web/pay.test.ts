import fc from "fast-check";
import { Hono } from "hono";
import { afterEach, expect, it } from "vitest";
import { payReference } from "../../src/domain/bank.ts";
import { findBill } from "../../src/store/bills.ts";
import { putMirror, setSync } from "../../src/store/xero-mirrors.ts";
import { createPayRoutes } from "../../src/web/pay/routes.ts";
import { openWorld, type World } from "../helpers/world.ts";

let world: World;
afterEach(() => world.close());

async function open(...said: readonly string[]) {
  world = await openWorld();
  for (const text of said) await world.say("me", text);
  const app = new Hono().route(
    "/pay",
    createPayRoutes({ ...world, publicUrl: () => "http://localhost:3000" }),
  );
  await world.say("me", "show bill 1");
  const text = (await world.transcript("me")).findLast((it) => it.sender === "bot")?.text ?? "";
  const path = /Pay page: http:\/\/localhost:3000(\S+)/.exec(text)?.[1] ?? "";
  return { path, get: async (to = path) => await app.request(to) };
}

it("shows a client all that a bill must show, and nothing of anybody else's", async () => {
  const { get, path } = await open(
    "my business is Joe's Plumbing",
    "my name is Joe Smith",
    "my address is 1 High Street, Leeds LS1 4AP",
    "my VAT number is GB 123 4567 82",
    "bill Acme £230 reference PO-77",
    "bill Harris £40",
  );
  expect(path).toMatch(/^\/pay\/[\w-]{22}$/);
  const page = await (await get()).text();
  for (const part of [
    "Joe&#39;s Plumbing",
    "Joe Smith",
    "Leeds LS1 4AP",
    "VAT number GB 123456782",
    "JPM-0001",
    "Acme",
    "VAT at 20%",
    "£38.33",
    "£230",
    "PO-77",
    "Sun 6 Dec 2026",
  ])
    expect(page).toContain(part);
  expect(page).not.toContain("Harris");
  expect(page).not.toContain("<script");
});

it("says nothing of VAT where none is charged, and whom to ask where nothing is known", async () => {
  const { get } = await open("my email is joe@example.com", "bill Acme £230");
  const page = await (await get()).text();
  expect(page).not.toContain("VAT");
  expect(page).toContain("Please ask your supplier at joe@example.com how to pay this bill.");
});

it("is kept out of caches, search engines and frames, and loads nothing from elsewhere", async () => {
  const { get } = await open("bill Acme £230");
  const { headers, status } = await get();
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).not.toContain("script-src");
  for (const wrong of ["/pay/", "/pay/1", "/pay/%00", "/pay/AAAAAAAAAAAAAAAAAAAAAA"])
    expect((await get(wrong)).status).toBe(404);
});

/** Has the first bill be in Xero, with its page there at this address. */
async function inXero(onlineUrl: string): Promise<void> {
  await world.turn("me", async (turn) => {
    const bill = await findBill(turn.tx, turn.trader.id, 1);
    if (bill === undefined) throw new Error("There is no bill 1.");
    await setSync(turn.tx, bill, "Synced with Xero");
    await putMirror(turn.tx, {
      traderId: bill.traderId,
      billId: bill.id,
      organisationId: "o1",
      number: "JPM-0001",
      marker: "m1",
      invoiceId: "i1",
      wantedHash: "h",
      wanted: 1,
      pushed: 1,
      attempted: false,
      urgent: false,
      choices: {},
      base: null,
      drift: null,
      status: null,
      onlineUrl,
      problem: null,
      waitingSince: null,
      told: false,
      ownPage: false,
    });
    return [];
  });
}

it("sends the client on to Xero's page where the bill is there, and nowhere else", async () => {
  const { get } = await open("bill Acme £230");
  await inXero("https://in.xero.com/abc");
  const answer = await get();
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://in.xero.com/abc"]);
  for (const odd of ["https://evil.example/in.xero.com", "http://in.xero.com/abc", "javascript:alert(1)"]) {
    await inXero(odd);
    expect((await get()).status).toBe(200);
  }
});

it("is there on paper", async () => {
  const { get, path } = await open(
    "my business is Joe's Plumbing",
    "add client Łukasz Żółć",
    "bill Łukasz Żółć £230",
  );
  const answer = await get(`${path}/bill.pdf`);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("content-disposition")).toBe('inline; filename="JPM-0001.pdf"');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.length).toBeGreaterThan(2000);
});

it("has a reference for each bill that every bank lets through", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 1, max: 9_999_999 }),
      (one, other) => {
        expect(payReference(one)).toMatch(/^[A-Z0-9 \-.&/]{6,18}$/);
        expect(payReference(one).replace(/[^A-Z0-9]/g, "").length).toBeGreaterThanOrEqual(6);
        expect(payReference(one) === payReference(other)).toBe(one === other);
      },
    ),
  );
  world = { close: async () => undefined } as World;
});
