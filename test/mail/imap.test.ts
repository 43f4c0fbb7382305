import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReturnsMailbox, tryMailbox } from "../../src/mail/imap.ts";
import { isMailboxUrl } from "../../src/origin.ts";
import type { MailboxPlace, ReturnedMail } from "../../src/ports-mail.ts";
import { type ImapStandIn, startImapStandIn } from "./imap-stand-in.ts";
import { forms, fromExim, fromPostfix, otherMail } from "./reports.ts";

const now = new Date("2026-11-24T09:00:00Z");
const reportOf = (n: number) => fromPostfix({ messageId: `s${n}@joes.example`, to: "a@acme.com" });

let server: ImapStandIn;
beforeEach(async () => {
  server = await startImapStandIn();
});
afterEach(() => server.close());

/** Somebody who looks again and again, and remembers where it left off. */
function reader(isOurs: (returned: ReturnedMail) => boolean = () => true) {
  const took: string[] = [];
  let place: MailboxPlace | null = null;
  const look = (timeoutMs = 10_000) =>
    createReturnsMailbox(server.url).look(
      {
        from: place,
        take: async (returned) => {
          took.push(returned.messageId);
          return isOurs(returned);
        },
        keep: async (next) => {
          place = next;
        },
      },
      now,
      AbortSignal.timeout(timeoutMs),
    );
  return { took, look, place: () => place };
}
const seen = () => server.mails.filter(({ flags }) => flags.has("\\Seen")).map(({ uid }) => uid);

describe("a mailbox that returned mail comes to", () => {
  it("gives what came back, each once, and has only what is ours marked as read", async () => {
    for (const text of Object.values(otherMail)) server.put(text);
    server.put(reportOf(1));
    server.put(fromExim({ messageId: "stranger@elsewhere.example", to: "a@acme.com" }));
    server.put(
      fromPostfix({ messageId: "s2@joes.example", to: "b@acme.com", action: "delayed", status: "4.4.1" }),
    );
    const { took, look } = reader(({ messageId }) => messageId.endsWith("@joes.example"));
    await look();
    await look();
    expect(took).toEqual(["s1@joes.example", "stranger@elsewhere.example"]);
    expect(seen()).toEqual([Object.keys(otherMail).length + 1]);
    expect(server.asked.filter((it) => /STORE/.test(it))).toHaveLength(1);
  });

  it("is looked through by number, so that what somebody has opened before us is found too", async () => {
    const { took, look } = reader();
    await look();
    server.put(reportOf(1));
    server.mails[0]?.flags.add("\\Seen");
    await look();
    expect(took).toEqual(["s1@joes.example"]);
  });

  it("costs little, however much else is in it", async () => {
    for (let n = 0; n < 10_000; n += 1) server.put(otherMail["advertising"] ?? "", new Date("2026-01-05"));
    server.put(reportOf(1));
    const { took, look } = reader();
    await look();
    expect(took).toEqual(["s1@joes.example"]);
    const before = server.sentBytes();
    server.asked.length = 0;
    await look();
    expect(server.asked.filter((it) => /^UID/.test(it))).toEqual([]);
    expect(server.sentBytes() - before).toBeLessThan(2_000);
    server.put(reportOf(2));
    await look();
    expect(took).toEqual(["s1@joes.example", "s2@joes.example"]);
    expect(server.sentBytes() - before).toBeLessThan(8_000);
  });

  it("gives of a flood of other mail no more than the kind of each, and of a huge report its beginning", async () => {
    for (let n = 0; n < 450; n += 1) server.put(`${otherMail["advertising"]}${"x".repeat(10_000)}`);
    server.put(reportOf(1).replace("--4XyzA.1795431600/mx.joes.example--", "x".repeat(3_000_000)));
    const { took, look } = reader();
    await look();
    expect(took).toEqual(["s1@joes.example"]);
    expect(server.sentBytes()).toBeLessThan(400_000);
  });

  it("is read from its last week where its numbers begin anew", async () => {
    const { took, look } = reader();
    server.put(reportOf(1));
    await look();
    server.renumber();
    server.put(reportOf(2));
    await look();
    expect(took).toEqual(["s1@joes.example", "s1@joes.example", "s2@joes.example"]);
  });

  it.each(Object.keys(forms) as (keyof typeof forms)[])("gives a report of %s", async (form) => {
    server.put(forms[form]({ messageId: "s1@joes.example", to: "a@acme.com" }));
    const { took, look } = reader();
    await look();
    expect(took).toEqual(["s1@joes.example"]);
  });

  it("is read again from where it was left, after a line that broke or a server that was too slow", async () => {
    server.put(reportOf(1));
    const { took, look, place } = reader();
    server.become({ does: "drop", at: "UID FETCH" });
    await expect(look()).rejects.toMatchObject({ action: "retry" });
    server.become({ does: "hang", at: "UID SEARCH" });
    await expect(look(300)).rejects.toMatchObject({ action: "retry", message: "the mailbox was too slow" });
    server.become({ does: "refuse", at: "UID SEARCH" });
    await expect(look()).rejects.toMatchObject({ action: "retry" });
    expect([took, place()]).toEqual([[], null]);
    // Taken in, and cut off before it was marked: the next look takes it once more.
    server.become({ does: "drop", at: "UID STORE" });
    await expect(look()).rejects.toMatchObject({ action: "retry" });
    expect([seen(), place()]).toEqual([[], null]);
    server.become({ does: "serve" });
    await look();
    expect(took).toEqual(["s1@joes.example", "s1@joes.example"]);
    expect(seen()).toEqual([1]);
  });

  it("passes on whatever goes wrong with taking in what it gives, and is left where it was", async () => {
    server.put(reportOf(1));
    const { look, place } = reader(() => {
      throw new TypeError("a mistake of ours");
    });
    await expect(look()).rejects.toThrow(TypeError);
    expect([seen(), place()]).toEqual([[], null]);
  });

  it("says what is wrong where it does not open", async () => {
    expect(await tryMailbox(server.url)).toBeNull();
    const other = (from: string, to: string) => tryMailbox(server.url.replace(from, to));
    expect(await other("p%22a%20ss", "wrong")).toBe("the mailbox refuses our login: Invalid credentials");
    expect(await other("/INBOX", "/Nowhere")).toBe("the mailbox refuses us: no such mailbox");
    expect(await other(String(server.port), "1")).toContain("ECONNREFUSED");
    // Beyond this machine a password is never said in the clear: this one offers no encryption.
    expect(await other("127.0.0.1", "[::ffff:127.0.0.1]")).toMatch(/STARTTLS/);
    expect(server.asked.filter((it) => it.includes("a ss"))).toEqual([]);
  });
});

it("its address is checked", () => {
  for (const good of [
    "imaps://jo:pw@mail.example",
    "imaps://jo%40a.com:p%3Aw@mail.example:1993/INBOX/Bounces",
    "imap://a:b@127.0.0.1/",
  ])
    expect(isMailboxUrl(good), good).toBe(true);
  for (const bad of [
    "mail.example",
    "https://jo:pw@mail.example",
    "imaps://mail.example/INBOX",
    "imaps://jo@mail.example",
    "imaps://jo:pw@mail.example/INBOX?x",
    "imaps://jo:100%@mail.example",
    "imaps://jo:%ff@mail.example",
  ])
    expect(isMailboxUrl(bad), bad).toBe(false);
});
