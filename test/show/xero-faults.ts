/**
 * `npm run show:xero-faults`: a thousand bills pushed to the sandbox while one call in twenty goes wrong in each of
 * Xero's ways and the process is killed ten times. Afterwards each bill has one invoice, and no limit was exceeded.
 */
import { join } from "node:path";
import type { FaultKind } from "../../src/sandbox/xero/faults.ts";
import { startXeroSandbox } from "../../src/sandbox/xero/sandbox.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { allow, app } from "../sandbox/xero/books.ts";
import { printTable } from "./table.ts";

const bills = Number(process.argv[2] ?? 1000);
const kills = Number(process.argv[3] ?? 10);
const random = seeded(Number(process.argv[4] ?? 7));
const kinds: readonly FaultKind[] = [
  "minute",
  "concurrent",
  "500",
  "500-done",
  "slow",
  "cut",
  "refuse",
  "html",
  "maintenance",
  "expired",
];
const rate = 0.05;
const clients = ["Harris", "Patel", "Okafor", "Jones", "Murphy", "Singh", "Evans", "Khan", "Taylor", "Reid"];

let offsetMs = 0;
const sandbox = await startXeroSandbox({ now: () => new Date(Date.now() + offsetMs), path: null, app });
const folder = tempFolder();
const env = {
  DATABASE_URL: `file:${join(folder.path, "books.db")}`,
  XERO_CLIENT_ID: app.clientId,
  XERO_CLIENT_SECRET: app.clientSecret,
  XERO_API_URL: sandbox.url,
  XERO_IDENTITY_URL: sandbox.url,
  XERO_LOGIN_URL: sandbox.url,
};
let product: Product = await startProduct({ env });
const chat = "anna";
let killed = 0;

async function kill(): Promise<void> {
  await product.kill();
  product = await startProduct({ env });
  killed += 1;
}

/** Moves everybody's clock: pauses that Xero asks for pass at once. */
async function leap(advance: string): Promise<void> {
  const answer = (await (await product.post("/local/clock", { advance })).json()) as { now: string };
  offsetMs = Date.parse(answer.now) - Date.now();
}

async function connect(): Promise<void> {
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

try {
  // Half of them are there before, and go in bulk; the others are made one by one meanwhile.
  const before = Math.floor(bills / 2);
  for (let at = 0; at < before; at += 1)
    await product.say(chat, `bill ${clients[at % clients.length]} £${100 + at}`);
  await connect();
  const setUp = sandbox.calls.length;
  sandbox.faults.chance = () => {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? "cut";
    return random() < rate * kinds.length * 0.5 ? { kind, ms: kind === "slow" ? 50 : 5_000 } : null;
  };
  await product.say(chat, "yes");
  const each = Math.ceil((bills - before) / kills);
  for (let at = before; at < bills; at += 1) {
    await product.say(chat, `bill ${clients[at % clients.length]} £${100 + at}`);
    if ((at - before) % each === each - 1) await kill();
  }
  while (killed < kills) await kill();
  let left = bills;
  for (let round = 0; round < 60 && left > 0; round += 1) {
    await leap("PT10M");
    const invoices = sandbox.state.all("invoices").filter((it) => it.status === "AUTHORISED");
    left = bills - new Set(invoices.map((it) => it.number)).size;
  }
  sandbox.faults.chance = () => null;
  await leap("PT2H");
  const invoices = sandbox.state.all("invoices");
  const numbers = new Set(invoices.map((it) => it.number));
  const contacts = sandbox.state.all("contacts").length;
  const calls = sandbox.calls.length - setUp;
  const failed = sandbox.calls.slice(setUp).filter((it) => it.status !== 200).length;
  printTable("A thousand bills under faults", [
    { what: "bills", figure: bills },
    { what: "invoices", figure: invoices.length },
    { what: "numbers with more than one invoice", figure: invoices.length - numbers.size },
    { what: "bills without an invoice", figure: bills - numbers.size },
    { what: `contacts, of ${clients.length} clients`, figure: contacts },
    { what: "kills", figure: killed },
    { what: "calls", figure: calls },
    { what: "calls that went wrong", figure: failed },
    { what: "calls a bill", figure: (calls / bills).toFixed(2) },
    {
      what: "times a real limit refused a call",
      figure: [...sandbox.limits.refused.values()].reduce((a, b) => a + b, 0),
    },
  ]);
  const good = invoices.length === bills && numbers.size === bills && contacts === clients.length;
  process.exitCode = good && sandbox.limits.refused.size === 0 ? 0 : 1;
} finally {
  await product.stop();
  await sandbox.close();
  folder.remove();
}
