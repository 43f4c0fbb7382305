import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clean } from "../../bots/common/plain-text.ts";
import { createWhatsAppCloud } from "../../bots/whatsapp-cloud/whatsapp-cloud.ts";
import { createLog } from "../../src/log.ts";
import { type ManualClock, manualClock } from "../helpers/manual-clock.ts";
import { until } from "../helpers/until.ts";
import { type GraphApi, startGraphApi } from "../stand-ins/whatsapp-cloud/graph-api.ts";
import type { Person } from "../stand-ins/whatsapp-cloud/person.ts";
import { type Bot, startBot } from "./telegram/bot.ts";
import { memoryOf, settingsOf } from "./whatsapp-cloud/bot.ts";

/** One trader with a chat on Telegram and one on WhatsApp, in one product: the books are the same, and news comes once. */
vi.setConfig({ testTimeout: 30_000 });
const hour = 3_600_000;
let clock: ManualClock;
let meta: GraphApi;
let bot: Bot;
let onTelegram: ReturnType<Bot["api"]["person"]>;
let onWhatsApp: Person;

beforeEach(async () => {
  clock = manualClock("2026-11-23T10:00:00Z");
  const now = () => clock.now().getTime();
  meta = await startGraphApi(now);
  bot = await startBot({
    now,
    post: { on: false, practice: false, whatsApp: null, undoMs: 120_000 },
    beside: ({ store, clock: ours, core }) => {
      const cloud = createWhatsAppCloud(settingsOf(meta), memoryOf(store, ours, core), ours.now);
      const none = async () => undefined;
      const open = ({ receive }: { receive: Bot["core"]["receive"] }) =>
        cloud.open({
          receive,
          log: createLog("silent"),
          fromClient: none,
          clientRenamed: none,
          clientReceipt: none,
        });
      return { channel: cloud.channel, routes: (made) => ({ "/webhooks/whatsapp": open(made).webhook }) };
    },
  });
  expect(await meta.subscribe(`${bot.url}/webhooks/whatsapp`)).toBe(true);
  onTelegram = bot.api.person(1001, "Anna");
  onWhatsApp = meta.person("447700900123", "Anna");
  await telegram("link another chat");
  await whatsApp(/(?<![\w-])[\w-]{20,}/.exec(onTelegram.hears().at(-1) ?? "")?.[0] ?? "");
});
afterEach(async () => {
  await bot.close();
  await meta.close();
});

async function said(hears: () => readonly string[], says: () => unknown): Promise<string> {
  clock.advanceMs(1_000);
  const before = hears().length;
  says();
  await until(() => hears().length > before, "an answer", 20_000);
  await settle();
  return clean(hears().at(-1) ?? "");
}
const telegram = (text: string) => said(onTelegram.hears, () => onTelegram.says(text));
const whatsApp = (text: string) => said(onWhatsApp.hears, () => onWhatsApp.says(text));
async function settle(): Promise<void> {
  await bot.core.queue.drain();
  await until(() => meta.posting.pending() === 0, "Meta has posted everything", 20_000);
  await bot.core.queue.drain();
}
/** How often it stands in each of the two chats. */
const told = (text: string) =>
  [onTelegram, onWhatsApp].map((it) => it.hears().filter((heard) => clean(heard).includes(text)).length);

it("gets each notice once: in the chat used last, and in the other where that one is shut", async () => {
  await telegram("add client Dave 07700 900777");
  await whatsApp("bill Dave £40 due today");
  await bot.core.pass(hour, clock);
  expect(told("Here is bill 1 for Dave, for you to send")).toEqual([0, 1]);
  // Two days later WhatsApp would take nothing but a template, and Telegram takes the news itself.
  await bot.core.pass(80 * hour, clock);
  await settle();
  expect(told("Here is a reminder for Dave about bill 1, for you to send")).toEqual([1, 0]);
  expect(told("There is news")).toEqual([0, 0]);
});

it("has one set of books, and cards that say what was done in the other chat", async () => {
  await telegram("bill Acme £230");
  const card = onTelegram.sees().findLast((it) => it.text.includes("Billed Acme £230"));
  await whatsApp("bill Smith £40");
  expect(await whatsApp("who owes me")).toContain("Total owed: £270");
  await whatsApp("Acme paid");
  // Telegram changes its card in place. WhatsApp cannot: there a short line says what changed.
  await until(() => onTelegram.sees().some((it) => it.id === card?.id && it.edits > 0), "the card", 20_000);
  const before = onWhatsApp.hears().length;
  await telegram("change bill 2 to 50");
  await until(() => onWhatsApp.hears().length > before, "the line", 20_000);
  expect(onWhatsApp.hears().slice(before)).toHaveLength(1);
  expect(clean(onWhatsApp.hears().at(-1) ?? "")).toBe(
    "You changed bill 2 (Smith £50, due Mon 7 Dec 2026) in another of your chats. Not paid yet.",
  );
});
