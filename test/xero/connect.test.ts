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
});
