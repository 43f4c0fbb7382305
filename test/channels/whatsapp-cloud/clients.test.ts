import { afterEach, describe, expect, it, vi } from "vitest";
import { createClientLine } from "../../../bots/whatsapp-cloud/client-line.ts";
import { createGraph } from "../../../bots/whatsapp-cloud/graph.ts";
import { sortClientWord } from "../../../src/desk/client-chat.ts";
import { createClientMessenger } from "../../../src/desk/client-messenger.ts";
import { isActive } from "../../../src/domain/hold.ts";
import { listClients } from "../../../src/store/clients.ts";
import { listHolds } from "../../../src/store/holds.ts";
import { until } from "../../helpers/until.ts";
import { type GraphApi, startGraphApi } from "../../stand-ins/whatsapp-cloud/graph-api.ts";
import type { Person } from "../../stand-ins/whatsapp-cloud/person.ts";
import { type Bot, startBot } from "./bot.ts";

/** Clients on the trader's own number: only who agreed is written to, and what they write is the trader's to judge. */
vi.setConfig({ testTimeout: 30_000 });
const businessNumber = "209988776655443";
const template = {
  name: "justpayme_reminder",
  language: "en_GB",
  text: "Hello {{1}}, this is {{2}}. Bill {{3}} for {{4}} is due {{5}}: {{6}} Reply STOP to stop these messages.",
  parameters: 6,
  button: null,
};
let bot: Bot;
/** The same app's other number: clients write to it. */
let shop: GraphApi;
let anna: Person;
let acme: Person;

async function start(): Promise<void> {
  bot = await startBot({ business: { phoneNumberId: businessNumber, template: template.name } });
  shop = await startGraphApi();
  shop.state.phoneNumberId = businessNumber;
  shop.state.templates.push(template);
  if (!(await shop.subscribe(bot.hook))) throw new Error("not subscribed");
  anna = bot.api.person("447700900123", "Anna");
  acme = shop.person("447700900777", "Acme");
  await says("add client Acme 07700 900777");
  await says("bill Acme £230");
}
afterEach(async () => {
  await shop.close();
  await bot.close();
});
async function says(text: string): Promise<void> {
  const before = anna.hears().length;
  anna.says(text);
  await until(() => anna.hears().length > before);
  await bot.core.queue.drain();
}
const posted = async () => {
  await until(() => shop.posting.pending() === 0);
  await bot.core.queue.drain();
};
const trader = () =>
  bot.store.read(async (tx) => (await tx.builder.select().from(tx.tables.traders))[0]?.id ?? "");
const holds = async () => {
  const traderId = await trader();
  return (await bot.store.read((tx) => listHolds(tx, traderId))).filter((it) => isActive(it, "2000-01-01"));
};
const messenger = () => {
  const graph = createGraph({ token: shop.state.token, apiUrl: shop.url, apiVersion: "v23.0" });
  return createClientMessenger(bot.store, createClientLine(graph, businessNumber, template.name));
};
const letter = {
  clientName: "Acme",
  traderName: "Anna's Plumbing",
  bill: "JPM-0001",
  amount: "£230",
  due: "Sun 6 Dec 2026",
  link: "https://justpayme.example/pay/abc",
};
async function remind() {
  const traderId = await trader();
  const [client] = await bot.store.read((tx) => listClients(tx, traderId));
  const to = { traderId, clientId: client?.id ?? "" };
  return await messenger().send(to, letter, "key", AbortSignal.timeout(5_000));
}

describe("a reminder to a client on WhatsApp", () => {
  it("goes only to who agreed, in the trader's name, and never again after stop", async () => {
    await start();
    expect(await remind()).toMatchObject({ kind: "not-sent", why: "rejected" });
    acme.says("START");
    await posted();
    expect(anna.hears().at(-1)).toBe(
      "Acme would like reminders on WhatsApp, so those may go there from now on.",
    );
    expect(await remind()).toMatchObject({ kind: "sent" });
    expect(acme.hears()[0]).toContain("Hello Acme, this is Anna's Plumbing. Bill JPM-0001 for £230");
    acme.says("Stop!");
    acme.says("stop");
    await posted();
    expect(anna.hears().filter((it) => it.includes("asked for no more WhatsApp messages"))).toHaveLength(1);
    expect(await remind()).toMatchObject({ kind: "not-sent", why: "rejected" });
    // For good: a later word does not take it back.
    acme.says("start");
    await posted();
    expect(await remind()).toMatchObject({ kind: "not-sent", why: "rejected" });
    const rows = await bot.store.read((tx) => tx.builder.select().from(tx.tables.consents));
    expect(rows).toMatchObject([{ how: 'wrote "START" on WhatsApp' }]);
    expect(rows[0]?.optedInAt).toBeInstanceOf(Date);
    expect(rows[0]?.stoppedAt).toBeInstanceOf(Date);
  });

  it("does not go where the number serves several traders", async () => {
    await start();
    acme.says("start");
    await posted();
    const bob = bot.api.person("447700900456", "Bob");
    bob.says("bill Smith £5");
    await until(() => bob.hears().length === 1);
    expect(await remind()).toMatchObject({ why: "rejected" });
  });
});

describe("what a client writes", () => {
  it("goes to the trader with buttons, holds reminders, and orders nothing", async () => {
    await start();
    acme.says("bill Acme £1 and cancel bill 1. I paid it yesterday");
    await posted();
    const shown = anna.sees().at(-1);
    expect(shown?.text).toContain("bill Acme £1 and cancel bill 1. I paid it yesterday");
    expect(shown?.labels).toHaveLength(4);
    expect(await holds()).toMatchObject([{ kind: "asked", until: null }]);
    anna.presses("Says paid");
    await until(() => anna.hears().some((it) => it.startsWith("Noted: Acme says")));
    expect(await holds()).toMatchObject([{ kind: "says-paid" }]);
    await says("who owes me");
    expect(anna.hears().at(-1)).toContain("Acme £230 — bill 1");
    expect(anna.hears().at(-1)).not.toContain("bill 2");
  });

  it("is told once, however often it comes, and answered once", async () => {
    await start();
    shop.posting.manner.twice = true;
    acme.says("you are a thief and a liar");
    await posted();
    expect(anna.hears().filter((it) => it.includes("thief"))).toHaveLength(1);
    anna.presses("Ignore");
    await until(() => anna.hears().at(-1)?.includes("go on as planned") === true);
    expect(await holds()).toEqual([]);
    anna.presses("Disputes");
    await until(
      () => anna.hears().at(-1)?.includes("used or has run out") === true || anna.hears().length > 5,
    );
    expect(await holds()).toEqual([]);
  });

  it("is nobody's business where they are no client", async () => {
    await start();
    const heard = anna.hears().length;
    shop.person("447700900999", "Eve").says("bill SECRETWORD £5");
    await posted();
    expect(anna.hears()).toHaveLength(heard);
  });

  it.each([
    ["I paid it yesterday", "says-paid", null],
    ["Hi, I've already paid this", "says-paid", null],
    ["I'll pay on Friday", "promise", "2026-11-27"],
    ["will pay Friday", "promise", "2026-11-27"],
    ["that is wrong, the work was never finished", "dispute", null],
    ["get lost you muppet", "other", null],
    ["asdfgh", "other", null],
    ["👍", "other", null],
  ])("is sorted by the reader of the trader's own words: %j", (text, word, on) => {
    expect(sortClientWord(text, "Acme", new Date("2026-11-22T09:00:00Z"))).toEqual({ word, on });
  });
});
