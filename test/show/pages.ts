import { gzipSync } from "node:zlib";
import type { BrowserContextOptions } from "playwright-core";
import { addBill } from "../../src/store/bills.ts";
import { listClients } from "../../src/store/clients.ts";
import { axeFindings, comeIn, sayTo } from "../browser/open-pages.ts";
import { startOwnProduct } from "../browser/own-product.ts";
import { aBill } from "../helpers/builders.ts";
import { findChromium, launchChromium } from "../helpers/chromium.ts";
import { openWorld } from "../helpers/world.ts";
import { createVisitor, signIn } from "../web/visitor.ts";

/*
 * What a page weighs and how long it takes with 10,000 bills, measured on the product's own handlers; and what axe finds
 * on each page in both themes, where there is a Chromium: `npm run show:pages`.
 */

const billCount = 10_000;
const world = await openWorld();
for (const name of ["Acme", "Dave", "Mrs Patel", "Harris"]) await world.say("me", `bill ${name} £230`);
await world.store.transaction(async (tx) => {
  const traderId = (await tx.builder.select().from(tx.tables.traders))[0]?.id ?? "";
  const clients = await listClients(tx, traderId);
  for (let number = 10; number < billCount; number += 1) {
    const clientId = clients[number % clients.length]?.id ?? "";
    const line = { description: "Work", quantity: 1, unitMinor: 1000 + number, amountMinor: 1000 + number };
    const bill = aBill({ id: `b${number}`, traderId, clientId, number, totalMinor: 1000 + number });
    await addBill(tx, bill, [line]);
  }
});
const visitor = createVisitor(world);
await signIn(world, visitor);
process.stdout.write(`page${" ".repeat(32)}bytes  gzipped  median ms (of 15, ${billCount} bills)\n`);
for (const path of [
  "/bills",
  "/bills?sort=newest&page=100",
  "/bills?show=all&find=acme",
  "/bills/4000",
  "/bills/new",
  "/clients",
  "/settings",
]) {
  const times: number[] = [];
  let body = "";
  for (let run = 0; run < 15; run += 1) {
    const start = performance.now();
    body = (await visitor.get(path)).html;
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[7] ?? 0;
  const bytes = [Buffer.byteLength(body), gzipSync(body).length]
    .map((it) => String(it).padStart(8))
    .join(" ");
  process.stdout.write(`${path.padEnd(32)} ${bytes} ${median.toFixed(1).padStart(10)}\n`);
}
await world.close();

if (findChromium() === undefined) process.stdout.write("No Chromium: axe was not run.\n");
else await runAxe();

async function runAxe(): Promise<void> {
  const product = await startOwnProduct();
  const browser = await launchChromium();
  for (const text of ["bill Acme £230", "bill Mrs Patel £85 boiler service due Friday"])
    await sayTo(product.url, "me", text);
  for (const colorScheme of ["light", "dark"] as const) {
    const options: BrowserContextOptions = {
      viewport: { width: 390, height: 844 },
      colorScheme,
      locale: "en-GB",
    };
    const page = await (await browser.newContext(options)).newPage();
    await comeIn(page, product.url, "me");
    for (const path of [
      "/bills",
      "/bills/1",
      "/bills/new",
      "/clients",
      "/settings",
      "/export",
      "/help",
      "/operator",
    ]) {
      await page.goto(product.url + path);
      const found = await axeFindings(page);
      process.stdout.write(
        `axe ${colorScheme.padEnd(5)} ${path.padEnd(12)} ${found.length === 0 ? "nothing" : found.join("; ")}\n`,
      );
    }
  }
  await browser.close();
  await product.remove();
}
