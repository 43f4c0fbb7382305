import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegram } from "../../../bots/telegram/telegram.ts";
import type { Channel, SendResult } from "../../../src/ports.ts";
import { freePort } from "../../helpers/free-port.ts";
import { type ManualClock, manualClock } from "../../helpers/manual-clock.ts";
import { type BotApi, startBotApi } from "../../stand-ins/telegram/bot-api.ts";
import type { Person } from "../../stand-ins/telegram/person.ts";

let bot: BotApi;
let channel: Channel;
let clock: ManualClock;
let anna: Person;

beforeEach(async () => {
  bot = await startBotApi();
  clock = manualClock();
  channel = channelAt(bot.url, bot.state.token);
  anna = bot.person(1001, "Anna");
  anna.starts();
});
afterEach(() => bot.close());

function channelAt(apiUrl: string, token: string): Channel {
  const settings = { token, apiUrl, webhookSecret: null, publicUrl: "https://justpayme.example" };
  return createTelegram(settings, clock.now).channel;
}

const to = (chat: number | string) =>
  ({ channel: "telegram", account: "123456", chat: String(chat) }) as const;
const signal = (ms = 5_000) => AbortSignal.timeout(ms);
const step = (text: string) => ({ text, choices: [] });
const send = (chat: number, text = "hello", from = channel): Promise<SendResult> =>
  from.send(to(chat), step(text), "key", signal());

describe("a message to Telegram", () => {
  it("is plain text without a preview, and answers with its id", async () => {
    const result = await send(anna.id, "Billed *Acme_Ltd* <b>£230</b>");
    expect(result).toEqual({ kind: "sent", remoteId: String(anna.sees().at(-1)?.id) });
    expect(anna.hears()).toEqual(["Billed *Acme_Ltd* <b>£230</b>"]);
    const [call] = bot.calls("sendMessage");
    expect(call?.params).toMatchObject({ entities: [], link_preview_options: { is_disabled: true } });
    expect(call?.params).not.toHaveProperty("parse_mode");
  });

  it("is gone where the person blocked the bot, never started it, or does not exist", async () => {
    const bob = bot.person(1002, "Bob");
    expect(await send(bob.id)).toMatchObject({ why: "gone" });
    anna.blocks();
    expect(await send(anna.id)).toMatchObject({ why: "gone" });
    expect(await send(4_040)).toMatchObject({ why: "gone" });
  });

  it("is rejected where Telegram will never take it", async () => {
    expect(await send(anna.id, "£".repeat(5_000))).toMatchObject({ why: "rejected" });
    expect(await channel.send(to("@anna"), step("x"), "key", signal())).toMatchObject({ why: "rejected" });
    const token = { label: "Yes", token: "x".repeat(65) };
    const long = await channel.send(to(anna.id), { text: "x", choices: [token] }, "key", signal());
    expect(long).toMatchObject({ why: "rejected", detail: "400 Bad Request: BUTTON_DATA_INVALID" });
  });

  it("finds the account down where the token is refused", async () => {
    expect(await send(anna.id, "x", channelAt(bot.url, "123456:revoked"))).toMatchObject({
      why: "account-down",
    });
  });

  it("is surely not sent where nobody listens, and not a word of the token is told", async () => {
    const closed = await freePort();
    const result = await send(anna.id, "x", channelAt(`http://127.0.0.1:${closed}`, "123456:secret"));
    expect(result).toEqual({ kind: "not-sent", why: "transient", detail: "ECONNREFUSED" });
    const nowhere = await send(anna.id, "x", channelAt("http://nowhere.invalid", "123456:secret"));
    expect(nowhere).toMatchObject({ why: "transient" });
  });

  it("may have been sent where the answer is lost, late, or a failure of Telegram's", async () => {
    bot.fault("sendMessage", { kind: "drop-answer", times: 1 });
    expect(await send(anna.id)).toMatchObject({ why: "ambiguous" });
    expect(anna.hears()).toEqual(["hello"]);
    bot.fault("sendMessage", { kind: "slow", ms: 200, times: 1 });
    const late = await channel.send(to(anna.id), step("x"), "key", signal(50));
    expect(late).toMatchObject({ why: "ambiguous" });
    bot.fault("sendMessage", { kind: "refuse", code: 502, times: 1 });
    expect(await send(anna.id)).toMatchObject({ why: "ambiguous", detail: "502 scheduled" });
    bot.fault("sendMessage", { kind: "refuse", code: 409, times: 1 });
    expect(await send(anna.id)).toMatchObject({ why: "transient" });
  });

  it("waits as long as Telegram says, and only in that chat", async () => {
    const bob = bot.person(1002, "Bob");
    bob.starts();
    bot.flood(1_500, anna.id);
    expect(await send(anna.id)).toMatchObject({ why: "rate", retryAfterMs: 2_000 });
    expect(await send(bob.id)).toMatchObject({ kind: "sent" });
  });

  it("waits in every chat once a second one was told to", async () => {
    const bob = bot.person(1002, "Bob");
    bob.starts();
    bot.flood(1_500);
    await send(anna.id);
    await send(bob.id);
    const calls = bot.calls("sendMessage").length;
    bot.flood(0);
    clock.advanceMs(500);
    expect(await send(anna.id)).toMatchObject({ why: "rate", retryAfterMs: 1_500 });
    expect(bot.calls("sendMessage")).toHaveLength(calls);
    clock.advanceMs(1_500);
    expect(await send(anna.id)).toMatchObject({ kind: "sent" });
  });
});

describe("an edit on Telegram", () => {
  it("that changes nothing has succeeded", async () => {
    const sent = await send(anna.id, "open");
    const remoteId = sent.kind === "sent" ? sent.remoteId : "";
    const edit = () => channel.edit(to(anna.id), remoteId, step("paid"), signal());
    expect(await edit()).toEqual({ kind: "sent", remoteId });
    expect(await edit()).toEqual({ kind: "sent", remoteId });
    expect(anna.sees().at(-1)).toMatchObject({ text: "paid", edits: 1 });
  });

  it("of a message that is not there, or has no id, is rejected", async () => {
    for (const remoteId of ["99", "", "x"]) {
      const result = await channel.edit(to(anna.id), remoteId, step("x"), signal());
      expect(result).toMatchObject({ why: "rejected" });
    }
  });
});
