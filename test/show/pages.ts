import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { addBill } from "../../src/store/bills.ts";
import { addClient, listClients } from "../../src/store/clients.ts";
import { openStore } from "../../src/store/open-store.ts";
import { addPayment, setAllocation } from "../../src/store/payments.ts";
import type { Tx } from "../../src/store/store.ts";
import { axeFindings, comeIn, sayTo } from "../browser/open-pages.ts";
import { aBill, aClient, aPayment } from "../helpers/builders.ts";
import { findChromium, launchChromium } from "../helpers/chromium.ts";
import { type Product, startProduct, tempFolder } from "../helpers/product.ts";

/*
 * What a trader with 10,000 bills of 1,000 clients waits for, in a real browser on the real process: `npm run show:pages`.
 * Of each page its bytes over the wire and requests, the time to the first byte and to the first paint, on this machine
 * and over a bad phone connection; and what axe finds in both themes.
 */

const billCount = 10_000;
const clientCount = 1_000;
const runs = 5;

const paths = [
  "/bills",
  "/bills?sort=newest&page=100",
  "/bills?show=all&find=client+7",
  "/bills/4000",
  "/bills/new",
  "/clients",
  "/settings",
  "/export",
  "/help",
  "/operator",
];

if (findChromium() === undefined) {
  process.stdout.write("There is no Chromium here: it is what this is measured with.\n");
} else {
  const folder = tempFolder();
  const env = { DATABASE_URL: `file:${join(folder.path, "books.db")}`, LOG_LEVEL: "silent" };
  const first = await startProduct({ env });
  await sayTo(first.url, "me", "bill Acme £230");
  await first.stop();
  await fill(env.DATABASE_URL);
  const product = await startProduct({ env });
  const browser = await launchChromium();
  try {
    await measureAll(browser, product);
    for (const colorScheme of ["light", "dark"] as const) await runAxe(browser, product, colorScheme);
  } finally {
    await browser.close();
    await product.stop();
    folder.remove();
  }
}

/** Years of a busy trader's books: half of the bills are paid, a client late by about the same each time. */
async function fill(url: string): Promise<void> {
  const store = await openStore(url);
  await store.transaction(async (tx) => {
    const traderId = (await tx.builder.select().from(tx.tables.traders))[0]?.id ?? "";
    for (let n = 0; n < clientCount; n += 1) {
      const names = { name: `Client ${n}`, nameKey: `client ${n}` };
      await addClient(tx, aClient({ id: `c${n}`, traderId, ...names }));
    }
    const clients = await listClients(tx, traderId);
    for (let number = 10; number < billCount; number += 1) {
      const clientId = clients[number % clients.length]?.id ?? "";
      await addOne(tx, { traderId, clientId, number });
    }
  });
  await store.close();
}

async function addOne(
  tx: Tx,
  { traderId, clientId, number }: { traderId: string; clientId: string; number: number },
): Promise<void> {
  const totalMinor = 1_000 + number;
  const paid = number % 2 === 0;
  const line = { description: "Work", quantity: 1, unitMinor: totalMinor, amountMinor: totalMinor };
  const state = paid ? ({ state: "paid", paidMinor: totalMinor } as const) : {};
  const bill = aBill({ id: `b${number}`, traderId, clientId, number, totalMinor, ...state });
  await addBill(tx, bill, [line]);
  if (!paid) return;
  const id = `p${number}`;
  await addPayment(tx, aPayment({ id, traderId, clientId, externalId: id, amountMinor: totalMinor }));
  await setAllocation(tx, traderId, { paymentId: id, billId: bill.id, amountMinor: totalMinor });
}

interface Figures {
  readonly bytes: number;
  readonly requests: number;
  readonly firstByteMs: number;
  readonly paintMs: number;
}

async function measureAll(browser: Browser, { url }: Product): Promise<void> {
  const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
  const page = await (await browser.newContext({ locale: "en-GB", ...phone })).newPage();
  await comeIn(page, url, "me");
  process.stdout.write(
    `With ${billCount.toLocaleString("en-GB")} bills; medians of ${runs}. Bad connection: 400 kbit/s, 400 ms, a processor a quarter as fast.\n\n` +
      `${"page".padEnd(32)}   kB requests  first byte  first paint   … on a bad connection\n`,
  );
  for (const path of paths) {
    const here = await medians(page, url + path, false);
    const bad = await medians(page, url + path, true);
    const cells = [
      (here.bytes / 1024).toFixed(1).padStart(4),
      String(here.requests).padStart(8),
      `${here.firstByteMs.toFixed(0)} ms`.padStart(11),
      `${here.paintMs.toFixed(0)} ms`.padStart(12),
      `${bad.paintMs.toFixed(0)} ms`.padStart(15),
    ];
    process.stdout.write(`${path.padEnd(32)} ${cells.join(" ")}\n`);
  }
  await page.context().close();
}

async function medians(page: Page, url: string, bad: boolean): Promise<Figures> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure(page, url, bad));
  const middle = (of: (it: Figures) => number) => all.map(of).sort((a, b) => a - b)[runs >> 1] ?? 0;
  return {
    bytes: middle((it) => it.bytes),
    requests: middle((it) => it.requests),
    firstByteMs: middle((it) => it.firstByteMs),
    paintMs: middle((it) => it.paintMs),
  };
}

/** One visit with an empty cache. */
async function measure(page: Page, url: string, bad: boolean): Promise<Figures> {
  const wire = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const slow = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
  const free = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await wire.send("Network.emulateNetworkConditions", { offline: false, ...(bad ? slow : free) });
  await wire.send("Emulation.setCPUThrottlingRate", { rate: bad ? 4 : 1 });
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(url, { waitUntil: "load" });
  const timing = (await page.evaluate(`new Promise((done) => {
    const look = () => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const [way] = performance.getEntriesByType("navigation");
      if (paint === undefined) return requestAnimationFrame(look);
      done({ firstByteMs: way.responseStart - way.requestStart, paintMs: paint.startTime });
    };
    look();
  })`)) as Pick<Figures, "firstByteMs" | "paintMs">;
  await wire.detach();
  return { bytes, requests, ...timing };
}

async function runAxe(browser: Browser, { url }: Product, colorScheme: "light" | "dark"): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
  const page = await context.newPage();
  await comeIn(page, url, "me");
  process.stdout.write(`\naxe, ${colorScheme}\n`);
  for (const path of paths) {
    await page.goto(url + path);
    const found = await axeFindings(page);
    process.stdout.write(`${path.padEnd(32)} ${found.length === 0 ? "nothing" : found.join("; ")}\n`);
  }
  await context.close();
}
