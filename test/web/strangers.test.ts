import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findConversation } from "../../src/store/conversations.ts";
import { readBooks } from "../../src/store/export.ts";
import { countThrown } from "../fuzz/thrown.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { createVisitor, formOn, signIn, type Visitor } from "./visitor.ts";

/*
 * Whatever one trader's browser asks for or sends, another trader's books are neither shown nor changed. Everything
 * of the other's that a link or a form could name (ids, numbers, tokens) is tried in every place that takes one.
 */
const thrown = countThrown();

describe("a trader who tries another's addresses, ids and forms", () => {
  let world: World;
  let mine: Visitor;
  let secrets: readonly string[];
  let names: readonly string[];
  let before: string;

  beforeAll(async () => {
    world = await openWorld();
    await world.say("anna", "bill Zebedee Quark £98765.43 secretwork");
    await world.say("anna", "my business is Annas Annealing");
    await world.say("anna", "bill Zebedee Quark £11");
    await world.say("anna", "bill 2 paid");
    await world.say("me", "bill Acme £230");
    const theirs = createVisitor(world);
    await signIn(world, theirs, "anna");
    mine = createVisitor(world);
    await signIn(world, mine, "me");
    const books = await booksOf("anna");
    const theirForm = formOn(await theirs.get("/bills/1"), "/bills/1/pay");
    secrets = [
      ...books.clients.map(({ id }) => id),
      ...books.bills.map(({ id }) => id),
      ...books.payments.map(({ id }) => id),
      ...books.actions.map(({ id }) => id),
      ...Object.values(theirForm),
      "1", "2", "3", "0", "-1", "999999999", "..", "%2e%2e", "1/../2", "' OR 1=1 --", "null", "__proto__", "constructor",
    ]; // biome-ignore format: a list
    names = ["Zebedee", "Quark", "98,765", "98765", "secretwork", "Annealing"];
    before = JSON.stringify(books);
  });
  afterAll(() => world.close());

  async function booksOf(chat: string) {
    return await world.store.read(async (tx) => {
      const found = await findConversation(tx, { channel: "local", account: "local", chat });
      return await readBooks(tx, found?.traderId ?? "");
    });
  }

  const gets = [
    "/bills/*", "/bills?find=*", "/bills?show=*", "/bills?sort=*", "/bills?page=*", "/bills/new?client=*",
    "/clients/*", "/clients?find=*", "/clients?page=*", "/export/*", "/help/*", "/settings/*", "/open/*", "/page/*",
  ]; // biome-ignore format: a list
  const posts = [
    "/bills/*/pay", "/bills/*/edit", "/bills/*/cancel", "/bills/*/write-off", "/bills/*/hold", "/bills/1/*",
    "/clients/*", "/settings/*", "/undo", "/open/*", "/bills/new", "/log-out",
  ]; // biome-ignore format: a list

  it("is shown nothing of theirs", async () => {
    for (const path of gets) {
      for (const secret of secrets) {
        thrown();
        const { status, html } = await mine.get(path.replace("*", encodeURIComponent(secret)));
        expect(status, path).toBeLessThan(500);
        for (const name of names) {
          if (!secret.includes(name)) expect(html, `${path} with ${secret}`).not.toContain(name);
        }
      }
    }
  });

  it("changes nothing of theirs", async () => {
    const field = fc.constantFrom(
      "amount",
      "client",
      "action",
      "value",
      "name",
      "email",
      "what",
      "id",
      "bill",
      "traderId",
      "form2",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...posts),
        fc.constantFrom(...secrets),
        fc.dictionary(field, fc.constantFrom(...secrets, "5", "Zebedee Quark"), { maxKeys: 6 }),
        fc.boolean(),
        async (path, secret, fields, ownForm) => {
          if (mine.cookie === null) await signIn(world, mine, "me");
          thrown();
          const own = ownForm ? formOn(await mine.get("/settings"), "/settings/terms") : {};
          const { html, status } = await mine.post(path.replace("*", encodeURIComponent(secret)), {
            ...own,
            ...fields,
          });
          expect(status).toBeLessThan(500);
          for (const name of ["98,765", "secretwork", "Annealing"]) expect(html).not.toContain(name);
        },
      ),
      { numRuns: 300 },
    );
    expect(JSON.stringify(await booksOf("anna"))).toBe(before);
  });

  it("cannot use their form's token", async () => {
    const theirs = createVisitor(world);
    await signIn(world, theirs, "anna");
    const fields = formOn(await theirs.get("/bills/1"), "/bills/1/pay");
    if (mine.cookie === null) await signIn(world, mine, "me");
    expect((await mine.post("/bills/1/pay", fields)).status).toBe(403);
  });
});
