import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../helpers/until.ts";
import { type BotApi, startBotApi } from "./bot-api.ts";
import type { Person } from "./person.ts";
import { type Rule, rules } from "./rules.ts";

/** The real client against the stand-in, a case for each rule. */
let bot: BotApi;
let api: Api;
let anna: Person;

beforeEach(async () => {
  bot = await startBotApi();
  api = new Api(bot.state.token, { apiRoot: bot.url, timeoutSeconds: 5 });
  anna = bot.person(1001, "Anna");
  anna.starts();
});
afterEach(() => bot.close());

/** What Telegram answered to a call that it refused. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => new Error("it was accepted"),
    (failure: unknown) => failure,
  );
  if (!(error instanceof GrammyError)) throw error;
  return `${error.error_code} ${error.description}`;
}

const raw = (method: string, params: object) =>
  (api.raw as unknown as Raw)[method]?.(params) ?? Promise.reject();
type Raw = Record<string, (params: object) => Promise<unknown>>;
const keyboard = (data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: "Yes", callback_data: data }]] },
});

const cases: Readonly<Record<Rule, () => Promise<void>>> = {
  "wrong-token": async () => {
    const other = new Api("123456:another", { apiRoot: bot.url });
    expect(await refusal(other.getMe())).toBe("401 Unauthorized");
  },
  "unknown-method": async () => {
    expect(await refusal(raw("sendInvoiceAtOnce", {}))).toBe("404 Not Found");
  },
  "missing-parameter": async () => {
    expect(await refusal(raw("sendMessage", { chat_id: anna.id }))).toContain('"text" is required');
  },
  "mistyped-parameter": async () => {
    expect(await refusal(raw("sendMessage", { chat_id: anna.id, text: 7 }))).toContain("can't parse");
    const entities = [{ type: "code", offset: "0", longness: 1 }];
    expect(await refusal(raw("sendMessage", { chat_id: anna.id, text: "x", entities }))).toContain(
      "can't parse",
    );
  },
  "unknown-parameter": async () => {
    expect(await refusal(raw("sendMessage", { chat_id: anna.id, text: "x", parse_modee: "HTML" }))).toContain(
      "parse_modee",
    );
  },
  "too-long": async () => {
    await api.sendMessage(anna.id, "£".repeat(4096));
    expect(await refusal(api.sendMessage(anna.id, "£".repeat(4097)))).toContain("too long");
  },
  "empty-text": async () => {
    expect(await refusal(api.sendMessage(anna.id, ""))).toContain("empty");
  },
  "photo-is-image": async () => {
    const png = new InputFile(Buffer.from("89504e470d0a1a0a", "hex"), "a.png");
    const sent = await api.sendPhoto(anna.id, png, { caption: "[£5] {owed}" });
    expect(sent.caption).toBe("[£5] {owed}");
    const text = new InputFile(Buffer.from("no picture"), "a.png");
    expect(await refusal(api.sendPhoto(anna.id, text))).toContain("IMAGE_PROCESS_FAILED");
  },
  "button-data": async () => {
    await api.sendMessage(anna.id, "x", keyboard("£".repeat(32)));
    expect(await refusal(api.sendMessage(anna.id, "x", keyboard(`${"£".repeat(32)}!`)))).toContain(
      "BUTTON_DATA_INVALID",
    );
    expect(await refusal(api.sendMessage(anna.id, "x", keyboard("")))).toContain("BUTTON_DATA_INVALID");
  },
  "entity-outside-text": async () => {
    const entity = (length: number) => ({ entities: [{ type: "code" as const, offset: 0, length }] });
    await api.sendMessage(anna.id, "🔧", entity(2));
    expect(await refusal(api.sendMessage(anna.id, "🔧", entity(3)))).toContain("ENTITY");
  },
  "cannot-open-chat": async () => {
    const bob = bot.person(1002, "Bob");
    expect(await refusal(api.sendMessage(bob.id, "x"))).toBe("400 Bad Request: chat not found");
    bob.starts();
    await api.sendMessage(bob.id, "x");
  },
  blocked: async () => {
    anna.blocks();
    expect(await refusal(api.sendMessage(anna.id, "x"))).toContain("403 Forbidden");
    anna.unblocks();
    await api.sendMessage(anna.id, "x");
  },
  "edit-unchanged": async () => {
    const { message_id } = await api.sendMessage(anna.id, "x", keyboard("a"));
    expect(await refusal(api.editMessageText(anna.id, message_id, "x", keyboard("a")))).toContain(
      "not modified",
    );
    await api.editMessageText(anna.id, message_id, "x", keyboard("b"));
  },
  "edit-missing": async () => {
    const own = anna.says("mine");
    expect(await refusal(api.editMessageText(anna.id, 9_999, "x"))).toContain("not found");
    expect(await refusal(api.editMessageText(anna.id, own, "x"))).toContain("not found");
  },
  "edit-drops-keyboard": async () => {
    const { message_id } = await api.sendMessage(anna.id, "x", keyboard("a"));
    await api.editMessageText(anna.id, message_id, "y");
    expect(anna.sees().at(-1)).toMatchObject({ text: "y", buttons: [], edits: 1 });
  },
  "reply-to-missing": async () => {
    const reply = (message_id: number) => ({ reply_parameters: { message_id } });
    await api.sendMessage(anna.id, "x", reply(anna.says("hello")));
    expect(await refusal(api.sendMessage(anna.id, "x", reply(9_999)))).toContain("not found");
  },
  "press-unknown": async () => {
    expect(await refusal(api.answerCallbackQuery("nobody-pressed"))).toContain("query is too old");
  },
  "press-answered": async () => {
    await api.sendMessage(anna.id, "x", keyboard("a"));
    const pressId = anna.presses("Yes");
    await api.answerCallbackQuery(pressId);
    expect(await refusal(api.answerCallbackQuery(pressId))).toContain("query is too old");
  },
  "second-poller": async () => {
    await confirmAll();
    const first = refusal(api.getUpdates({ timeout: 4 }));
    await until(() => bot.calls("getUpdates").length === 3);
    const second = api.getUpdates({ timeout: 4 });
    expect(await first).toContain("409 Conflict: terminated by other getUpdates");
    anna.says("hello");
    expect(await second).toHaveLength(1);
  },
  "poll-beside-webhook": async () => {
    await api.setWebhook("https://bot.example/hook");
    expect(await refusal(api.getUpdates())).toContain("409 Conflict: can't use getUpdates");
    await api.deleteWebhook();
    await api.getUpdates();
  },
  "offset-confirms": async () => {
    anna.says("one");
    const [start, one] = await api.getUpdates();
    expect(await api.getUpdates()).toHaveLength(2);
    expect(await api.getUpdates({ offset: one?.update_id ?? 0 })).toEqual([one]);
    expect(await api.getUpdates({ offset: start?.update_id ?? 0 })).toEqual([one]);
  },
  "allowed-updates": async () => {
    await api.getUpdates({ allowed_updates: ["callback_query"] });
    await confirmAll();
    anna.says("hello");
    expect(await api.getUpdates()).toEqual([]);
    await api.getUpdates({ allowed_updates: ["message"] });
    anna.says("hello");
    expect(await api.getUpdates()).toHaveLength(1);
  },
  "random-update-id": async () => {
    bot.jumpTo(7);
    anna.says("hello");
    expect((await api.getUpdates()).map((it) => it.update_id)).toContain(7);
  },
  "flood-one-chat": async () => {
    const bob = bot.person(1002, "Bob");
    bob.starts();
    bot.flood(1_500, anna.id);
    expect(await refusal(api.sendMessage(anna.id, "x"))).toBe("429 Too Many Requests: retry after 2");
    await api.sendMessage(bob.id, "x");
  },
  "flood-whole-bot": async () => {
    bot.flood(1_500);
    expect(await refusal(api.getMe())).toBe("429 Too Many Requests: retry after 2");
    bot.flood(0);
    await api.getMe();
  },
  "webhook-secret": async () => {
    const got = await receiver(() => 200);
    await api.setWebhook(got.url, { secret_token: "open-sesame" });
    await until(() => got.updates.length === 1);
    expect(got.secrets).toEqual(["open-sesame"]);
    got.close();
  },
  "webhook-redelivers": async () => {
    const got = await receiver((n) => (n < 3 ? 503 : 200));
    await api.setWebhook(got.url);
    await until(() => got.updates.length === 3 && bot.state.updates.length === 0);
    expect(new Set(got.updates.map((it) => it.update_id)).size).toBe(1);
    got.close();
  },
  "webhook-in-order": async () => {
    anna.says("one");
    anna.says("two");
    const got = await receiver((n) => (n % 2 === 0 ? 500 : 200));
    await api.setWebhook(got.url);
    await until(() => bot.state.updates.length === 0);
    const ids = got.updates.map((it) => it.update_id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    got.close();
  },
  "webhook-https": async () => {
    expect(await refusal(api.setWebhook("http://bot.example/hook"))).toContain("HTTPS");
  },
  "secret-characters": async () => {
    const call = api.setWebhook("https://bot.example/hook", { secret_token: "open sesame" });
    expect(await refusal(call)).toContain("unallowed characters");
  },
  "command-shape": async () => {
    await api.setMyCommands([{ command: "bill", description: "Bill somebody" }]);
    expect(await api.getMyCommands()).toHaveLength(1);
    expect(await refusal(api.setMyCommands([{ command: "Bill it", description: "x" }]))).toContain("COMMAND");
    expect(await refusal(api.setMyCommands([{ command: "bill", description: "" }]))).toContain("COMMAND");
  },
};

async function confirmAll(): Promise<void> {
  const updates = await api.getUpdates();
  const last = updates.at(-1)?.update_id ?? 0;
  await api.getUpdates({ offset: last + 1 });
}

/** A web server that takes pushes, and answers the nth (from 1) as told. */
async function receiver(status: (n: number) => number) {
  const updates: { update_id: number }[] = [];
  const secrets: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: unknown) => {
      body += String(chunk);
    });
    request.on("end", () => {
      updates.push(JSON.parse(body) as { update_id: number });
      secrets.push(request.headers["x-telegram-bot-api-secret-token"]);
      response.writeHead(status(updates.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, updates, secrets, close: () => void server.close() };
}

describe("the Bot API stand-in", () => {
  for (const [rule, says] of Object.entries(rules)) {
    it(`${rule} (${says})`, async () => {
      await cases[rule as Rule]();
      expect(bot.state.fired).toContain(rule);
    });
  }

  it("has a case for every rule", () => {
    const untested = Object.keys(rules).filter((rule) => !Object.hasOwn(cases, rule));
    expect(untested).toEqual([]);
  });

  it("drops an answer after it has done what was asked", async () => {
    bot.fault("sendMessage", { kind: "drop-answer", times: 1 });
    await expect(api.sendMessage(anna.id, "x")).rejects.toThrow(HttpError);
    expect(anna.hears()).toEqual(["x"]);
    await api.sendMessage(anna.id, "y");
  });

  it("answers late, or with a failure of its own, when it is told to", async () => {
    bot.fault("sendMessage", { kind: "refuse", code: 502, times: 1 });
    expect(await refusal(api.sendMessage(anna.id, "x"))).toBe("502 scheduled");
    expect(anna.hears()).toEqual([]);
    const hasty = new Api(bot.state.token, { apiRoot: bot.url, timeoutSeconds: 0.05 });
    bot.fault("sendMessage", { kind: "slow", ms: 100, times: 1 });
    await expect(hasty.sendMessage(anna.id, "x")).rejects.toThrow(HttpError);
  });
});
