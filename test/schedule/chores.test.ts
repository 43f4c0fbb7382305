import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../src/log.ts";
import { backUpHourly, expendable } from "../../src/schedule/back-up.ts";
import { choreSource, hourly, nightly } from "../../src/schedule/chore.ts";
import { openSealed } from "../../src/sealed-file.ts";
import { listChores } from "../../src/store/chores.ts";
import { forgetOld } from "../../src/store/retention.ts";
import { manualClock } from "../helpers/manual-clock.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { openWorld } from "../helpers/world.ts";
import { createVisitor, signIn } from "../web/visitor.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "justpayme-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secretKey = "a secret key of more than thirty-two characters";
const dayMs = 86_400_000;

describe("a chore", () => {
  it("is due on the hour or at its hour of the night", () => {
    const at = new Date("2026-11-22T09:20:00Z");
    expect(hourly(at).toISOString()).toBe("2026-11-22T10:00:00.000Z");
    expect(nightly(3)(at).toISOString()).toBe("2026-11-23T03:00:00.000Z");
    expect(nightly(3)(new Date("2026-11-22T03:00:00Z")).toISOString()).toBe("2026-11-23T03:00:00.000Z");
  });

  it("that was missed for days is done once, by one of several processes, and a failure is written down", async () => {
    const world = await openWorld();
    const clock = manualClock("2026-11-22T09:20:00Z");
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs === 2) throw new Error("no room");
      return "swept";
    };
    const ports = { store: world.store, clock, log: createLog("silent") };
    const processes = [1, 2].map(() => choreSource({ name: "sweep", next: hourly, run }, ports));
    const look = () => Promise.all(processes.map((it) => it.run(clock.now())));
    const outcome = async () => (await world.store.read(listChores)).map((it) => it.outcome);
    await look();
    expect(runs).toBe(0);
    clock.advanceMs(3 * dayMs);
    await look();
    await look();
    expect([runs, await outcome()]).toEqual([1, ["swept"]]);
    clock.advanceMs(dayMs);
    await look();
    expect([runs, await outcome()]).toEqual([2, ["failed: Error: no room"]]);
    await world.close();
  });
});

describe("the hourly backup", () => {
  it("is sealed, and opens with the same key alone and unchanged", async () => {
    const path = join(folder, "store.db");
    const world = await openWorld({ url: `file:${path}` });
    await world.say("me", "bill Acme £230");
    const backups = join(folder, "backups");
    await backUpHourly(path, backups, secretKey).run(new Date("2026-11-22T10:00:00Z"));
    expect(readdirSync(backups)).toEqual(["justpayme-20261122-1000.db.sealed"]);
    const sealed = join(backups, "justpayme-20261122-1000.db.sealed");
    expect(readFileSync(sealed).includes("Acme")).toBe(false);

    const plain = join(folder, "opened.db");
    await openSealed(sealed, plain, secretKey);
    const copy = new Database(plain, { readonly: true });
    expect(copy.prepare("SELECT total_minor FROM bills").all()).toEqual([{ total_minor: 23000 }]);
    copy.close();
    await expect(openSealed(sealed, plain, `${secretKey}.`)).rejects.toThrow("another SECRET_KEY");
    const bytes = readFileSync(sealed);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(sealed, bytes);
    await expect(openSealed(sealed, plain, secretKey)).rejects.toThrow("was changed since");
    await world.close();
  });

  it("keeps the newest of 24 hours, 14 days and 8 weeks, and touches nobody else's files", () => {
    const hours = Array.from({ length: 24 * 120 }, (_, hour) => new Date(Date.UTC(2026, 0, 1, hour)));
    const names = hours.map(
      (at) => `justpayme-${at.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 13)}.db.sealed`,
    );
    const gone = new Set(expendable([...names, "my-own-copy.db"]));
    const kept = names.filter((name) => !gone.has(name));
    expect(gone.has("my-own-copy.db")).toBe(false);
    expect(kept.slice(-24)).toEqual(names.slice(-24));
    // The newest day is among the hours, and three of the weeks are among the days.
    expect(kept.length).toBe(24 + 13 + 5);
    expect(expendable(kept)).toEqual([]);
  });
});

onEveryStore((maker) => {
  it("removes what is too old; the books and what was said stay", async () => {
    const { store, url } = await maker.open();
    await store.close();
    const world = await openWorld({ url });
    await world.say("me", "bill Acme £230");
    await world.say("me", "bill Harris 40 or so");
    const visitor = createVisitor(world);
    await signIn(world, visitor);
    await visitor.send(await visitor.get("/settings"), "/settings/terms");
    const said = (await world.transcript("me")).length;
    const after = (days: number) => new Date(world.clock.now().getTime() + days * dayMs);
    expect(await forgetOld(world.store, after(30))).toMatchObject({ incoming: 0, told: 0 });
    const later = await forgetOld(world.store, after(100));
    expect(later).toMatchObject({ forms: 1, sessions: 1 });
    expect(later["incoming"]).toBeGreaterThan(1);
    expect(later["told"]).toBeGreaterThan(1);
    expect(later["buttons"]).toBeGreaterThan(0);
    expect(await forgetOld(world.store, after(100))).toMatchObject({ incoming: 0, told: 0, buttons: 0 });
    expect((await world.transcript("me")).length).toBe(said);
    await world.say("me", "who owes me");
    expect((await world.transcript("me")).at(-1)?.text).toContain("Total owed: £230");
    await world.close();
  });
});
