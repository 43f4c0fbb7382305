import { expect, it } from "vitest";
import { pay } from "../../src/sandbox/xero/payments.ts";
import { describeWith } from "../helpers/need.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { openXeroWorld } from "./xero-world.ts";

describeWith(postgresNeed, () => {
  it("pushes, follows and closes the loop on Postgres as on SQLite", async () => {
    const server = await startPostgres();
    const world = await openXeroWorld({ url: await server.database() });
    const books = () => world.invoices().map((it) => `${it.number} ${it.totalMinor / 100} ${it.status}`);
    try {
      for (const name of ["Harris", "Patel", "Okafor", "Jones"]) await world.say("anna", `bill ${name} £100`);
      await world.connect("anna");
      await world.say("anna", "yes");
      for (let look = 0; look < 3; look += 1) await world.wait(60_000);
      expect(books()).toHaveLength(4);
      world.sandbox.faults.add("PUT /Invoices", { kind: "cut" });
      await world.say("anna", "bill Acme £230");
      for (let look = 0; look < 3; look += 1) await world.wait(60_000);
      await world.say("anna", "make bill 5 250");
      expect(books().at(-1)).toBe("JPM-0005 250 AUTHORISED");
      const invoice = world.invoices().find((it) => it.number === "JPM-0005");
      const accountId = world.organisation.accounts.find((it) => it.type === "BANK")?.id ?? "";
      const paid = { accountId, date: "2026-11-22", minor: 25_000, reference: "" };
      if (invoice !== undefined) pay(world.sandbox.state, invoice, paid);
      await world.wait(5 * 60_000);
      expect(await world.heard("anna")).toMatch(/^Acme paid £250 — /);
      await world.say("anna", "cancel bill 1");
      expect(books()).toContain("JPM-0001 100 VOIDED");
      expect(world.sandbox.limits.refused.size).toBe(0);
    } finally {
      await world.close();
      await server.stop();
    }
  }, 120_000);
});
