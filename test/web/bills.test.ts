import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addHold } from "../../src/store/holds.ts";
import { openWorld, type World } from "../helpers/world.ts";
import { createVisitor, formOn, signIn, type Visitor } from "./visitor.ts";

describe("the pages of bills", () => {
  let world: World;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openWorld();
    visitor = createVisitor(world);
    for (const text of ["bill Acme £230", "bill Mrs Patel £85 boiler service due Friday", "bill Dave 40"])
      await world.say("me", text);
    await signIn(world, visitor);
  });
  afterEach(() => world.close());

  async function lastSaid(): Promise<string> {
    return (
      (await world.transcript("me")).findLast((it) => it.sender === "bot" && it.replaces === null)?.text ?? ""
    );
  }

  it("list what is open, due first, with what it comes to", async () => {
    const { text } = await visitor.get("/bills");
    expect(text).toMatch(/Still owed £355 Overdue £0 Bills 3 Not yet due £355/);
    expect(text.indexOf("Mrs Patel")).toBeLessThan(text.indexOf("Acme"));
  });

  it("show only what is asked for", async () => {
    await world.say("me", "Dave paid");
    expect((await visitor.get("/bills?show=paid")).text).toMatch(/Bills 1 Billed £40 Paid £40/);
    expect((await visitor.get("/bills?show=overdue")).text).toContain("Nothing is overdue.");
    world.clock.advanceMs(6 * 86_400_000);
    const overdue = (await visitor.get("/bills?show=overdue")).text;
    expect(overdue).toMatch(/Overdue £85 Bills 1 1–30 days late £85 .*Mrs Patel .* 1 day overdue/);
    expect((await visitor.get("/bills?show=all&find=acm")).text).toMatch(/Bills 1 .*Acme/);
    expect((await visitor.get("/bills?show=all&find=bill+2")).text).toMatch(/Bills 1 .*Mrs Patel/);
    expect((await visitor.get("/bills?show=all&find=%C2%A340")).text).toMatch(/Bills 1 .*Dave/);
    expect((await visitor.get("/bills?show=all&find=nobody")).text).toContain('No bill fits "nobody"');
  });

  it("show 50 bills at a time", async () => {
    for (let n = 0; n < 57; n += 1) await world.say("me", `bill Acme £${300 + n}`);
    const first = await visitor.get("/bills?sort=newest");
    expect(first.text).toContain("Page 1 of 2");
    expect(first.html.match(/<th scope="row"/g)).toHaveLength(50);
    const second = await visitor.get("/bills?sort=newest&page=2");
    expect(second.html.match(/<th scope="row"/g)).toHaveLength(10);
  });

  it("make a bill as the chat would, and tell the chat", async () => {
    const form = await visitor.get("/bills/new");
    const fields = {
      client: "Jo Bloggs",
      what1: "Tiling",
      count1: "2",
      amount1: "£1,250.50",
      method: "cash",
    };
    const page = await visitor.send(form, "/bills/new", fields);
    expect(page.path).toBe("/bills/4");
    expect(page.text).toContain("Billed Jo Bloggs £2,501 — bill 4, due Sun 6 Dec 2026.");
    expect(page.text).toContain("2 × £1,250.50");
    expect(await lastSaid()).toContain("Billed Jo Bloggs £2,501 — bill 4, due Sun 6 Dec 2026.");
    expect((await visitor.get("/bills/4")).text).not.toContain("Billed Jo Bloggs");
  });

  it("have Xero switched on for a new bill unless it is switched off", async () => {
    const form = await visitor.get("/bills/new");
    expect(form.html).toMatch(/name="xero" value="on" checked/);
    const page = await visitor.send(form, "/bills/new", { client: "Jo", amount1: "5", xero: null });
    expect((await visitor.get(page.path)).html).not.toMatch(/name="xero" value="on" checked/);
  });

  it("leave it to the client how a new bill is paid, unless that is chosen", async () => {
    await world.say("me", "Acme pays by card");
    const form = await visitor.get("/bills/new");
    const usual = await visitor.send(form, "/bills/new", { client: "Acme", amount1: "5" });
    expect(usual.text).toContain("Paid by Card");
    const chosen = await visitor.send(form, "/bills/new", {
      client: "Acme",
      amount1: "6",
      method: "cash",
      once: "2",
    });
    expect(chosen.text).toContain("Paid by Cash");
  });

  it("say what is wrong with a form, keep what was typed, and do nothing", async () => {
    const form = await visitor.get("/bills/new");
    const wrong = { client: "Jo", what1: "Tiling", amount1: "lots", due: "2026-11-01" };
    const page = await visitor.send(form, "/bills/new", wrong);
    expect(page.status).toBe(422);
    expect(page.text).toContain("Write an amount like 230 or 85.40.");
    expect(page.text).toContain("That day has gone.");
    expect(formOn(page, "/bills/new")).toMatchObject(wrong);
    expect((await visitor.get("/bills?show=all")).text).toContain("Bills 3");
  });

  it("carry out a form that is sent twice once", async () => {
    const form = await visitor.get("/bills/new");
    const fields = { ...formOn(form, "/bills/new"), client: "Jo", amount1: "5" };
    await visitor.post("/bills/new", fields);
    await visitor.post("/bills/new", fields);
    expect((await visitor.get("/bills?show=all")).text).toContain("Bills 4");
  });

  it("ask in the chat before a bill far beyond the usual", async () => {
    const form = await visitor.get("/bills/new");
    const page = await visitor.send(form, "/bills/new", { client: "Jo", amount1: "250000" });
    expect(page.text).toContain("The question is in your chat");
    expect(page.text).toContain("Bills 3 ");
    await world.press("me", await world.button("me", "Yes"));
    expect((await visitor.get("/bills?show=all")).text).toContain("Bills 4");
  });

  it("take a payment, close the bill, and undo it", async () => {
    const bill = await visitor.get("/bills/1");
    expect(formOn(bill, "/bills/1/pay")["amount"]).toBe("230");
    const paid = await visitor.send(bill, "/bills/1/pay");
    expect(paid.text).toMatch(/Acme paid £230/);
    expect(paid.text).toContain("£230 paid (you said so)");
    expect(await lastSaid()).toMatch(/^Acme paid £230/);
    const undone = await visitor.send(paid, "/undo");
    expect(undone.text).toContain("Undone: the £230 is off bill 1");
    expect(undone.path).toBe("/bills/1");
    expect((await visitor.get("/bills/1")).text).toContain("taken back: you undid it");
    const again = await visitor.send(await visitor.get("/bills/1"), "/bills/1/pay");
    const elsewhere = await visitor.send(again, "/undo", { back: "//evil.test" });
    expect(elsewhere.path).toBe("/bills");
  });

  it("change only what the form changed, and tell the bill's life", async () => {
    const bill = await visitor.get("/bills/2");
    const edited = await visitor.send(bill, "/bills/2/edit", { amount: "95", due: "2026-12-04" });
    expect(edited.text).toContain("£95");
    expect(edited.text).toContain("Changed; it was £85, due Fri 27 Nov 2026");
    expect(edited.text).toContain("boiler service");
    const same = await visitor.send(edited, "/bills/2/edit");
    expect(same.text).not.toMatch(/Undo .*Bills \//);
    const cancelled = await visitor.send(await visitor.get("/bills/3"), "/bills/3/cancel");
    expect(cancelled.text).toContain("Cancelled Dave £40");
    const reopened = await visitor.send(cancelled, "/bills/3/reopen");
    expect(reopened.text).toContain("bill 3 (Dave £40, due Sun 6 Dec 2026) is open again");
    const paid = await visitor.send(reopened, "/bills/3/pay");
    expect(paid.text).toContain("Nothing more: this bill is closed.");
  });

  it("offer only what can be done", async () => {
    expect((await visitor.get("/bills/1")).html).not.toContain("/bills/1/nonsense");
    const page = await visitor.get("/bills/1");
    const fields = formOn(page, "/bills/1/pay");
    expect((await visitor.post("/bills/1/nonsense", fields)).status).toBe(404);
    expect((await visitor.get("/bills/99")).status).toBe(404);
    expect((await visitor.get("/bills/x")).status).toBe(404);
  });

  it("tell what goes to the client and when, and what was left out or cancelled and why", async () => {
    await world.say("me", "my name is Joe Smith");
    await world.say("me", "Acme's email is accounts@acme.com");
    const open = await visitor.get("/bills/1");
    expect(open.text).toMatch(/The bill goes out/);
    expect(open.text).toMatch(/A friendly reminder goes out .*Thu 3 Dec 2026, 10:00/);
    expect(open.text).toMatch(/A firm reminder goes out/);
    await world.say("me", "Acme paid");
    const paid = await visitor.get("/bills/1");
    expect(paid.text).toMatch(/\d reminders cancelled \(paid\)/);
    expect(paid.text).not.toContain("reminder goes out");
  });

  it("begin a bill's life with what was said, and tell when its reminders were paused and went on", async () => {
    await world.say("me", "hold bill 1 till 5 December");
    await world.say("me", "resume bill 1");
    await world.say("me", "Acme says Friday");
    const { text } = await visitor.get("/bills/1");
    const order = [
      "You said: bill Acme £230",
      "Stored as bill 1",
      "Reminders paused Sun",
      "Reminders go on Sun",
      "Reminders paused for this client: Promised for Fri 27 Nov 2026",
      "Reminders go on Mon 30 Nov 2026",
    ];
    const at = order.map((it) => text.indexOf(it));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  it("say why what would do nothing just now is not offered", async () => {
    await world.say("me", "got 10 off Dave");
    await world.say("me", "leave Dave alone");
    const { text, html } = await visitor.get("/bills/3");
    expect(text).toContain("Send a reminder now Reminders are paused: go on with them first.");
    expect(text).toContain("Cancel the bill It is paid in part: take that payment back first");
    expect(html).not.toContain("/bills/3/chase");
    expect(html).toContain("/bills/3/resume");
    expect((await visitor.get("/bills/1")).html).not.toContain("/bills/1/resume");
  });

  it("send a bill again, and say in the chat when, or why not", async () => {
    const heard = async () => (await world.transcript("me")).map(({ text }) => text).join("\n");
    const page = await visitor.get("/bills/1");
    await visitor.send(page, "/bills/1/again");
    expect(await heard()).toContain("I have no email for Acme, so I cannot send bill 1");
    await world.say("me", "Acme's email is a@acme.example");
    await world.say("me", "my business is Joe's Plumbing");
    await visitor.send(await visitor.get("/bills/1"), "/bills/1/again");
    expect(await heard()).toMatch(/has not gone yet: it goes to a@acme\.example in \d minutes?\./);
  });

  it("show which bills are held and which are promised", async () => {
    await world.store.transaction(async (tx) => {
      const [bill, , other] = await tx.builder.select().from(tx.tables.bills);
      if (bill === undefined || other === undefined) throw new Error("There are three bills.");
      const hold = { traderId: bill.traderId, createdAt: world.clock.now(), endedAt: null, clientId: null };
      const promise = {
        kind: "promise" as const,
        until: "2026-12-07" as const,
        promisedOn: "2026-12-04" as const,
      };
      await addHold(tx, { ...hold, ...promise, id: "h1", billId: bill.id });
      const asked = { kind: "asked" as const, until: null, promisedOn: null };
      await addHold(tx, { ...hold, ...asked, id: "h2", billId: null, clientId: other.clientId });
    });
    expect((await visitor.get("/bills?show=promised")).text).toMatch(
      /Bills 1 .*Acme .*Promised for Fri 4 Dec 2026/,
    );
    expect((await visitor.get("/bills?show=held")).text).toMatch(/Bills 2 .*On hold/);
    expect((await visitor.get("/bills/1")).text).toContain("Promised for Fri 4 Dec 2026");
    world.clock.advanceMs(20 * 86_400_000);
    await signIn(world, visitor);
    expect((await visitor.get("/bills?show=promised")).text).toContain("Nobody has promised a day.");
  });
});
