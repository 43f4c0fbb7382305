import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeMirror, findMirror } from "../../src/store/xero-mirrors.ts";
import { openXeroWorld, type XeroWorld } from "../xero/xero-world.ts";
import { createVisitor, signIn, type Visitor } from "./visitor.ts";

describe("Xero on the trader's pages", () => {
  let world: XeroWorld;
  let visitor: Visitor;
  beforeEach(async () => {
    world = await openXeroWorld();
    visitor = createVisitor(world);
    await world.say("me", "help");
    await signIn(world, visitor);
  });
  afterEach(() => world.close());

  const press = async (verb: string) =>
    await visitor.send(await visitor.get("/settings"), `/integrations/${verb}`);

  it("connects from the page: on to the link that the chat was given, and not before the chat's yes", async () => {
    const before = await visitor.get("/settings");
    expect(before.text).toContain("Xero Not connected");
    const { path } = await press("connect-xero");
    expect(path).toMatch(/^\/connect\/xero\/[\w-]+$/);
    expect(await world.heard("me")).toContain("/connect/xero/");
    await world.visit("me");
    expect((await visitor.get("/settings")).text).toContain("Xero Not connected");
    await world.press("me", await world.button("me", "Yes"));
    const unfinished = await visitor.get("/settings");
    expect(unfinished.text).toContain("Xero Set-up not finished");
    expect(unfinished.text).toContain("Finish the set-up");
  });

  it("shows what is set, leads to the page that chooses the organisation, and disconnects only by the chat's button", async () => {
    await world.connect("me");
    await world.say("me", "bill Acme £230");
    const page = await visitor.get("/settings");
    expect(page.text).toMatch(
      /Xero Connected Organisation .+ Account 200 .+ Goes in as authorised Direction two-way Import (?:on|off)/,
    );
    expect((await press("xero-status")).path).toContain("/setup");
    const asked = await press("disconnect-xero");
    expect(asked.text).toContain("The question is in your chat");
    expect((await visitor.get("/settings")).text).toContain("Xero Connected");
    const label = (await world.transcript("me"))
      .flatMap(({ choices }) => choices)
      .findLast((it) => it.label.startsWith("Disconnect"))?.label;
    await world.press("me", await world.button("me", label ?? ""));
    expect((await visitor.get("/settings")).text).toContain("Xero Not connected");
    expect((await visitor.get("/bills/1")).text).toContain("No longer syncing");
  });

  /** Somebody edits the invoice in Xero. */
  async function editThere(): Promise<void> {
    const [invoice] = world.invoices();
    if (invoice === undefined) throw new Error("There is no invoice.");
    const fields = { do: "edit", total: "250", due: "2026-12-06", reference: invoice.reference };
    await world.sandbox.pages.request(`/sandbox/xero/${invoice.id}`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    await world.wait(6 * 60_000);
  }

  it("tells field by field what was edited there, and keeps mine", async () => {
    await world.connect("me");
    await world.say("me", "bill Acme £230");
    expect((await visitor.get("/bills/1")).text).toContain("In Xero as JPM-0001");
    await editThere();
    const page = await visitor.get("/bills/1");
    expect(page.text).toContain("Edited in Xero");
    expect(page.text).toMatch(/Total £230 £250/);
    const kept = await visitor.send(page, "/bills/1/xero");
    expect(kept.text).toContain("Synced with Xero");
    expect(world.invoices()[0]?.totalMinor).toBe(23_000);
  });

  it("takes Xero's", async () => {
    await world.connect("me");
    await world.say("me", "bill Acme £230");
    await editThere();
    const page = await visitor.get("/bills/1");
    const taken = await visitor.send(page, "/bills/1/xero", { press: "use-xeros" });
    expect(taken.text).toMatch(/Acme £250/);
    expect(taken.text).toContain("Synced with Xero");
  });

  it("says what Xero would not take, and tries again by a press", async () => {
    await world.connect("me");
    world.sandbox.faults.add("PUT /Invoices", { kind: "500" });
    await world.say("me", "bill Acme £230");
    await world.store.transaction(async (tx) => {
      const [bill] = await tx.builder.select().from(tx.tables.bills);
      const { traderId = "", id = "" } = bill ?? {};
      expect(await findMirror(tx, traderId, id)).toBeDefined();
      const problem = { kind: "account", words: "Account code '200' is archived" } as const;
      await tx.builder.update(tx.tables.xeroMirrors).set({ problem });
      await tx.builder.update(tx.tables.bills).set({ sync: "Sync failed" });
      await tx.builder.update(tx.tables.effects).set({ state: "dead" });
    });
    const failed = await visitor.get("/bills?show=failed");
    expect(failed.text).toMatch(/Acme .*Sync failed/);
    const page = await visitor.get("/bills/1");
    expect(page.text).toContain("Xero said: Account code '200' is archived");
    const retried = await visitor.send(page, "/bills/1/xero");
    expect(retried.text).toContain("Synced with Xero");
    expect(world.invoices()).toHaveLength(1);
  });

  it("shows how far many bills on their way are, and loads itself again until they are there", async () => {
    await world.connect("me");
    for (let n = 1; n <= 8; n += 1) await world.say("me", `bill Acme £${n}00`);
    expect((await visitor.get("/bills")).html).not.toContain("<progress");
    await world.store.transaction(async (tx) => {
      const { xeroMirrors: row } = tx.tables;
      const [first, second] = await tx.builder.select().from(row);
      await tx.builder.update(row).set({ pushed: 0, waitingSince: world.clock.now() });
      for (const mirror of [first, second])
        if (mirror !== undefined) await changeMirror(tx, mirror, { pushed: mirror.wanted });
    });
    const page = await visitor.get("/bills");
    expect(page.text).toMatch(/Putting your bills into .+: 2 of 8\./);
    expect(page.html).toContain('<progress aria-label="Bills put into Xero" value="2" max="8">');
    expect(page.html).toContain('http-equiv="refresh"');
  });
});
