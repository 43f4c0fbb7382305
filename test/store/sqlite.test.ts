import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backUp, restore } from "../../src/store/backup.ts";
import { findBill, listOwed } from "../../src/store/bills.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { assertDurable, connect, openSqlite } from "../../src/store/sqlite.ts";
import { diskFolder } from "../helpers/product.ts";
import { tornImages } from "../helpers/torn-log.ts";
import { openWorld } from "../helpers/world.ts";

let folder: string;
let path: string;
let temp: ReturnType<typeof diskFolder>;
beforeEach(() => {
  temp = diskFolder();
  folder = temp.path;
  path = join(folder, "store.db");
});
afterEach(() => temp.remove());

async function billed(count: number): Promise<void> {
  const world = await openWorld({ url: `file:${path}` });
  for (let i = 1; i <= count; i += 1) await world.say("me", `bill Acme £${i}`);
  await world.close();
}

describe("durability", () => {
  it("is asserted after a statement has run, when SQLite shows what it really keeps", () => {
    const db = connect(path);
    expect(() => assertDurable(db)).not.toThrow();
    db.pragma("synchronous = NORMAL");
    expect(() => assertDurable(db)).toThrow("synchronous = 2, but it is 1");
    db.close();
  });

  it("is why a damaged file is refused, with what to do", async () => {
    await billed(40);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096 * 3, 4096 * 9);
    writeFileSync(path, bytes);
    expect(() => openSqlite(path)).toThrow(/damaged|malformed/);
  });

  it("lets one process at a time have the file", async () => {
    const store = openSqlite(path);
    const second = new Database(`${path}-lock`, { timeout: 10 });
    expect(() => second.exec("BEGIN EXCLUSIVE")).toThrow("locked");
    second.close();
    await store.close();
    await openSqlite(path).close();
  });

  it("gives a clean, whole prefix however the write-ahead log is torn", async () => {
    const world = await openWorld({ url: `file:${path}` });
    for (let i = 1; i <= 12; i += 1) await world.say("me", `bill Acme £${i}`);
    const images = tornImages(path, folder, 60, 20261122);
    await world.close();
    for (const image of images) {
      const store = openSqlite(image.path);
      const kept = await store.read(async (tx) => {
        const chat = await findConversation(tx, { channel: "local", account: "local", chat: "me" });
        const traderId = chat?.traderId;
        return traderId === undefined || traderId === null ? [] : await listOwed(tx, traderId);
      });
      // The bills are the first ones, without a gap, and each has all of itself.
      expect(kept.map((it) => [it.bill.number, it.bill.totalMinor])).toEqual(
        kept.map((_, index) => [index + 1, (index + 1) * 100]),
      );
      await store.close();
    }
  });
});

describe("a backup", () => {
  it("is taken while the store is in use, and brings everything back", async () => {
    await billed(3);
    const store = openSqlite(path);
    const copy = join(folder, "backups", "copy.db");
    expect(await backUp(path, copy)).toMatchObject({ bills: 3 });
    expect(() => restore(copy, path, "now")).toThrow("in use by another process");
    await store.close();

    await billed(2);
    const { kept, bills } = restore(copy, path, "now");
    expect(bills).toBe(3);
    const back = openSqlite(path);
    const trader = await back.read(async (tx) => {
      const chat = await findConversation(tx, { channel: "local", account: "local", chat: "me" });
      return chat?.traderId ?? "";
    });
    expect(await back.read((tx) => findBill(tx, trader, 3))).toBeDefined();
    expect(await back.read((tx) => findBill(tx, trader, 4))).toBeUndefined();
    await back.close();
    const before = new Database(kept ?? "", { readonly: true });
    expect(before.prepare("SELECT count(*) AS n FROM bills").get()).toEqual({ n: 5 });
    before.close();
  }, 30_000);

  it("that is damaged is refused, and the store stays as it is", async () => {
    await billed(3);
    const copy = join(folder, "copy.db");
    copyFileSync(path, copy);
    truncateSync(copy, 4096 * 5);
    expect(() => restore(copy, path, "now")).toThrow();
    expect(existsSync(`${path}.before-restore-now`)).toBe(false);
    await openSqlite(path).close();
  });
});
