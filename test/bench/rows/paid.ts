/**
 * From a card payment to the trader's message, with the steps cancelled: Stripe pushes, the push is checked and kept,
 * the session is read again through Stripe's client, the bill settled, the message delivered. The floor does no more than
 * nobody could leave out: the push over loopback with its signature, one plain read over loopback, and three durable
 * transactions of one row (the push, the payment, the message).
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sign } from "../../../src/sandbox/stripe/delivering.ts";
import { connect } from "../../../src/store/sqlite.ts";
import { openCardWorld } from "../../helpers/card-world.ts";
import { tempFolder } from "../../helpers/product.ts";
import { inTurn, row } from "../row.ts";

const perRound = 20;
const rounds = 9;
/** As many as it takes for the code of either to be compiled. */
const warmUpRounds = 10;
const bills = perRound * (warmUpRounds + rounds + 1);

const folder = tempFolder();
const world = await openCardWorld({ url: `file:${folder.path}/product.db` });
await world.say("me", "my business is Joe's Plumbing");
await world.say("me", "add client Acme acme@example.com");
await world.connect("me");
for (let pounds = 1; pounds <= bills; pounds += 1) await world.say("me", `bill Acme £${pounds}`);
await world.heard("me");
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
let session = world.opens();
let unpaid = bills;
const ours = inTurn(perRound, async () => {
  world.pays("card", session);
  let said: readonly string[] = [];
  while (said.length === 0) {
    await nextCommit();
    said = await world.heard("me");
  }
  if (said.length !== 1) throw new Error(`One payment is one message, not ${said.length}.`);
  return async () => {
    // The link is switched off once the trader knows.
    await world.arrive();
    unpaid -= 1;
    if (unpaid > 0) session = world.opens();
  };
});

const db = connect(`${folder.path}/floor.db`);
db.exec("CREATE TABLE floor (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
const insert = db.prepare("INSERT INTO floor (body) VALUES (?)");
const durable = db.transaction((body: string) => void insert.run(body));
const secret = "whsec_floor";
const pushed = JSON.stringify({ object: "checkout.session", filler: "x".repeat(3000) });
const server = createServer((request, response) => {
  if (request.method === "GET") return void response.end(pushed);
  let body = "";
  request.on("data", (part) => {
    body += String(part);
  });
  request.on("end", () => {
    const [, at = "", mac = ""] = /t=(\d+),v1=(\w+)/.exec(String(request.headers["stripe-signature"])) ?? [];
    const good = createHmac("sha256", secret).update(`${at}.${body}`).digest();
    if (timingSafeEqual(good, Buffer.from(mac, "hex"))) durable.immediate(body);
    response.end("Noted.");
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const floor = inTurn(perRound, async (i) => {
  const headers = { "stripe-signature": sign(pushed, secret, i) };
  await (await fetch(url, { method: "POST", headers, body: pushed })).text();
  durable.immediate(await (await fetch(url)).text());
  durable.immediate("Acme paid");
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
db.close();
folder.remove();
