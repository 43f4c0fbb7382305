import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "../helpers/world.ts";
import { askForLink, createVisitor, formOn, signIn, type Visitor } from "./visitor.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe("the way into the pages", () => {
  let world: World;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openWorld();
    visitor = createVisitor(world);
    await world.say("me", "bill Acme £230");
  });
  afterEach(() => world.close());

  it("is a link from the chat, which names the chat before it opens anything", async () => {
    const link = await askForLink(world);
    const door = await visitor.get(link);
    expect(door.text).toContain("as me");
    expect(door.text).not.toContain("Acme");
    const bills = await visitor.send(door, link);
    expect(bills.path).toBe("/bills");
    expect(bills.text).toContain("Acme");
  });

  it("is not used up by whatever previews links", async () => {
    const link = await askForLink(world);
    for (let look = 0; look < 5; look += 1) expect((await visitor.get(link)).status).toBe(200);
    expect((await visitor.send(await visitor.get(link), link)).path).toBe("/bills");
  });

  it("opens once", async () => {
    const link = await askForLink(world);
    const door = await visitor.get(link);
    await visitor.send(door, link);
    const thief = createVisitor(world);
    expect((await thief.get(link)).status).toBe(410);
    const tried = await thief.send(door, link);
    expect(tried.status).toBe(410);
    expect(thief.cookie).toBeNull();
  });

  it("is shut after ten minutes", async () => {
    const link = await askForLink(world);
    world.clock.advanceMs(10 * 60_000);
    expect((await visitor.get(link)).status).toBe(410);
  });

  it("is shut when the chat that asked was unlinked meanwhile", async () => {
    await linkSecondChat(world);
    const link = await askForLink(world, "second");
    await unlink(world, "second");
    expect((await visitor.get(link)).status).toBe(410);
  });

  it("lets nobody in without a session", async () => {
    for (const path of ["/bills", "/bills/1", "/bills/new"]) {
      const seen = await visitor.get(path);
      expect(seen.status).toBe(401);
      expect(seen.text).not.toContain("Acme");
    }
    expect((await visitor.post("/bills/1/pay", { amount: "230" })).status).toBe(401);
  });

  it("gives a cookie that scripts and other sites do not get, and keeps only its hash", async () => {
    await signIn(world, visitor);
    expect(visitor.cookieLine).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/);
    const rows = await world.store.read((tx) => tx.builder.select().from(tx.tables.sessions));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(visitor.cookie);
  });

  it("gives a cookie for this host over https alone where we are on https", async () => {
    const secure = createVisitor(world, "https://pay.example");
    const link = await askForLink(world);
    await secure.send(await secure.get(link), link);
    expect(secure.cookieLine).toMatch(/^__Host-justpayme=.*; Secure/);
  });

  it("is shut again by logging out, also to who kept the cookie", async () => {
    const bills = await signIn(world, visitor);
    const kept = visitor.cookie;
    await visitor.send(bills, "/log-out");
    expect(visitor.cookie).toBeNull();
    visitor.cookie = kept;
    expect((await visitor.get("/bills")).status).toBe(401);
  });

  it("is shut to every session of a chat that is unlinked", async () => {
    await linkSecondChat(world);
    await signIn(world, visitor, "second");
    const first = createVisitor(world);
    await signIn(world, first, "me");
    await unlink(world, "second");
    expect((await visitor.get("/bills")).status).toBe(401);
    expect((await first.get("/bills")).status).toBe(200);
  });

  it("is shut after a week away, and after a month whatever happens", async () => {
    await signIn(world, visitor);
    for (let day = 0; day < 29; day += 1) {
      world.clock.advanceMs(dayMs);
      expect((await visitor.get("/bills")).status).toBe(200);
    }
    world.clock.advanceMs(2 * dayMs);
    expect((await visitor.get("/bills")).status).toBe(401);

    const other = createVisitor(world);
    await signIn(world, other);
    world.clock.advanceMs(8 * dayMs);
    expect((await other.get("/bills")).status).toBe(401);
  });

  it("gives a new token every hour, and drops the old one once the new one has come back", async () => {
    await signIn(world, visitor);
    const old = visitor.cookie;
    world.clock.advanceMs(2 * hourMs);
    await visitor.get("/bills");
    const fresh = visitor.cookie;
    expect(fresh).not.toBe(old);
    // The answer that brought the new one may have been lost on the way.
    visitor.cookie = old;
    expect((await visitor.get("/bills")).status).toBe(200);
    expect(visitor.cookie).toBe(old);
    visitor.cookie = fresh;
    expect((await visitor.get("/bills")).status).toBe(200);
    visitor.cookie = old;
    expect((await visitor.get("/bills")).status).toBe(401);
  });

  it("takes no form that was made elsewhere", async () => {
    const page = await signIn(world, visitor);
    const bill = await visitor.get("/bills/1");
    const fields = formOn(bill, "/bills/1/pay");
    const wrongToken = await visitor.post("/bills/1/pay", { ...fields, form: "guess" });
    expect(wrongToken.status).toBe(403);
    const elsewhere = await visitor.post("/bills/1/pay", fields, { origin: "https://evil.example" });
    expect(elsewhere.status).toBe(403);
    expect((await visitor.get("/bills/1")).text).toContain("Open");
    expect(page.status).toBe(200);
  });
});

async function linkSecondChat(world: World): Promise<void> {
  await world.say("me", "link another chat");
  const code = /^[\w-]{22}$/m.exec((await world.transcript("me")).at(-1)?.text ?? "")?.[0] ?? "";
  await world.say("second", code);
}

async function unlink(world: World, chat: string): Promise<void> {
  await world.say(chat, "link another chat");
  await world.press(chat, await world.button(chat, "Unlink this chat"));
}
