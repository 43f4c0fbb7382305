import { afterEach, describe, expect, it, vi } from "vitest";
import { createClientLine } from "../../../bots/whatsapp-cloud/client-line.ts";
import { createGraph } from "../../../bots/whatsapp-cloud/graph.ts";
import { asksToStop, sortClientWord } from "../../../src/desk/client-chat.ts";
import { isActive } from "../../../src/domain/hold.ts";
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

let at = 0;

async function start(): Promise<void> {
  at = Date.parse("2026-11-23T10:00:00Z");
  shop = await startGraphApi(() => at);
  shop.state.phoneNumberId = businessNumber;
  shop.state.templates.push(template);
  const graph = createGraph({ token: shop.state.token, apiUrl: shop.url, apiVersion: "v23.0" });
  bot = await startBot({
    now: () => at,
    business: { phoneNumberId: businessNumber, template: template.name, number: null },
    line: createClientLine(graph, businessNumber, template.name),
  });
  if (!(await shop.subscribe(bot.hook))) throw new Error("not subscribed");
  anna = bot.api.person("447700900123", "Anna");
  acme = shop.person("447700900777", "Acme");
  await says("my business is Anna's Plumbing");
  await says("add client Acme 07700 900777");
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
const day = 86_400_000;
const news = (what: string) => () => anna.hears().some((it) => it.includes(what));
const hears = (what: string) => until(news(what));
const agrees = async () => {
  acme.says("START");
  await posted();
};

describe("a message to a client on WhatsApp", () => {
  it("is written freely after they wrote, and by the approved template a day later", async () => {
    await start();
    await agrees();
    expect(anna.hears().at(-1)).toContain("would like reminders on WhatsApp");
    await says("bill Acme £230 due today");
    expect(anna.hears().at(-1)).toContain("It goes to Acme on WhatsApp now.");
    await bot.core.chase();
    expect(acme.sees().at(-1)).toMatchObject({ kind: "text" });
    expect(acme.hears()).toEqual([
      "Hello Acme, here is my bill JPM-0001, £230. It is due on Mon 23 Nov 2026.\nhttps://justpayme.example/pay/1\nThank you, Anna's Plumbing",
    ]);
    at += 3 * day;
    await bot.core.chase();
    expect(acme.sees().at(-1)).toMatchObject({
      kind: "template",
      text: "Hello Acme, this is Anna's Plumbing. Bill JPM-0001 for £230 is due Mon 23 Nov 2026: https://justpayme.example/pay/1 Reply STOP to stop these messages.",
    });
    await says("why did Acme get a message");
    expect(anna.hears().at(-1)).toContain("a friendly reminder, bill 1 sent to +447700900777");
    expect(news("Reminded Acme on WhatsApp about bill 1, £230 (friendly).")()).toBe(true);
  });

  it("goes to nobody who did not ask, and stops at a word for good", async () => {
    await start();
    await says("bill Acme £230 due today");
    await bot.core.chase();
    await hears("Here is bill 1 for Acme, for you to send");
    await agrees();
    acme.says("Stop!");
    acme.says("stop");
    // For good: a later word does not take it back.
    acme.says("start");
    await posted();
    expect(anna.hears().filter((it) => it.includes("asked for no more WhatsApp messages"))).toHaveLength(1);
    at += 3 * day;
    await bot.core.chase();
    await says("who owes me");
    expect(acme.hears()).toEqual([]);
    expect(news("Here is a reminder for Acme about bill 1, for you to send")()).toBe(true);
    const rows = await bot.store.read((tx) => tx.builder.select().from(tx.tables.consents));
    expect(rows).toMatchObject([{ how: 'wrote "START" on WhatsApp' }]);
    expect(rows[0]?.optedInAt).toBeInstanceOf(Date);
    expect(rows[0]?.stoppedAt).toBeInstanceOf(Date);
    await says("show Acme");
    expect(anna.hears().at(-1)).toContain("WhatsApp: asked for no more on Mon 23 Nov 2026");
  });

  it("stops, too, for who hides their number before they say so, and has another id since", async () => {
    await start();
    acme.who.showsId = true;
    await agrees();
    acme.hidesNumber();
    acme.getsId("GB.another");
    acme.says("I shall pay on Friday");
    await posted();
    await hears("I shall pay on Friday");
    acme.says("Stop");
    await posted();
    await hears("asked for no more WhatsApp messages");
    // Somebody else without a number is nobody's client.
    const eve = shop.person("447700900999", "Eve");
    eve.hidesNumber();
    eve.says("SECRETWORD");
    await posted();
    expect(news("SECRETWORD")()).toBe(false);
  });

  it("goes another way where it is not delivered, and the trader is told", async () => {
    await start();
    await agrees();
    acme.goesAway();
    await says("bill Acme £230 due today");
    await bot.core.chase();
    await posted();
    await hears("WhatsApp could not deliver my message to Acme. I give it to you to send yourself");
    await hears("Here is bill 1 for Acme, for you to send");
    acme.comesBack();
    acme.says("I was away");
    await posted();
    await hears("I was away");
    anna.presses("Ignore");
    await hears("go on as planned");
    at += 3 * day;
    await bot.core.chase();
    expect(acme.sees().at(-1)).toMatchObject({ kind: "template" });
  });

  it("goes once more by the template where Meta says later that too much time had passed", async () => {
    await start();
    await agrees();
    shop.state.closesLater = true;
    acme.who.heardAtMs = null;
    await says("bill Acme £230 due today");
    await bot.core.chase();
    await posted();
    await until(() => acme.hears().length === 1);
    expect(acme.sees().at(-1)).toMatchObject({ kind: "template" });
    expect(news("WhatsApp could not deliver")()).toBe(false);
  });

  it("does not go where the number serves several traders", async () => {
    await start();
    await agrees();
    const bob = bot.api.person("447700900456", "Bob");
    bob.says("bill Smith £5");
    await until(() => bob.hears().length === 1);
    await says("bill Acme £230 due today");
    await bot.core.chase();
    await hears("Here is bill 1 for Acme, for you to send");
    expect(acme.hears()).toEqual([]);
  });

  it("is offered on the bill, to who has not answered that", async () => {
    await start();
    await says("bill Acme £230 due today");
    await bot.core.chase();
    await hears("Rather have reminders on WhatsApp? https://wa.me/441134960000?text=START");
    await agrees();
    await says("bill Acme £40 due today");
    await bot.core.chase();
    expect(acme.hears().at(-1)).toContain("JPM-0002");
    expect(acme.hears().at(-1)).not.toContain("START");
  });
});

describe("what a client writes", () => {
  it("goes to the trader with buttons, holds reminders, and orders nothing", async () => {
    await start();
    await says("bill Acme £230");
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
    ["STOP", true],
    ["Please stop.", true],
    ["stop it thanks", true],
    ["Unsubscribe me", true],
    ["don’t message me again, I paid it yesterday", true],
    ["no more texts please", true],
    ["stop these reminders", true],
    ["take me off your list", true],
    ["please stop the work on Friday", false],
    ["I'll stop by tomorrow with the cash", false],
    ["cancel the second visit", false],
    ["no more leaks so far, thank you", false],
  ])("asks for no more messages, or not: %j", (text, stops) => {
    expect(asksToStop(text)).toBe(stops);
  });

  it("is passed on where there is more to it than a stop", async () => {
    await start();
    await agrees();
    acme.says("don’t message me again, I paid it yesterday");
    await posted();
    await hears("asked for no more WhatsApp messages");
    await hears("I paid it yesterday");
    expect(anna.sees().at(-1)?.labels).toHaveLength(4);
    const rows = await bot.store.read((tx) => tx.builder.select().from(tx.tables.consents));
    expect(rows[0]?.stoppedAt).toBeInstanceOf(Date);
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
