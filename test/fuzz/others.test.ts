import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localAccount } from "../../bots/local/channel.ts";
import { readBooks } from "../../src/store/export.ts";
import { type CardWorld, openCardWorld } from "../helpers/card-world.ts";
import { rowsOf } from "../helpers/rows-of.ts";
import { anyText } from "./mangle.ts";
import { countThrown } from "./thrown.ts";

const thrown = countThrown();

/*
 * Two traders of one installation. Whatever one of them presses, says, edits or opens that names something of the other's
 * (buttons, ids, numbers, clients, codes, links), every row of the other's stays as it was, and nothing of it is said.
 */

let world: CardWorld;
let annas: string;
let before: string;
/** Whatever could name something of anna's. */
let names: readonly string[];
let tokens: readonly string[];
let links: readonly string[];
let remoteIds: readonly string[];
/** What nobody but anna knows. */
const hers = [
  "98,765", "secretwork", "zq@quark.example", "07700900555", "Annealing", "20-45-67", "12345678", "17 Secret Lane",
]; // biome-ignore format: a list

beforeAll(async () => {
  world = await openCardWorld();
  const words = [
    "my business is Annas Annealing",
    "add client Zebedee Quark zq@quark.example 07700900555",
    "Zebedee Quark's address is 17 Secret Lane, York",
    "my sort code is 20-45-67 and account number 12345678",
    "bill Zebedee Quark £98765.43 secretwork",
    "bill Zebedee Quark £11",
    "bill Quarkson £12 and Quimby £13",
    "bill 2 paid",
    "bill 1 paid £5",
    "hold bill 1 for 4 days",
    "Quimby £40",
    "open my bills",
    "link another chat",
    "export",
    "delete my account",
    "who owes me",
    "show bill 1",
  ];
  await world.connect("anna");
  for (const text of words) await world.say("anna", text);
  for (const text of ["my business is Mine", "bill Acme £230", "open my bills"]) await world.say("me", text);
  annas = await world.traderOf("anna");
  const books = await world.store.read((tx) => readBooks(tx, annas));
  const items = await world.transcript("anna");
  tokens = items.flatMap(({ choices }) => choices).flatMap((it) => ("token" in it ? [it.token] : []));
  links = items.flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? []);
  remoteIds = items.flatMap(({ remoteId }) => remoteId ?? []);
  const codes = items
    .flatMap(({ text }) => text.match(/\b[A-Z0-9-]{8,}\b/g) ?? [])
    // What is said to it may be said again in an answer.
    .filter((it) => !hers.includes(it));
  const ids = [books.clients, books.bills, books.payments, books.actions].flatMap((rows) =>
    rows.map(({ id }) => id),
  );
  names = [
    ...ids, ...codes, ...tokens, ...links.map((it) => it.split("/").at(-1) ?? ""), annas,
    "Zebedee Quark", "Zebedee", "Quarkson", "Quimby", "2", "3", "4", "5", "JPM-0001", "JPM-0003", "page-1",
  ]; // biome-ignore format: a list
  before = await rowsOf(world.store, annas);
}, 60_000);
afterAll(() => world.close());

/** Nothing of anna's changed, and nothing of hers was said to the other since. */
async function untouched(after: number): Promise<void> {
  thrown();
  const said = (await world.transcript("me", after)).filter(({ sender }) => sender === "bot");
  for (const { text } of said) for (const secret of hers) expect(text).not.toContain(secret);
  for (const { choices } of said)
    for (const it of choices) if ("token" in it) expect(tokens).not.toContain(it.token);
  expect(await rowsOf(world.store, annas)).toBe(before);
}
const lastN = async () => (await world.transcript("me")).at(-1)?.n ?? 0;

/** A name as it is, or a little off: as somebody would who tries what else there may be. */
const naming = () =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    fc.constantFrom(...names).map((it) => it.toUpperCase()),
    fc.constantFrom(...names).map((it) => `${it} `),
    fc.constantFrom(...names).map((it) => `${annas}.${it}`),
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map((it) => it.join(":")),
  );

const orders = [
  "show bill *", "bill * paid", "bill * paid £5", "cancel bill *", "write off bill *", "hold bill *", "resume bill *", "chase bill *",
  "bill * is £7", "bill * is due on Friday", "bill * for drains", "send bill * again", "bill * not in xero", "why is bill * not paid",
  "that was for bill *", "show *", "show the plan for *", "statement for *", "* paid £12", "* paid", "chase *", "hold *",
  "* says they paid", "* disputes it", "erase *", "rename * to Thief", "*'s email is thief@example.com",
  "*'s phone is 07700 900999", "*'s address is 1 Thief Road", "call * thief", "bill * £5", "link *", "join *", "yes *", "undo *", "retry *",
  "keep *", "forget *", "*",
]; // biome-ignore format: a list

describe("one trader who tries to reach another's", () => {
  it("presses buttons of the other's, as they are or mangled", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...tokens) }, naming(), anyText),
        async (token) => {
          const from = await lastN();
          await world.press("me", token);
          await untouched(from);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it("says orders that name the other's bills, clients, ids and codes", async () => {
    expect(tokens.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...orders), naming(), fc.boolean(), async (order, name, presses) => {
        const from = await lastN();
        await world.say("me", order.replace("*", name));
        // And whatever it is asked then, says yes to.
        const choices = (await world.transcript("me", from)).flatMap((it) => it.choices);
        const first = choices.find((it) => "token" in it);
        if (presses && first !== undefined && "token" in first) await world.press("me", first.token);
        await untouched(from);
      }),
      { numRuns: 400 },
    );
  }, 240_000);

  it("edits a message of the other's", async () => {
    const address = { channel: "local", account: localAccount, chat: "me" } as const;
    let at = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...remoteIds),
        fc.constantFrom(...orders),
        naming(),
        async (messageId, order, name) => {
          const from = await lastN();
          at += 1;
          const text = order.replace("*", name);
          await world.take({ eventId: `edit-${at}`, address, kind: "text", text, messageId, edited: true });
          await untouched(from);
        },
      ),
      { numRuns: 80 },
    );
  }, 120_000);

  it("opens links of the other's that were used, and sends their forms", async () => {
    const used = links.filter((it) => it.includes("/connect/"));
    expect(used.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...used), naming(), fc.boolean(), async (link, name, sends) => {
        const init = sends
          ? { method: "POST", body: new URLSearchParams({ key: world.stripe.key, id: name }) }
          : {};
        thrown();
        const ask = () => fetch(link, { redirect: "manual", headers: { connection: "close" }, ...init });
        // The connection that was kept from the first visit may be closed just then.
        const response = await ask().catch(ask);
        expect(response.status).toBeGreaterThanOrEqual(400);
        const html = await response.text();
        for (const secret of hers) expect(html).not.toContain(secret);
        await world.arrive();
        expect(await rowsOf(world.store, annas)).toBe(before);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
