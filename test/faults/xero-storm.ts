import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FaultKind } from "../../src/sandbox/xero/faults.ts";
import { startXeroSandbox, type XeroSandbox } from "../../src/sandbox/xero/sandbox.ts";
import { type Product, startProduct } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { allow, app } from "../sandbox/xero/books.ts";

/** Everything that may go wrong with a call. Each strikes as often as `chanceEach` says. */
export const faultKinds: readonly FaultKind[] = [
  "minute",
  "day",
  "concurrent",
  "appminute",
  "500",
  "500-done",
  "slow",
  "cut",
  "refuse",
  "html",
  "maintenance",
  "expired",
];

/** What Retry-After says of each limit, and how long a slow answer takes. */
const lastsMs: Partial<Record<FaultKind, number>> = {
  minute: 20_000,
  appminute: 20_000,
  day: 3_600_000,
  slow: 100,
};

const clients = ["Harris", "Patel", "Okafor", "Jones", "Murphy", "Singh", "Evans", "Khan", "Taylor", "Reid"];
const chat = "anna";

export interface XeroStormOptions {
  readonly bills: number;
  readonly kills: number;
  /** Of a call, for each kind of fault. */
  readonly chanceEach: number;
  readonly seed: number;
  readonly folder: string;
}

export interface XeroStormReport {
  readonly bills: number;
  readonly kills: number;
  readonly invoices: number;
  readonly billsWithoutInvoice: number;
  readonly numbersUsedTwice: number;
  readonly totalsWrong: number;
  readonly contacts: number;
  readonly clients: number;
  readonly calls: number;
  readonly callsStruck: number;
  /** How often a limit of the sandbox's own refused a call: a well-behaved app has none. */
  readonly limitsExceeded: number;
  readonly struckBy: Readonly<Record<string, number>>;
}

/**
 * Bills pushed to the sandbox while each call may go wrong in every way there is, and the process is killed with -9.
 * Half of them are there before Xero is connected and go in bulk; the others are made one by one meanwhile.
 */
export async function xeroStorm(options: XeroStormOptions): Promise<XeroStormReport> {
  const { bills, kills, chanceEach } = options;
  const random = seeded(options.seed);
  const house = await openHouse(options.folder);
  const { sandbox } = house;
  const struck = new Map<string, number>();
  try {
    const before = Math.floor(bills / 2);
    for (let at = 0; at < before; at += 1) await house.say(orderOf(at));
    await house.connect();
    const setUp = sandbox.calls.length;
    sandbox.faults.chance = () => {
      const kind = faultKinds[Math.floor(random() / chanceEach)];
      if (kind === undefined) return null;
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      const ms = lastsMs[kind];
      return ms === undefined ? { kind } : { kind, ms };
    };
    await house.say("yes");
    const stride = Math.ceil((bills - before) / kills);
    let killed = 0;
    for (let at = before; at < bills; at += 1) {
      await house.say(orderOf(at));
      if ((at - before) % stride !== stride - 1) continue;
      // What had to wait goes on, and is cut off somewhere on the way.
      const going = house.leap("PT20M").catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, random() * 400));
      await house.kill();
      await going;
      await house.leap("PT1S");
      killed += 1;
    }
    for (let round = 0; round < 500 && missing(sandbox, bills) > 0; round += 1) await house.leap("PT10M");
    sandbox.faults.chance = () => null;
    await house.leap("PT2H");
    const numbers = sandbox.state.all("invoices").map((it) => it.number);
    const totals = new Map(sandbox.state.all("invoices").map((it) => [it.number, it.totalMinor]));
    return {
      bills,
      kills: killed,
      invoices: numbers.length,
      billsWithoutInvoice: missing(sandbox, bills),
      numbersUsedTwice: numbers.length - new Set(numbers).size,
      totalsWrong: Array.from({ length: bills }, (_, at) => at).filter(
        (at) => totals.get(numberOf(at)) !== poundsOf(at) * 100,
      ).length,
      contacts: sandbox.state.all("contacts").length,
      clients: clients.length,
      calls: sandbox.calls.length - setUp,
      callsStruck: [...struck.values()].reduce((sum, it) => sum + it, 0),
      limitsExceeded: [...sandbox.limits.refused.values()].reduce((sum, it) => sum + it, 0),
      struckBy: Object.fromEntries(struck),
    };
  } finally {
    await house.close();
  }
}

export interface CallsReport {
  readonly alone: number;
  readonly inBulk: number;
  /** One for each invoice, when its client is first written to or at leisure: no part of a push. */
  readonly links: number;
}

/** Calls a bill, where nothing goes wrong: said one by one by somebody who waits, and in bulk. */
export async function callsPerBill(folder: string, bulk: number, alone: number): Promise<CallsReport> {
  const house = await openHouse(folder);
  const { sandbox } = house;
  const since = (from: number) => sandbox.calls.slice(from).map((it) => it.operation);
  const isLook = (it: string) => it === "GET /Invoices";
  const isLink = (it: string) => it.endsWith("/OnlineInvoice");
  try {
    for (let at = 0; at < bulk; at += 1) await house.say(orderOf(at));
    await house.connect();
    const atBulk = sandbox.calls.length;
    await house.say("yes");
    for (let round = 0; round < 100 && missing(sandbox, bulk) > 0; round += 1) await house.leap("PT1M");
    const inBulk = since(atBulk).filter((it) => !isLook(it) && !isLink(it)).length / bulk;
    for (let round = 0; round < 200 && linkless(sandbox, atBulk) > 0; round += 1) await house.leap("PT10M");
    const links = since(atBulk).filter(isLink).length / bulk;
    const atAlone = sandbox.calls.length;
    for (let at = bulk; at < bulk + alone; at += 1) {
      // Nobody bills faster than a minute's calls allow.
      if ((at - bulk) % 20 === 0) await house.leap("PT2M");
      await house.say(orderOf(at));
      for (let look = 0; look < 600 && since(atAlone).filter(isLink).length <= at - bulk; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const calls = since(atAlone).filter((it) => !isLook(it)).length;
    return { alone: calls / alone, inBulk, links };
  } finally {
    await house.close();
  }
}

function linkless({ calls, state }: XeroSandbox, from: number): number {
  const fetched = calls.slice(from).filter((it) => it.operation.endsWith("/OnlineInvoice")).length;
  return state.all("invoices").length - fetched;
}

function orderOf(at: number): string {
  return `bill ${clients[at % clients.length]} £${poundsOf(at)}`;
}

function poundsOf(at: number): number {
  return 100 + at;
}

function numberOf(at: number): string {
  return `JPM-${String(at + 1).padStart(4, "0")}`;
}

function missing({ state }: XeroSandbox, bills: number): number {
  const approved = state.all("invoices").filter((it) => it.status === "AUTHORISED");
  return bills - new Set(approved.map((it) => it.number)).size;
}

/** The product in a process of its own, joined to a sandbox whose clock goes with it. */
async function openHouse(folder: string) {
  let offsetMs = 0;
  const sandbox = await startXeroSandbox({ now: () => new Date(Date.now() + offsetMs), path: null, app });
  const env = {
    DATABASE_URL: `file:${join(folder, "books.db")}`,
    LOG_LEVEL: "silent",
    XERO_CLIENT_ID: app.clientId,
    XERO_CLIENT_SECRET: app.clientSecret,
    XERO_API_URL: sandbox.url,
    XERO_IDENTITY_URL: sandbox.url,
    XERO_LOGIN_URL: sandbox.url,
  };
  let product: Product = await startProduct({ env });
  return {
    sandbox,
    say: (text: string) => insist(() => product, text),
    connect: () => connect(product, sandbox),
    kill: async () => {
      await product.kill();
      product = await startProduct({ env });
    },
    /** Moves everybody's clock: pauses that Xero asks for pass at once. */
    leap: async (advance: string) => {
      // A line that was idle may end just as it is used again.
      const move = async () => await (await product.post("/local/clock", { advance })).json();
      const answer = (await move().catch(move)) as { now: string };
      offsetMs = Date.parse(answer.now) - Date.now();
    },
    close: async () => {
      await product.stop();
      await sandbox.close();
    },
  };
}

/** A line that was cut leaves in doubt whether it was heard: under the same key it is heard once. */
async function insist(product: () => Product, text: string): Promise<void> {
  const headers = { "idempotency-key": randomUUID() };
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await product().post(`/local/chats/${chat}/messages`, { text }, headers);
      if (answer.status === 202) return;
    } catch (error) {
      if (tries >= 20) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function connect(product: Product, sandbox: XeroSandbox): Promise<void> {
  const from = await product.say(chat, "connect xero");
  const item = await product.until(chat, (it) => it.n > from && it.text.includes("/connect/xero/"));
  const path = /\/connect\/xero\/[\w-]+/.exec(item.text)?.[0] ?? "";
  const began = await fetch(product.url + path, { method: "POST", redirect: "manual" });
  const cookie = /^[^;]+/.exec(began.headers.get("set-cookie") ?? "")?.[0] ?? "";
  const consent = new URL(began.headers.get("location") ?? "");
  const organisation = sandbox.state.all("organisations")[0]?.id ?? "";
  const code = await allow(consent.href, organisation);
  const query = `state=${consent.searchParams.get("state")}&code=${code}`;
  await fetch(`${product.url}/callback/xero?${query}`, { headers: { cookie }, redirect: "manual" });
  await product.until(chat, (it) => it.text.startsWith("Connect Practice Books?"));
  await product.say(chat, "yes");
  await product.until(chat, (it) => it.text.includes("is connected."));
  const form = new URLSearchParams({
    account: "200",
    taxType: "NONE",
    status: "AUTHORISED",
    direction: "two-way",
  });
  await fetch(`${product.url}/setup`, { method: "POST", headers: { cookie }, body: form });
  await product.until(chat, (it) => it.text.includes("is set up."));
}
