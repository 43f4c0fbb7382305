import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "../../../src/desk/wording/phrases.ts";
import { until } from "../../helpers/until.ts";
import { type Linked, type LinkedOptions, linkPhone } from "./phone.ts";

/** A linked phone hears a whole life. All but a linked trader's own chat is let go before it is kept or logged. */
vi.setConfig({ testTimeout: 30_000 });
let linked: Linked;
const start = async (options: LinkedOptions) => {
  linked = await linkPhone(options);
  await until(() => linked.state().kind === "up");
};
afterEach(() => linked.close());

/** Whether a word was kept anywhere: in the store's files, or in the log. */
function isKept(word: string): boolean {
  const files = ["store.db", "store.db-wal"].map((name) =>
    readFileSync(join(linked.folder, name)).toString("latin1"),
  );
  return [...files, ...linked.logged, ...linked.shown].some((it) => it.includes(word));
}

describe("on a number of the bot's own", () => {
  it("a stranger is not answered, not kept and not logged", async () => {
    await start({ access: "invite", whose: "bot" });
    const eve = linked.phone.person("447700900666");
    const anna = linked.phone.person("447700900123");
    eve.says("my secret is SECRETWORD");
    eve.sends("image");
    // Looks like a code, and is none.
    eve.says("AAAAAAAAAAAAAAAAAAAAA1");
    anna.says(await linked.invite());
    await until(() => anna.hears().length === 1);
    expect(eve.hears()).toEqual([]);
    for (const word of ["SECRETWORD", eve.id, "447700900666"]) expect(isKept(word)).toBe(false);
    expect(isKept(anna.id)).toBe(true);
    anna.says("bill Acme £230");
    await until(() => anna.hears().length === 2);
  });

  it("nobody is written to who did not write first", async () => {
    await start({ whose: "bot" });
    const to = { channel: "whatsapp-web", account: linked.phone.own, chat: "447700900999@c.us" } as const;
    const result = await linked.channel.send(
      to,
      { text: "Pay up", choices: [] },
      "key",
      AbortSignal.timeout(1_000),
    );
    expect(result).toMatchObject({ why: "rejected" });
    expect(linked.phone.person("447700900999").hears()).toEqual([]);
  });

  it("groups, channels, status posts and what the phone's owner types are nothing of ours", async () => {
    await start({ whose: "bot" });
    const anna = linked.phone.person("447700900123");
    linked.phone.person("120363000000000000@g.us").says("bill GROUPWORD £5");
    linked.phone.person("status@broadcast").says("bill STATUSWORD £5");
    linked.phone.noteToSelf("bill NOTEWORD £5");
    anna.says("hello");
    await until(() => anna.hears().length === 1);
    for (const word of ["GROUPWORD", "STATUSWORD", "NOTEWORD"]) expect(isKept(word)).toBe(false);
  });

  it("somebody is the same person by their number and by their other id", async () => {
    await start({ whose: "bot" });
    const eve = linked.phone.person("123456789012345@lid");
    eve.says("bill Acme £230");
    await until(() => eve.hears().length === 1);
    eve.says("who owes me");
    await until(() => eve.hears().length === 2);
    expect(eve.hears()[1]?.body).toContain("£230");
  });
});

describe("on the trader's own phone", () => {
  it("only what they write to themselves is looked at", async () => {
    await start({ whose: "own" });
    const client = linked.phone.person("447700900555");
    client.says("bill CLIENTWORD £5");
    linked.phone.noteToSelf("bill Acme £230");
    const answers = () => linked.phone.notes().filter((it) => it.body.includes("Billed Acme"));
    await until(() => answers().length === 1);
    expect(client.hears()).toEqual([]);
    expect(isKept("CLIENTWORD")).toBe(false);
    expect(isKept("447700900555")).toBe(false);
    // Our own answer is a note of theirs, too, and is not taken for an order.
    linked.phone.noteToSelf("who owes me");
    await until(() => linked.phone.notes().some((it) => it.body.includes("Total owed: £230")));
    expect(linked.phone.notes()).toHaveLength(4);
  });

  it("their notes are let go until they bring an invitation", async () => {
    await start({ whose: "own", access: "invite" });
    linked.phone.noteToSelf("buy milk for DIARYWORD");
    linked.phone.noteToSelf(await linked.invite());
    await until(() => linked.phone.notes().some((it) => it.body.includes(plain.joined.slice(0, 20))));
    expect(isKept("DIARYWORD")).toBe(false);
    await linked.restart();
    await until(() => linked.state().kind === "up");
    linked.phone.noteToSelf("bill Acme £230");
    await until(() => linked.phone.notes().some((it) => it.body.includes("Billed Acme")));
    expect(isKept("DIARYWORD")).toBe(false);
  });
});

describe("the page that links a phone", () => {
  it("has the code, the warning, and a code to type, for the operator alone", async () => {
    linked = await linkPhone({ begins: "unlinked" });
    await until(() => linked.state().kind === "pairing");
    const text = await (await fetch(linked.page)).text();
    expect(text).toContain("may block the number for good");
    expect(text).toContain("data:image/png;base64,");
    const form = (phone: string, headers: Record<string, string> = {}) =>
      fetch(`${linked.page}/code`, {
        method: "POST",
        body: new URLSearchParams({ phone }),
        redirect: "manual",
        headers,
      });
    expect((await form("07700")).status).toBe(400);
    expect((await form("07700 900123", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await form("07700 900123")).status).toBe(302);
    expect(await (await fetch(linked.page)).text()).toContain("ABCD1234");
    const far = { "x-forwarded-for": "203.0.113.9" };
    expect((await fetch(linked.page, { headers: far })).status).toBe(401);
    const basic = `Basic ${Buffer.from("me:operator-token-of-tests").toString("base64")}`;
    expect((await fetch(linked.page, { headers: { ...far, authorization: basic } })).status).toBe(200);
  });
});
