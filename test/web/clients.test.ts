import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Consent } from "../../src/domain/consent.ts";
import { putConsent } from "../../src/store/client-chat.ts";
import { phoneOf } from "../../src/web/pages/client-form.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { createVisitor, formOn, type Seen, signIn, type Visitor } from "./visitor.ts";

const dayMs = 86_400_000;

describe("the pages of clients", () => {
  let world: World;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openWorld({ now: "2026-11-02T09:00:00Z" });
    visitor = createVisitor(world);
  });
  afterEach(() => world.close());

  async function open(name: string): Promise<Seen> {
    const { html } = await visitor.get("/clients");
    const path = new RegExp(`href="(/clients/[^"]+)">${name}<`).exec(html)?.[1];
    if (path === undefined) throw new Error(`${name} is not in the list.`);
    return await visitor.get(path);
  }

  it("say what each owes and how they usually pay, most owed first", async () => {
    // Due on Monday 16 November, and paid on the Friday of the week after: 11 days late.
    for (const amount of [10, 20, 30, 40]) await world.say("me", `bill Dave £${amount}`);
    await world.say("me", "bill Acme £230");
    await world.say("me", "bill Jo £5000");
    world.clock.advanceMs(25 * dayMs);
    for (const bill of [1, 2, 3]) await world.say("me", `bill ${bill} paid`);
    await signIn(world, visitor);
    const { text } = await visitor.get("/clients");
    expect(text).toMatch(/Jo £5,000 .*Acme £230 .*Dave £40 usually 11 days late, on a Friday/);
    expect((await visitor.get("/clients?sort=name")).text).toMatch(/Acme .*Dave .*Jo /);
    expect((await visitor.get("/clients?find=dav")).text).not.toContain("Acme");
    const dave = await open("Dave");
    expect(dave.text).toContain("Pays usually 11 days late, on a Friday.");
    expect(dave.text).toContain("£40");
  });

  it("have a statement on paper, of the trader's own clients alone", async () => {
    await world.say("me", "bill Dave £10");
    await world.say("anna", "bill Zebedee £20");
    await signIn(world, visitor);
    const dave = await open("Dave");
    const path = /href="([^"]+statement\.pdf)"/.exec(dave.html)?.[1] ?? "";
    const paper = await visitor.get(path);
    expect(paper.headers.get("content-type")).toBe("application/pdf");
    expect(paper.headers.get("content-disposition")).toContain("Statement%20Dave%202026-11-02.pdf");
    expect(paper.html.startsWith("%PDF-")).toBe(true);
    const stranger = createVisitor(world);
    await signIn(world, stranger, "anna");
    expect((await stranger.get(path)).status).toBe(404);
  });

  it("make and change a client by the chat's own orders, and tell the chat", async () => {
    await world.say("me", "help");
    await signIn(world, visitor);
    const form = await visitor.get("/clients/new");
    const added = await visitor.send(form, "/clients/new", {
      name: "Jo Bloggs",
      email: "jo@example.com",
      phone: "07700 900123",
    });
    expect(added.text).toContain("Added Jo Bloggs to your clients.");
    const jo = await open("Jo Bloggs");
    expect(jo.text).toContain("+447700900123");
    const changed = await visitor.send(jo, jo.path, {
      name: "Jo Bloggs Ltd",
      address: "1 High Street, Leeds LS1 4AP",
      method: "cheque",
      kind: "person",
      terms: "30",
    });
    expect(changed.text).toContain("1 High Street, Leeds LS1 4AP");
    expect(changed.text).toMatch(/Terms 30 days Pays by Cheque Is a private person/);
    expect(changed.text).toContain("Jo Bloggs Ltd");
    const said = (await world.transcript("me")).map(({ text }) => text).join("\n");
    expect(said).toContain("Added Jo Bloggs to your clients.");
    expect(said).toContain("1 High Street, Leeds LS1 4AP");
  });

  it("carry out for a client what the chat would: chase, statement, pause, go on, erase", async () => {
    for (const text of ["my name is Joe Smith", "bill Dave £10", "Dave's email is dave@example.com"])
      await world.say("me", text);
    await world.say("me", "bill Jo £5");
    await world.say("me", "Jo paid");
    await signIn(world, visitor);
    const heard = async () => (await world.transcript("me")).map(({ text }) => text).join("\n");
    let dave = await open("Dave");
    dave = await visitor.send(dave, `${dave.path}/statement`);
    expect(dave.text).toContain("A statement goes to dave@example.com");
    expect(dave.html).not.toContain(`${dave.path}/resume`);
    dave = await visitor.send(dave, `${dave.path}/hold`, { until: "2026-12-05" });
    expect(dave.text).toContain("On hold until Sat 5 Dec 2026");
    expect(dave.text).toContain("Send a reminder now Reminders are paused: go on with them first.");
    dave = await visitor.send(dave, `${dave.path}/resume`);
    dave = await visitor.send(dave, `${dave.path}/chase`);
    expect(await heard()).toMatch(/reminder/i);
    // Who owes money cannot be forgotten; of anybody else the chat asks once more.
    expect(dave.html).not.toContain(`${dave.path}/erase`);
    const jo = await open("Jo");
    await visitor.send(jo, `${jo.path}/erase`);
    expect((await visitor.get("/clients")).text).toContain("Jo");
    await world.press("me", await world.button("me", "Erase Jo"));
    expect((await visitor.get("/clients")).text).toContain("Erased client");
    expect((await visitor.post(`${dave.path}/nonsense`, formOn(dave, `${dave.path}/hold`))).status).toBe(404);
  });

  it("set when and how one client is reminded, put it back, and give them another name", async () => {
    await world.say("me", "bill Dave £10");
    await signIn(world, visitor);
    let dave = await open("Dave");
    dave = await visitor.send(dave, dave.path, {
      tone: "firm",
      plan: "on the day, 5 and 10 days after",
      alias: "Big D",
    });
    const [client] = await world.store.read((tx) => tx.builder.select().from(tx.tables.clients));
    expect(client).toMatchObject({ name: "Dave", chaseTone: "firm" });
    expect(client?.chasePlan).toMatch(/^0 .*, 5 .*, 10 /);
    expect(dave.text).toContain("Also called Big D");
    await visitor.send(dave, dave.path, { tone: "usual", plan: "usual", alias: "" });
    const [after] = await world.store.read((tx) => tx.builder.select().from(tx.tables.clients));
    expect(after).toMatchObject({ chaseTone: null, chasePlan: null });
  });

  it("tell what a client agreed to and stopped, by mail and on WhatsApp", async () => {
    await world.say("me", "bill Dave £10");
    await signIn(world, visitor);
    expect((await open("Dave")).text).toContain("WhatsApp: not asked for");
    const consent = async (change: Partial<Consent>) =>
      world.store.transaction(async (tx) => {
        const [client] = await tx.builder.select().from(tx.tables.clients);
        const { traderId = "", id: clientId = "" } = client ?? {};
        const optedInAt = world.clock.now();
        const began = {
          optedInAt,
          how: "START",
          stoppedAt: null,
          bsuid: null,
          heardAt: optedInAt,
          unreachedAt: null,
        };
        await putConsent(tx, { traderId, clientId, ...began, ...change });
      });
    await consent({});
    expect((await open("Dave")).text).toContain("WhatsApp: agreed They said “START”, Mon 2 Nov 2026, 09:00");
    await consent({ unreachedAt: world.clock.now() });
    expect((await open("Dave")).text).toContain("WhatsApp: does not reach them");
    await consent({ unreachedAt: null, how: "STOP", stoppedAt: world.clock.now() });
    expect((await open("Dave")).text).toContain("WhatsApp: stopped They said “STOP”");
  });

  it("say what is wrong with an address one cannot write to", async () => {
    await world.say("me", "help");
    await signIn(world, visitor);
    const form = await visitor.get("/clients/new");
    const page = await visitor.send(form, "/clients/new", {
      name: "Jo",
      email: "a@b.test, c@d.test",
      phone: "12",
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain("That does not look like an email address.");
    expect(page.text).toContain("Write it like 07700 900123");
    expect((await visitor.get("/clients")).text).toContain("You have no clients yet.");
  });

  it("read a number without a country as a British one", () => {
    expect(phoneOf("07700 900123")).toBe("+447700900123");
    expect(phoneOf("+44 (20) 7946-0000")).toBe("+442079460000");
    expect(phoneOf("00353 1 234 5678")).toBe("+35312345678");
    for (const none of ["12", "0", "+44", "hello", "07700 900123 x"]) expect(phoneOf(none)).toBeNull();
  });
});

describe("the page of settings", () => {
  let world: World;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openWorld();
    visitor = createVisitor(world);
    await world.say("me", "help");
    await signIn(world, visitor);
  });
  afterEach(() => world.close());

  async function set(kind: string, fields: Readonly<Record<string, string>>): Promise<Seen> {
    return await visitor.send(await visitor.get("/settings"), `/settings/${kind}`, fields);
  }

  it.each([
    ["trading-name", { value: "Joe's Plumbing" }, "Business name: Joe's Plumbing"],
    ["legal-name", { value: "Joe Smith" }, "Your own name: Joe Smith"],
    ["address", { value: "1 High Street, Leeds LS1 4AP" }, "Address: 1 High Street, Leeds LS1 4AP"],
    ["reply-email", { value: "joe@example.com" }, "Email for replies: joe@example.com"],
    ["terms", { value: "30" }, "Terms: 30 days"],
    ["vat-number", { value: "GB 123 4567 82" }, "VAT: registered, GB 123456782"],
    ["plus-vat", { value: "plus" }, "Prices: plus VAT"],
    ["pay-by", { value: "cash" }, "Clients pay: in cash"],
    ["sign-off", { value: "Joe" }, "Messages signed: Joe"],
    ["quiet-hours", { from: "20:00", to: "08:00" }, "Quiet hours: 20:00 to 08:00"],
    ["monday-summary", { value: "off" }, "Monday summary: off"],
    ["chase-tone", { value: "formal" }, "Tone: always formal"],
    ["chase-time", { value: "11:30" }, "Reminders go at: 11:30"],
    ["chase-plan", { value: "chase on the day, 5 and 10 days after" }, "Reminders: on the due day"],
  ])("sets %s as the chat does", async (kind, fields, said) => {
    const page = await set(kind, fields);
    expect(page.path).toBe("/settings");
    expect(page.text).toContain(said);
    expect((await world.transcript("me")).at(-1)?.text).toContain(said);
  });

  it("puts back what the plan has for everybody", async () => {
    for (const [kind, value] of [
      ["chase-tone", "firm"],
      ["chase-plan", "chase on the day, 5 and 10 days after"],
    ] as const)
      await set(kind, { value });
    await set("chase-tone", { value: "plan" });
    const page = await set("chase-plan", { value: "" });
    expect(page.text).toMatch(
      /Reminders as each bill's terms call for .*Tone friendly at first, firmer later/,
    );
  });

  it("pauses everybody's reminders and goes on with them", async () => {
    const paused = await set("pause", { until: "2026-12-05" });
    expect(paused.text).toContain("on hold until sat 5 dec 2026");
    expect((await world.transcript("me")).at(-1)?.text).toContain("5 Dec 2026");
    expect((await set("resume", {})).text).toContain("All reminders not paused");
  });

  it("gives the code for another chat in the chat alone", async () => {
    const page = await set("link-chat", {});
    const code = (await world.transcript("me")).at(-1)?.text.split("\n")[1] ?? "";
    expect(code.length).toBeGreaterThan(15);
    expect(page.text).toContain("The code is in your chat.");
    expect(page.text).not.toContain(code);
  });

  it("asks in the chat before the account goes, and keeps it by a press", async () => {
    await set("delete-account", {});
    expect((await visitor.get("/settings")).text).not.toContain("will be deleted on");
    await world.press("me", await world.button("me", "Delete everything in 30 days"));
    expect((await visitor.get("/settings")).text).toContain("will be deleted on Tue 22 Dec 2026");
    expect((await set("keep-account", {})).text).toContain("Everything stays.");
  });

  it("says that Xero is off where this installation is not joined to it, and offers nothing that would do nothing", async () => {
    const page = await visitor.get("/settings");
    expect(page.text).toContain("This installation is not joined to Xero.");
    expect(page.html).not.toContain("/integrations/connect-xero");
  });

  it("changes bank details only once the button in the chat was pressed", async () => {
    const page = await set("bank", { sort: "20-00-00", account: "12345678" });
    expect(page.text).toContain("The question is in your chat");
    expect((await visitor.get("/settings")).text).toContain("Bank not set");
    await world.press("me", await world.button("me", "Change bank details to ••••5678"));
    expect((await visitor.get("/settings")).text).toContain("Bank account ••••5678");
  });

  it("says what it could not read", async () => {
    const page = await set("terms", { value: "soon" });
    expect(page.text).toContain("Terms are a number of days");
  });

  it("offers undo, also when the setting was changed on the page", async () => {
    const page = await set("terms", { value: "30" });
    const undone = await visitor.send(page, "/undo");
    expect(undone.text).toContain("14 days");
  });
});
