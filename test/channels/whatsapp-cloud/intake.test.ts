import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "../../../src/desk/wording/phrases.ts";
import type { Receive } from "../../../src/ports.ts";
import { until } from "../../helpers/until.ts";
import { type Bot, type BotOptions, startBot } from "./bot.ts";

/** Nothing that Meta posts is acknowledged before it is stored, and nothing is dealt with twice. */
vi.setConfig({ testTimeout: 30_000 });
let bot: Bot;
const start = async (options: BotOptions = {}) => {
  bot = await startBot(options);
  return { anna: bot.api.person("447700900123", "Anna"), bob: bot.api.person("447700900456", "Bob") };
};
afterEach(() => bot.close());
const said = async (chat: string) =>
  (await bot.transcript(chat)).filter((it) => it.sender === "trader").map((it) => it.text);

const failing =
  (times: number, only: (text: string) => boolean = () => true) =>
  (receive: Receive): Receive => {
    let left = times;
    return async (inbound) => {
      if (left > 0 && inbound.kind === "text" && only(inbound.text)) {
        left -= 1;
        throw new Error("the disk is full");
      }
      return await receive(inbound);
    };
  };

describe("the webhook of WhatsApp", () => {
  const post = (body: string, signature = sign(body)) =>
    fetch(bot.hook, { method: "POST", body, headers: { "x-hub-signature-256": signature } }).then(
      (it) => it.status,
    );
  const sign = (body: string, secret = "app-secret") =>
    `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const ask = (query: string) => fetch(`${bot.hook}?${query}`);

  it("echoes the challenge to who knows the token, and nothing to anybody else", async () => {
    await start();
    const answer = await ask("hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=42");
    expect(await answer.text()).toBe("42");
    for (const query of [
      "",
      "hub.mode=subscribe&hub.verify_token=verify-m&hub.challenge=42",
      "hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=42",
    ]) {
      expect((await ask(query)).status).toBe(403);
    }
  });

  it("takes only what is signed, over the bytes as they came", async () => {
    await start();
    const escaped = '{"object":"whatsapp_business_account","entry":[],"note":"\\u00a3 \\ud83d\\ude00 \\/"}';
    expect(await post(escaped)).toBe(200);
    // The same JSON written by us has other bytes.
    expect(await post(escaped, sign(JSON.stringify(JSON.parse(escaped))))).toBe(401);
    expect(await post(escaped, sign(escaped, "another"))).toBe(401);
    expect(await post(escaped, "")).toBe(401);
    expect(await post("{")).toBe(400);
    expect(await post(`{"x":"${"x".repeat(3 * 1024 * 1024)}"}`).catch(() => 413)).toBe(413);
  });

  it("answers 200 to shapes it does not know, so that they do not come back for days", async () => {
    await start();
    for (const body of ['{"entry":7}', '{"entry":[{"changes":[{"field":"flows","value":{}}]}]}', "[]", "7"]) {
      expect(await post(body)).toBe(200);
    }
  });
});

describe("what Meta posts", () => {
  it("is dealt with once, however often and in whatever order it comes", async () => {
    const { anna, bob } = await start();
    Object.assign(bot.api.posting.manner, { held: true, batch: true, backwards: true, twice: true });
    anna.says("bill Acme £230");
    bob.says("bill Smith £40");
    bob.says("who owes me");
    bot.api.posting.release();
    await until(() => anna.hears().length === 1 && bob.hears().length === 2);
    expect(await said(anna.who.phone)).toEqual(["bill Acme £230"]);
    expect((await said(bob.who.phone)).sort()).toEqual(["bill Smith £40", "who owes me"]);
    expect(bot.api.state.fired).toContain("webhook-batches");
  });

  it("is known again after more than eight days", async () => {
    let at = Date.parse("2026-11-22T09:00:00Z");
    const { anna } = await start({ now: () => at });
    Object.assign(bot.api.posting.manner, { held: true });
    anna.says("bill Acme £230");
    const body = bot.api.posting.write(waiting());
    bot.api.posting.release();
    await until(() => anna.hears().length === 1);
    at += 60 * 86_400_000;
    await bot.restart();
    const signature = `sha256=${createHmac("sha256", "app-secret").update(body).digest("hex")}`;
    const again = await fetch(bot.hook, {
      method: "POST",
      body,
      headers: { "x-hub-signature-256": signature },
    });
    expect(again.status).toBe(200);
    expect(await said(anna.who.phone)).toEqual(["bill Acme £230"]);
  });

  it("comes again until it is stored", async () => {
    const { anna } = await start({ meddle: failing(2) });
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    expect(await said(anna.who.phone)).toEqual(["hello"]);
    expect(bot.logged.join()).not.toContain("disk is full");
  });

  it("does not keep its neighbours waiting where the store will not take it", async () => {
    const { anna } = await start({ meddle: failing(Number.POSITIVE_INFINITY, (text) => text === "poison") });
    Object.assign(bot.api.posting.manner, { held: true, batch: true });
    anna.says("poison");
    anna.says("hello");
    bot.api.posting.release();
    await until(() => anna.hears().length === 2);
    expect((await said(anna.who.phone)).sort()).toEqual(["[unreadable]", "hello"]);
  });

  it("has voice notes, pictures and what is not invented yet answered kindly, and reactions left alone", async () => {
    const { anna } = await start();
    anna.sends("audio");
    anna.sends("image");
    anna.sendsSomethingNew();
    await until(() => anna.hears().length === 3);
    expect(anna.hears()).toEqual([plain.unsupported, plain.unsupported, plain.unsupported]);
    anna.reacts("👍", anna.sees().at(-1)?.id ?? "");
    anna.forwards("bill me £50");
    await until(() => anna.hears().length === 4);
    expect(anna.hears()[3]).toBe(plain.forwarded);
  });

  it("is marked as read, with a sign that we type, by whoever wrote it", async () => {
    const { anna } = await start();
    const id = anna.says("hello");
    await until(() => anna.who.read.has(id) && anna.hears().length === 1);
  });
});

describe("who writes", () => {
  const bill = async (person: { says(text: string): string; hears(): readonly string[] }, text: string) => {
    const before = person.hears().length;
    person.says(text);
    await until(() => person.hears().length === before + 1);
    return person.hears().at(-1);
  };

  it("stays who they are when their number is hidden", async () => {
    const { anna } = await start();
    await bill(anna, "bill Acme £230");
    anna.who.showsId = true;
    await bill(anna, "bill Smith £40");
    anna.hidesNumber();
    expect(await bill(anna, "who owes me")).toContain("Total owed: £270");
    const last = bot.api.sends().at(-1)?.body as Record<string, unknown>;
    expect(last["recipient"]).toBe(anna.who.bsuid);
    expect(last["to"]).toBeUndefined();
  });

  it("stays who they are when Meta gives them another id, or they take another number", async () => {
    const { anna } = await start();
    anna.who.showsId = true;
    await bill(anna, "bill Acme £230");
    anna.hidesNumber();
    anna.getsId("GB.another");
    expect(await bill(anna, "who owes me")).toContain("£230");
    anna.who.showsNumber = true;
    await bill(anna, "bill Smith £40");
    anna.changesNumber("447700900999");
    expect(await bill(anna, "who owes me")).toContain("Total owed: £270");
    expect(await said("447700900123")).toHaveLength(4);
  });

  it("is a stranger where a number has changed hands", async () => {
    const { anna } = await start();
    anna.who.showsId = true;
    await bill(anna, "bill Acme £230");
    const eve = bot.api.person("447700900123", "Eve");
    bot.api.state.people.splice(bot.api.state.people.indexOf(anna.who), 1);
    eve.who.showsId = true;
    eve.who.bsuid = "GB.eve";
    const answer = await bill(eve, "who owes me");
    expect(answer).not.toContain("230");
    expect(await said("GB.eve")).toEqual(["who owes me"]);
  });

  it("is known by Meta's id alone, from the first message on", async () => {
    const { anna } = await start();
    anna.hidesNumber();
    expect(await bill(anna, "bill Acme £230")).toContain("Billed Acme £230");
    expect(await said(anna.who.bsuid)).toEqual(["bill Acme £230"]);
  });

  it("is let in by an invitation, and told once a day otherwise", async () => {
    const { anna, bob } = await start({ access: "invite" });
    expect(await bill(anna, "bill Acme £230")).toBe(plain.stranger);
    anna.says("hello?");
    expect(await bill(bob, await bot.invite())).toBe(plain.joined);
    expect(await bill(bob, "bill Acme £230")).toContain("bill 1");
    expect(anna.hears()).toEqual([plain.stranger]);
    expect(await said(anna.who.phone)).not.toContain("bill Acme £230");
  });
});

function waiting() {
  const changes = bot.api.posting.peek();
  if (changes.length === 0) throw new Error("Nothing waits to be posted.");
  return changes;
}
