import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isEmail } from "../../src/domain/email.ts";
import { Fault } from "../../src/fault.ts";
import { createSmtpMailer } from "../../src/mail/smtp.ts";
import type { Mail } from "../../src/ports-mail.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { type Manner, startSmtpStandIn } from "./smtp-stand-in.ts";

const mail: Mail = {
  messageId: "s1@joes.example",
  fromName: "Joe's Plumbing",
  replyTo: "joe@joes.example",
  to: "a@acme.com",
  toName: "Acme",
  subject: "Bill JPM-0001",
  text: "Hello",
  html: "<p>Hello</p>",
  follows: ["s0@joes.example"],
  stopUrl: "https://joes.example/stop/abc",
  at: new Date("2026-11-23T10:00:00Z"),
};

let server: Awaited<ReturnType<typeof startSmtpStandIn>>;
beforeEach(async () => {
  server = await startSmtpStandIn();
});
afterEach(() => server.close());

const mailerTo = () => createSmtpMailer({ url: server.url, from: "bills@joes.example" });
const send = (over: Partial<Mail> = {}) => mailerTo().send({ ...mail, ...over }, AbortSignal.timeout(10_000));

describe("a mail", () => {
  it("has what mail programs need: who from, where answers go, its thread, and a way to stop by one click", async () => {
    await send();
    const [sent] = server.envelopes;
    expect(sent).toMatchObject({ from: "bills@joes.example", to: ["a@acme.com"] });
    for (const header of [
      'From: "Joe\'s Plumbing" <bills@joes.example>',
      'Reply-To: "Joe\'s Plumbing" <joe@joes.example>',
      "Message-ID: <s1@joes.example>",
      "In-Reply-To: <s0@joes.example>",
      "References: <s0@joes.example>",
      "List-Unsubscribe: <https://joes.example/stop/abc>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "Auto-Submitted: auto-generated",
      "Content-Type: multipart/alternative",
    ])
      expect(sent?.raw).toContain(header);
  });

  it("goes to one strict address or nowhere, and no name or subject makes a header", async () => {
    for (const to of [
      "a@acme.com, evil@z.test",
      "a@acme.com\r\nRCPT TO:<evil@z.test>",
      "Acme <a@acme.com>",
      "a@b",
      "",
    ]) {
      expect(isEmail(to)).toBe(false);
      await expect(send({ to })).rejects.toMatchObject({ action: "stop" });
    }
    await send({
      subject: "Bill\r\nBcc: evil@z.test",
      fromName: "Joe\r\nBcc: evil@z.test",
      toName: '"\r\nX: y',
    });
    expect(server.envelopes.map(({ to }) => to)).toEqual([["a@acme.com"]]);
    expect(server.envelopes[0]?.raw).not.toMatch(/^(?:Bcc|X):/im);
  });
});

const failures: readonly (readonly [string, Manner, Fault["action"]])[] = [
  ["421 at MAIL FROM", { does: "refuse", at: "mail", code: 421 }, "retry"],
  ["450 at RCPT TO", { does: "refuse", at: "rcpt", code: 450 }, "retry"],
  ["451 after the content", { does: "refuse", at: "data", code: 451 }, "retry"],
  ["550 at RCPT TO", { does: "refuse", at: "rcpt", code: 550 }, "stop"],
  ["554 after the content", { does: "refuse", at: "data", code: 554 }, "stop"],
  ["550 at MAIL FROM, which is about us", { does: "refuse", at: "mail", code: 550 }, "reconnect"],
  ["a line dropped before the content", { does: "drop", at: "rcpt" }, "retry"],
  ["a line dropped after the content", { does: "drop", at: "data" }, "unknown"],
];
it.each(failures)("%s is what it is", async (_, manner, action) => {
  server.become(manner);
  const error = await send().catch((it: unknown) => it);
  expect(error).toBeInstanceOf(Fault);
  expect((error as Fault).action).toBe(action);
});

it("a server that is not there may be tried again", async () => {
  const nowhere = createSmtpMailer({ url: "smtp://127.0.0.1:1", from: "bills@joes.example" });
  await expect(nowhere.send(mail, AbortSignal.timeout(10_000))).rejects.toMatchObject({ action: "retry" });
});

describe("the product, over a mail server that fails", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ now: "2026-11-16T09:00:00Z", mailer: mailerTo() });
    await world.say("me", "my business is Joe's Plumbing");
    await world.say("me", "add client Acme a@acme.com");
    await world.say("me", "bill Acme £230 due today");
  });
  afterEach(() => world.close());
  const days = (count: number) => world.wait(count * 86_400_000);
  const told = async () =>
    (await world.transcript("me")).filter((it) => it.sender === "bot").map((it) => it.text);

  it("sends a statement with its paper", async () => {
    await world.wait(300_000);
    await world.say("me", "send Acme a statement");
    await world.wait(300_000);
    const { raw = "" } = server.envelopes.at(-1) ?? {};
    expect(raw).toMatch(/^Subject: .*statement/im);
    expect(raw).toContain('filename="Statement Acme 2026-11-16.pdf"');
    const paper = /Content-Disposition: attachment[\s\S]*?\r?\n\r?\n([\s\S]+?)\r?\n--/.exec(raw)?.[1] ?? "";
    expect(Buffer.from(paper, "base64").subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("sends each mail once after 421 and 450", async () => {
    server.become({ does: "refuse", at: "rcpt", code: 450 });
    await world.wait(3_600_000);
    expect(server.envelopes).toEqual([]);
    server.become({ does: "take" });
    await days(3);
    expect(server.envelopes).toHaveLength(2);
  });

  it("tells the trader what to do about 550, and sends the bill to the new address", async () => {
    server.become({ does: "refuse", at: "rcpt", code: 550 });
    await world.wait(300_000);
    expect((await told()).at(-1)).toMatch(
      /^Mail to a@acme\.com does not arrive, so Acme has not had "Bill JPM-0001/,
    );
    server.become({ does: "take" });
    await world.say("me", "Acme's email is b@acme.com");
    await world.press("me", await world.button("me", "Change Acme's email"));
    await world.wait(300_000);
    expect(server.envelopes.map(({ to }) => to[0])).toEqual(["b@acme.com"]);
  });

  it("asks a server that refused an address for it no more, and gives what is due to the trader", async () => {
    server.become({ does: "refuse", at: "rcpt", code: 550 });
    await world.wait(300_000);
    server.become({ does: "take" });
    await days(3);
    expect(server.envelopes).toEqual([]);
    expect((await told()).join("\n")).toContain("Here is a reminder for Acme about bill 1, for you to send");
  });

  it("counts a reminder in doubt as sent, and sends a bill in doubt once more under the same id", async () => {
    server.become({ does: "drop", at: "data" });
    await days(1);
    const ids = () => server.envelopes.map(({ raw }) => /^Message-ID: (.+)$/im.exec(raw)?.[1]);
    expect(ids()).toHaveLength(2);
    expect(new Set(ids()).size).toBe(1);
    await days(2);
    expect(ids()).toHaveLength(3);
    expect((await told()).join("\n")).toContain("I could not see whether it arrived, and count it as sent.");
  });

  it("does not send what waits for the server once the bill is paid, and counts it", async () => {
    server.become({ does: "take" });
    await days(1);
    server.become({ does: "refuse", at: "mail", code: 421 });
    await days(1.2);
    await world.say("me", "Acme paid");
    expect((await told()).at(-2)).toBe("Acme paid £230 — 3 reminders cancelled");
    server.become({ does: "take" });
    await world.wait(7_200_000);
    expect(server.envelopes).toHaveLength(1);
  });
});
