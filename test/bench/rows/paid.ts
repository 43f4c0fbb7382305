/**
 * From a card payment to the trader's message, with the steps cancelled: Stripe pushes, the push is checked and kept,
 * the session is read again through Stripe's client, the bill settled, the message delivered. The floor does no more than
 * nobody could leave out: the push over loopback with its signature, one plain read over loopback, and three durable
 * transactions of one row (the push, the payment, the message). Stripe is a process of its own for both.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { connect } from "../../../src/store/sqlite.ts";
import { openBesideStripe } from "../../helpers/card-world.ts";
import { startProduct, tempFolder } from "../../helpers/product.ts";
import { inTurn, row } from "../row.ts";

const perRound = 20;
const rounds = 9;
/** As many as it takes for the code of either to be compiled. */
const warmUpRounds = 10;
const bills = perRound * (warmUpRounds + rounds + 1);

const folder = tempFolder();
const now = "2026-11-22T09:00:00Z";
const bank = await startProduct({
  command: [process.execPath, fileURLToPath(new URL("../stripe-beside.ts", import.meta.url))],
  env: { BENCH_NOW: now },
});
const ask = async (path: string, said = "") =>
  await (await fetch(`${bank.url}${path}`, { method: "POST", body: said })).text();
const account: { url: string; key: string } = JSON.parse(await ask("/account"));
const {
  opened: world,
  heard,
  connect: takeCards,
  close,
} = await openBesideStripe(account, {
  url: `file:${folder.path}/product.db`,
  now,
});
await world.say("me", "my business is Joe's Plumbing");
await world.say("me", "add client Acme acme@example.com");
await takeCards("me", account.key);
for (let pounds = 1; pounds <= bills; pounds += 1) await world.say("me", `bill Acme £${pounds}`);
await heard("me");
world.start();

let committed: () => void = () => undefined;
const { transaction } = world.store;
world.store.transaction = async (...args) => {
  const value = await transaction(...args);
  committed();
  return value;
};
/** To look again and again would be counted, and take the product's own time. */
const nextCommit = () => new Promise<void>((resolve) => (committed = resolve));

/** The client's page is open before: that is no part of it. */
let session = await ask("/opens");
let unpaid = bills;
const ours = inTurn(perRound, async () => {
  const paid = ask("/pays", session);
  let said: readonly string[] = [];
  while (said.length === 0) {
    await nextCommit();
    said = await heard("me");
  }
  if (said.length !== 1) throw new Error(`One payment is one message, not ${said.length}.`);
  return async () => {
    await paid;
    // The link is switched off once the trader knows.
    await ask("/settled");
    await world.settle();
    unpaid -= 1;
    if (unpaid > 0) session = await ask("/opens");
  };
});

const db = connect(`${folder.path}/floor.db`);
db.exec("CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
const insert = db.prepare("INSERT INTO floor (body) VALUES (?)");
const durable = db.transaction((body: string) => void insert.run(body));
let kept: () => void = () => undefined;
const server = createServer(async (request, response) => {
  const body = await text(request);
  const [, at = "", mac = ""] = /t=(\d+),v1=(\w+)/.exec(String(request.headers["stripe-signature"])) ?? [];
  const good = createHmac("sha256", "whsec_floor").update(`${at}.${body}`).digest();
  if (timingSafeEqual(good, Buffer.from(mac, "hex"))) durable.immediate(body);
  response.end("Noted.");
  kept();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const floor = inTurn(perRound, async () => {
  const pushed = new Promise<void>((resolve) => (kept = resolve));
  const asked = ask("/push", url);
  await pushed;
  durable.immediate(await ask("/read"));
  durable.immediate("Acme paid");
  return () => asked;
});

for (let round = 0; round < warmUpRounds; round += 1) {
  await ours();
  await floor();
}
await row(
  {
    name: "card payment to message",
    floor: "the push, one read, three durable rows",
    durability: "SQLite, synchronous=FULL",
    goal: { timesAtMost: 2.5, p99AtMostMs: 10 },
    rounds,
  },
  ours,
  floor,
);
server.close();
await world.close();
close();
await bank.stop();
db.close();
folder.remove();
