import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openXeroWorld, type XeroWorld } from "./xero-world.ts";

let world: XeroWorld;
beforeEach(async () => {
  world = await openXeroWorld();
});
afterEach(() => world.close());

describe("connecting Xero", () => {
  it("goes from the chat to Xero and back, and asks whether that is the one", async () => {
    await world.say("anna", "connect xero");
    expect(await world.heard("anna")).toMatch(
      /It works once, for 10 minutes:\nhttp:\/\/localhost:3000\/connect\/xero\//,
    );
    const cookie = await world.visit("anna");
    expect(await world.heard("anna")).toBe("Connect Practice Books?");
    const waiting = await world.xero.routes.request("/setup", { headers: { cookie } });
    expect(await waiting.text()).toContain("answer Yes");
    await world.say("anna", "yes");
    expect(await world.heard("anna")).toContain(
      "Practice Books is connected. Nothing goes to Xero before you have said how",
    );
    const form = await (await world.xero.routes.request("/setup", { headers: { cookie } })).text();
    for (const field of [
      "organisation",
      "account",
      "taxType",
      "theme",
      "status",
      "direction",
      "import",
      "writeBack",
      "writeBackAccount",
    ]) {
      expect(form).toContain(`name="${field}"`);
    }
    expect(form).toContain('value="200" selected');
    const saved = await world.setup(cookie, {
      account: "201",
      taxType: "NONE",
      theme: "",
      status: "DRAFT",
      direction: "two-way",
    });
    expect(saved.status).toBe(200);
    expect(await world.heard("anna")).toContain(
      "Practice Books is set up.\n• New bills become drafts\n• Account: 201 Call-outs",
    );
  });

  it("is set and seen in the chat too", async () => {
    await world.connect("anna");
    await world.say("anna", "xero account call-outs");
    expect(await world.heard("anna")).toContain("• Account: 201 Call-outs");
    await world.say("anna", "use account 999 in xero");
    expect(await world.heard("anna")).toContain(
      "I do not find that account in Xero. There is: 200 Sales, 201 Call-outs",
    );
    await world.say("anna", "push to xero as drafts");
    await world.say("anna", "bill Acme £230");
    expect(world.invoices()).toMatchObject([{ status: "DRAFT", lines: [{ accountCode: "201" }] }]);
    await world.say("anna", "xero read-only");
    await world.say("anna", "bill Acme £90");
    expect(world.invoices().length).toBe(1);
    await world.say("anna", "is xero working");
    expect(await world.heard("anna")).toContain("Practice Books is connected and working.");
  });

  it("uses a link once, for ten minutes, and for the browser that began", async () => {
    await world.say("anna", "connect xero");
    const path = /\/connect\/xero\/[\w-]+/.exec(await world.heard("anna"))?.[0] ?? "";
    const looked = await world.xero.routes.request(path);
    expect(await looked.text()).toContain("<strong>anna</strong>");
    const began = await world.xero.routes.request(path, { method: "POST" });
    expect(began.status).toBe(303);
    const state = new URL(began.headers.get("location") ?? "").searchParams.get("state");
    expect((await world.xero.routes.request(path, { method: "POST" })).status).toBe(410);
    const elsewhere = await world.xero.routes.request(`/callback/xero?state=${state}&code=x`);
    expect(elsewhere.headers.get("location")).toBe("/setup?problem=lost");
    await world.say("anna", "connect xero");
    const late = /\/connect\/xero\/[\w-]+/.exec(await world.heard("anna"))?.[0] ?? "";
    await world.wait(10 * 60_000);
    expect((await world.xero.routes.request(late)).status).toBe(410);
  });

  it("tells when nobody was let in", async () => {
    await world.say("anna", "connect xero");
    await world.visit("anna", null);
    expect(await world.heard("anna")).toContain("You did not allow access in Xero");
  });

  it("is ended by the button that names it, in Xero too", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    await world.say("anna", "disconnect xero");
    await world.say("anna", "yes");
    expect(world.sandbox.state.all("connections").every((it) => it.removed)).toBe(false);
    await world.press("anna", await world.button("anna", "Disconnect Practice Books"));
    expect(world.sandbox.state.all("connections").every((it) => it.removed)).toBe(true);
    await world.say("anna", "show bill 1");
    expect(await world.heard("anna")).toContain("No longer syncing");
    await world.say("anna", "bill Acme £90");
    expect(world.invoices().length).toBe(1);
  });

  it("leaves the old organisation's bills on their own when another takes its place", async () => {
    await world.connect("anna");
    await world.say("anna", "bill Acme £230");
    await world.say("anna", "connect xero");
    const other = world.sandbox.state.all("organisations")[1];
    const cookie = await world.visit("anna", other?.id ?? "");
    expect(await world.heard("anna")).toBe(
      "Connect Practice Books (VAT)? It takes the place of Practice Books, whose bills no longer sync then.",
    );
    await world.say("anna", "yes");
    await world.say("anna", "show bill 1");
    expect(await world.heard("anna")).toContain("No longer syncing");
    await world.setup(cookie, { account: "200", taxType: "OUTPUT2" });
    expect(await world.heard("anna")).toContain("I have you down as VAT registered from now on");
    await world.say("anna", "bill Acme £120");
    const pushed = world.invoices().find((it) => it.organisationId === other?.id);
    expect(pushed).toMatchObject({
      amounts: "Inclusive",
      totalMinor: 12_000,
      taxMinor: 2000,
      lines: [{ taxType: "OUTPUT2" }],
    });
  });

  it("is ended at Xero too where the answer is no", async () => {
    await world.say("anna", "connect xero");
    await world.visit("anna");
    await world.say("anna", "no");
    expect(await world.heard("anna")).toBe(
      "All right: Practice Books is not connected, and can no longer be reached from here.",
    );
    expect(world.sandbox.state.all("connections").map((it) => it.removed)).toEqual([true]);
    await world.say("anna", "is xero working");
    expect(await world.heard("anna")).toContain("Xero is not connected.");
  });

  it("keeps what is connected where a second sign-in to it is declined", async () => {
    await world.connect("anna");
    await world.say("anna", "connect xero");
    await world.visit("anna");
    await world.say("anna", "no");
    await world.say("anna", "bill Acme £230");
    expect(world.invoices().map((it) => it.status)).toEqual(["AUTHORISED"]);
  });

  it("says of a bill why it is not in Xero", async () => {
    await world.say("anna", "bill Acme £10");
    await world.say("anna", "show bill 1");
    expect(await world.heard("anna")).toMatch(/Not in Xero\nPay page: /);
    await world.say("anna", "connect xero");
    await world.visit("anna");
    await world.say("anna", "yes");
    await world.say("anna", "bill Acme £20");
    expect(await world.heard("anna")).toContain("It goes into Xero once Practice Books is set up.");
    await world.say("anna", "show bill 2");
    expect(await world.heard("anna")).toMatch(
      /Not in Xero\nIt goes into Xero once Practice Books is set up\./,
    );
    await world.connect("anna");
    await world.say("anna", "show bill 1");
    expect(await world.heard("anna")).toContain("Not in Xero\nMade before Xero was connected.");
    await world.say("anna", "bill Acme £30 not in xero");
    await world.say("anna", "show bill 3");
    expect(await world.heard("anna")).toContain("Not in Xero\nLeft out, as you said.");
    await world.say("anna", "xero read-only");
    await world.say("anna", "bill Acme £40");
    expect(await world.heard("anna")).toContain("Xero is connected for reading only, so it stays here.");
  });

  it("refreshes a token once, however many ask", async () => {
    await world.connect("anna");
    const grants = world.sandbox.state.all("grants").length;
    await world.wait(40 * 60_000);
    await world.say("anna", "bill Acme £230");
    expect(world.sandbox.state.all("grants").length).toBe(grants + 1);
    expect(world.invoices().length).toBe(1);
  });
});
