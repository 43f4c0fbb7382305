import { expect, it } from "vitest";
import { localAccount } from "../../bots/local/channel.ts";
import { removeLeavers } from "../../src/schedule/remove-leavers.ts";
import { listAuditEntries } from "../../src/store/audit.ts";
import { findConversation } from "../../src/store/conversations.ts";
import type { Store } from "../../src/store/store.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { openWorld } from "../helpers/world.ts";
import { createVisitor, signIn } from "../web/visitor.ts";

/** Every row of every table, as text. */
async function everything(store: Store): Promise<Readonly<Record<string, readonly string[]>>> {
  return await store.read(async (tx) => {
    const dump: Record<string, string[]> = {};
    for (const [name, table] of Object.entries(tx.tables)) {
      dump[name] = (await tx.builder.select().from(table)).map((row) => JSON.stringify(row));
    }
    return dump;
  });
}

onEveryStore((maker) => {
  it("removes all there is of a trader who asked for it thirty days ago, and nothing of anybody else's", async () => {
    const made = await maker.open();
    await made.store.close();
    const world = await openWorld({ url: made.url });
    for (const chat of ["anna", "ben"]) {
      await world.say(chat, `bill Patel of ${chat} £85 for the boiler`);
      await world.say(chat, `Patel of ${chat}'s email is patel@${chat}.example`);
      await world.say(chat, `bill 1 paid £40`);
      await world.say(chat, `my business is ${chat}'s Boilers`);
      await world.say(chat, "open my bills");
      await world.say(chat, "wrong");
      await world.say(chat, "link another chat");
    }
    // A form that was sent is remembered by its session, not by the trader.
    const visitor = createVisitor(world);
    await signIn(world, visitor, "anna");
    await visitor.send(await visitor.get("/settings"), "/settings/terms");
    const before = await everything(world.store);
    expect(before["sentForms"]).toHaveLength(1);
    await world.say("anna", "delete my account");
    await world.press("anna", await world.button("anna", "Delete everything in 30 days"));
    const find = (chat: string) =>
      world.store.read((tx) => findConversation(tx, { channel: "local", account: localAccount, chat }));
    const anna = await find("anna");
    const source = removeLeavers(world.desk);
    const due = await source.nextAt(world.clock.now());
    expect(due?.toISOString()).toBe("2026-12-22T09:00:00.000Z");
    world.clock.set(new Date("2026-12-22T08:59:59Z"));
    await source.run(world.clock.now());
    expect(await find("anna")).toBeDefined();
    world.clock.set(new Date("2026-12-22T09:00:00Z"));
    await source.run(world.clock.now());

    const after = await everything(world.store);
    const ofAnna = Object.entries(after).flatMap(([name, rows]) =>
      name === "audit" ? [] : rows.filter((row) => row.includes(anna?.traderId ?? "?") || /anna/i.test(row)),
    );
    expect(ofAnna).toEqual([]);
    for (const [name, rows] of Object.entries(before)) {
      const ofBen = rows.filter((row) => /ben/i.test(row) && !/anna/i.test(row));
      expect([name, after[name]]).toEqual([name, expect.arrayContaining(ofBen)]);
    }
    const entries = await world.store.read((tx) => listAuditEntries(tx, anna?.traderId ?? ""));
    expect(entries.map(({ what }) => what)).toEqual(["joined", "pages-opened", "deletion-asked", "deleted"]);
    expect(await source.nextAt(world.clock.now())).toBe(null);
    await world.close();
  });

  it("keeps what was audited as it was written, for a year", async () => {
    const made = await maker.open();
    await made.store.close();
    const world = await openWorld({ url: made.url });
    await world.say("anna", "hello");
    const change = (work: "update" | "delete") =>
      world.store.transaction(async ({ builder, tables: { audit } }) =>
        work === "update"
          ? await builder.update(audit).set({ what: "deleted" })
          : await builder.delete(audit),
      );
    await expect(change("update")).rejects.toThrow();
    await expect(change("delete")).rejects.toThrow();
    await world.close();
  });
});
