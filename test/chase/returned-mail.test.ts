import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readReturns, takeReturned } from "../../src/chase/returned-mail.ts";
import { createLog } from "../../src/log.ts";
import { createReturnsMailbox } from "../../src/mail/imap.ts";
import type { ReturnedMail } from "../../src/ports-mail.ts";
import { findAlerts } from "../../src/schedule/alerts.ts";
import { choreSource } from "../../src/schedule/chore.ts";
import { listChores } from "../../src/store/chores.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { type ImapStandIn, startImapStandIn } from "../mail/imap-stand-in.ts";
import { forms, fromExim, fromPostfix } from "../mail/reports.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let mailbox: ImapStandIn;
let world: World;
beforeEach(async () => {
  mailbox = await startImapStandIn();
  world = await openWorld({ now: "2026-11-23T09:00:00Z" });
  await world.say("me", "my business is Joe's Plumbing");
  await world.say("me", "add client Acme a@acme.com");
});
afterEach(async () => {
  await world.close();
  await mailbox.close();
});

/** What the timetable does every minute, by the world's clock. */
function chore() {
  const plan = readReturns(createReturnsMailbox(mailbox.url), world.desk);
  return choreSource(plan, { store: world.store, clock: world.clock, log: createLog("silent") });
}
/** An hour goes by, and returned mail is looked for when it is due. */
async function anHourLater(source = chore()) {
  await source.run(world.clock.now());
  await world.wait(60 * minuteMs);
  await source.run(world.clock.now());
  await world.settle();
}
const said = async () =>
  (await world.transcript("me")).filter((it) => it.sender === "bot").map((it) => it.text);
const idOf = (index: number) => world.mails.at(index)?.messageId.replace(/[<>]/g, "") ?? "";
const sentTo = () => world.mails.map(({ to, subject }) => `${to}: ${subject}`);
const returned = (over: Partial<ReturnedMail> = {}): ReturnedMail => ({
  messageId: idOf(-1),
  failed: [{ addresses: ["a@acme.com"], detail: "5.1.1 no such user" }],
  ...over,
});
const lost =
  "Mail to a@acme.com does not arrive, so Acme has not had \"Bill JPM-0001 from Joe's Plumbing: £230, due Mon 23 Nov 2026\". I send nothing more there: when something falls due I give you the text to send yourself. Please check the address and say it again, like: Acme's email is name@example.com";

describe("a mail that comes back an hour after it was taken", () => {
  beforeEach(async () => {
    await world.say("me", "bill Acme £230 due today");
    await world.wait(5 * minuteMs);
    expect(sentTo()).toEqual(["a@acme.com: Bill JPM-0001 from Joe's Plumbing: £230, due Mon 23 Nov 2026"]);
  });

  it.each(Object.entries(forms))("is told to the trader, who knows what to do (%s)", async (_, write) => {
    mailbox.put(write({ messageId: idOf(-1), to: "a@acme.com" }));
    await anHourLater();
    expect((await said()).at(-1)).toBe(lost);
    expect(mailbox.mails[0]?.flags.has("\\Seen")).toBe(true);
  });

  it("keeps the next reminder from that address: the trader gets its text, and the right address gets the rest", async () => {
    mailbox.put(fromPostfix({ messageId: idOf(-1), to: "a@acme.com" }));
    await anHourLater();
    await world.say("me", "why did Acme get a mail?");
    expect((await said()).at(-1)).toContain("Their mail server refused it.");
    await world.say("me", "show Acme");
    expect((await said()).at(-1)).toContain("Mail to a@acme.com does not arrive, so I send none there.");
    await world.say("me", "what's next for bill 1");
    expect((await said()).at(-1)).toContain("a friendly reminder for you to send");
    await world.wait(3 * dayMs);
    expect(
      (await said()).filter((it) => it.startsWith("Here is a reminder for Acme about bill 1")),
    ).toHaveLength(1);
    expect(world.mails).toHaveLength(1);

    await world.say("me", "Acme's email is b@acme.com");
    await world.press("me", await world.button("me", "Change Acme's email"));
    expect((await said()).at(-1)).toMatch(/^Bill 1 .+ goes to b@acme\.com in 2 minutes\.$/);
    await world.wait(4 * dayMs);
    expect(sentTo().slice(1)).toEqual([
      "b@acme.com: Bill JPM-0001 from Joe's Plumbing: £230, due Mon 23 Nov 2026",
      "b@acme.com: Overdue: bill JPM-0001, £230",
    ]);
  });

  it("is tried again at the same address once the trader says that it is right", async () => {
    mailbox.put(fromPostfix({ messageId: idOf(-1), to: "a@acme.com", status: "5.2.2" }));
    const source = chore();
    await anHourLater(source);
    await world.say("me", "Acme's email is a@acme.com");
    expect((await said()).slice(-2)).toEqual([
      "I try a@acme.com again for Acme.",
      expect.stringMatching(/^Bill 1 .+ goes to a@acme\.com in 2 minutes\.$/),
    ]);
    await world.wait(5 * minuteMs);
    expect(sentTo()).toHaveLength(2);
    // It has the same Message-ID, and it may come back again.
    mailbox.put(fromPostfix({ messageId: idOf(-1), to: "a@acme.com", status: "5.2.2" }));
    await anHourLater(source);
    expect((await said()).filter((it) => it === lost)).toHaveLength(2);
  });

  it("that went to an address of before is told, and goes to the new one", async () => {
    await world.say("me", "Acme's email is b@acme.com");
    await world.press("me", await world.button("me", "Change Acme's email"));
    mailbox.put(fromPostfix({ messageId: idOf(0), to: "a@acme.com" }));
    await anHourLater();
    expect((await said()).join("\n")).toContain(
      "What follows goes to b@acme.com, which you have given me since.",
    );
    await world.wait(5 * minuteMs);
    expect(sentTo().at(-1)).toBe("b@acme.com: Bill JPM-0001 from Joe's Plumbing: £230, due Mon 23 Nov 2026");
  });

  it("because the other side does not take mail from us says nothing against the address", async () => {
    const says = "550 5.7.26 This mail is not signed by who it says it is from";
    mailbox.put(fromExim({ messageId: idOf(-1), to: "a@acme.com", says }));
    await anHourLater();
    expect((await said()).at(-1)).toMatch(
      /^Acme's mail server does not take mail from me, so they have not had/,
    );
    // What was refused goes again once the trader says so.
    await world.say("me", "Acme's email is a@acme.com");
    expect((await said()).at(-1)).toMatch(/^Bill 1 .+ goes to a@acme\.com in 2 minutes\.$/);
    await world.wait(3 * dayMs);
    expect(sentTo().slice(1)).toEqual([
      "a@acme.com: Bill JPM-0001 from Joe's Plumbing: £230, due Mon 23 Nov 2026",
      "a@acme.com: Reminder: bill JPM-0001, £230, was due on Mon 23 Nov 2026",
    ]);
  });

  it("is known for the same however often it is reported, by whom and how", async () => {
    const report = fromPostfix({ messageId: idOf(-1), to: "a@acme.com" });
    for (const text of [report, report, fromExim({ messageId: idOf(-1), to: "A@ACME.com" })])
      mailbox.put(text);
    // Cut off between the record and the mark; then two processes at once.
    mailbox.become({ does: "drop", at: "UID STORE" });
    await anHourLater();
    expect((await said()).filter((it) => it === lost)).toHaveLength(1);
    expect(mailbox.mails.some(({ flags }) => flags.has("\\Seen"))).toBe(false);
    mailbox.become({ does: "serve" });
    const now = world.clock.now();
    await Promise.all([1, 2].map(() => readReturns(createReturnsMailbox(mailbox.url), world.desk).run(now)));
    await Promise.all([1, 2, 3].map(() => takeReturned(world.desk, returned())));
    await world.settle();
    expect((await said()).filter((it) => it === lost)).toHaveLength(1);
    expect(mailbox.mails.every(({ flags }) => flags.has("\\Seen"))).toBe(true);
  });

  it("is only what it says it is: no letter of ours, no other recipient", async () => {
    for (const forged of [
      returned({ messageId: "01abcdefghjkmnpqrstv@practice.example" }),
      returned({ messageId: `${idOf(-1)}x` }),
      returned({ failed: [{ addresses: ["b@acme.com"], detail: "5.1.1" }] }),
      returned({ failed: [{ addresses: [""], detail: "5.1.1" }] }),
      returned({ failed: [{ addresses: [], detail: "5.1.1" }] }),
    ])
      expect(await takeReturned(world.desk, forged)).toBe(false);
    const count = (await said()).length;
    await world.wait(3 * dayMs);
    expect(sentTo().at(-1)).toContain("a@acme.com: Reminder");
    expect((await said()).slice(count).join("\n")).not.toContain("does not arrive");
  });

  it("does not stop what goes to others, of this trader or another", async () => {
    for (const [who, name, email] of [
      ["me", "Bell", "bell@bell.example"],
      ["ben", "Acme", "a@acme.com"],
    ] as const) {
      await world.say(who, `my business is ${who}'s`);
      await world.say(who, `add client ${name} ${email}`);
      await world.say(who, `bill ${name} £50 due today`);
    }
    mailbox.put(fromPostfix({ messageId: idOf(0), to: "a@acme.com" }));
    await anHourLater();
    await world.wait(3 * dayMs);
    expect(
      sentTo()
        .filter((it) => it.includes("Reminder"))
        .map((it) => it.split(":")[0])
        .sort(),
    ).toEqual(["a@acme.com", "bell@bell.example"]);
  });

  it("after the bill was paid is told all the same, and thanks nobody", async () => {
    await world.say("me", "Acme paid");
    expect(await takeReturned(world.desk, returned())).toBe(true);
    await world.wait(3 * dayMs);
    expect((await said()).join("\n")).toContain("Mail to a@acme.com does not arrive");
    expect(world.mails).toHaveLength(1);
  });
});

it("a statement that comes back is told, and the next one is the trader's to send", async () => {
  await world.say("me", "bill Acme £230 due today");
  await world.wait(5 * minuteMs);
  await world.say("me", "send Acme a statement");
  await world.wait(5 * minuteMs);
  expect(await takeReturned(world.desk, returned())).toBe(true);
  await world.settle();
  expect((await said()).at(-1)).toMatch(
    /^Mail to a@acme\.com does not arrive, so Acme has not had "Statement of account/,
  );
  await world.say("me", "send Acme a statement");
  expect((await said()).at(-1)).toBe(
    "I cannot send mail to a@acme.com: in 2 minutes I will give you the statement to send yourself.",
  );
  await world.wait(5 * minuteMs);
  expect((await said()).at(-1)).toMatch(/^Here is a statement for Acme, for you to send:/);
});

it("where answers go is asked before the first mail of a trader who has not said, and not in practice", async () => {
  const real = await openWorld({ now: "2026-11-23T09:00:00Z", post: { practice: false } });
  const heard = async () => (await real.transcript("me")).at(-1)?.text ?? "";
  const ask = "Where should their answers go? Say it like: my email is joe@example.com";
  try {
    await real.say("me", "my business is Joe's Plumbing");
    await real.say("me", "bill Acme £230");
    expect(await heard()).not.toContain(ask);
    await real.say("me", "Acme's email is a@acme.com");
    expect(await heard()).toContain(ask);
    await real.wait(5 * minuteMs);
    await real.say("me", "bill Acme £40");
    expect(await heard()).toContain("It goes to a@acme.com in 2 minutes.");
    expect(await heard()).not.toContain(ask);
  } finally {
    await real.close();
  }
  await world.say("me", "bill Acme £230");
  expect((await said()).at(-1)).not.toContain(ask);
});

it("nothing is kept of where an erased client's mails went", async () => {
  await world.say("me", "bill Acme £230 due today");
  await world.wait(5 * minuteMs);
  await takeReturned(world.desk, returned());
  await world.say("me", "Acme paid");
  await world.say("me", "erase Acme");
  await world.press("me", await world.button("me", "Erase Acme"));
  expect(await takeReturned(world.desk, returned())).toBe(false);
  const kept = await world.store.read(async (tx) => {
    const { chasedClients, clients, decisions, mailedLetters } = tx.tables;
    const tables = [chasedClients, clients, decisions, mailedLetters];
    return await Promise.all(tables.map((table) => tx.builder.select().from(table)));
  });
  expect(JSON.stringify(kept)).not.toContain("acme.com");
});

describe("a mailbox that does not open", () => {
  const outcome = async () =>
    (await world.store.read(listChores)).find(({ name }) => name === "returned mail")?.outcome;
  const alerts = () => findAlerts({ store: world.store, channels: () => [] }, world.clock.now());

  it("is tried again for two hours before anybody is bothered", async () => {
    await mailbox.close();
    const source = chore();
    await anHourLater(source);
    expect(await outcome()).toMatch(/^is tried again: /);
    expect(await alerts()).toEqual([]);
    await anHourLater(source);
    await anHourLater(source);
    expect(await outcome()).toMatch(/^failed: /);
    expect(await alerts()).toMatchObject([{ key: "chore:returned mail" }]);
    await anHourLater(source);
  });

  it("with a wrong password is an alert at once, until it is mended, without the password in it", async () => {
    const right = mailbox.url;
    const source = choreSource(
      readReturns(createReturnsMailbox(right.replace("p%22a%20ss", "planted")), world.desk),
      { store: world.store, clock: world.clock, log: createLog("silent") },
    );
    await anHourLater(source);
    const [alert] = await alerts();
    expect(alert?.says).toBe(
      '"returned mail" failed: Fault: the mailbox refuses our login: Invalid credentials',
    );
    expect(JSON.stringify(await alerts())).not.toContain("planted");
    await anHourLater(chore());
    expect(await outcome()).toBe("nothing came back");
    expect(await alerts()).toEqual([]);
  });
});
