import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addInvite, findInvite, useInvite } from "../../src/store/invites.ts";
import { releaseLease, takeLease } from "../../src/store/leases.ts";
import type { Store } from "../../src/store/store.ts";
import { onEveryStore } from "../helpers/stores.ts";

const at = new Date("2026-11-22T09:00:00Z");
const later = (ms: number) => new Date(at.getTime() + ms);

onEveryStore((maker) => {
  let store: Store;
  beforeEach(async () => {
    ({ store } = await maker.open());
  });
  afterEach(() => store.close());

  describe("an invite", () => {
    const add = () =>
      store.transaction((tx) =>
        addInvite(tx, { codeHash: "hash", traderId: null, createdAt: at, expiresAt: later(1_000) }),
      );
    const use = (now: Date) => store.transaction((tx) => useInvite(tx, "hash", "chat", now));

    it("is used once, also by many at once", async () => {
      await add();
      const used = await Promise.all(Array.from({ length: 8 }, () => use(later(1))));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await store.read((tx) => findInvite(tx, "hash", later(2)))).toBeUndefined();
    });

    it("is good until its end and not at it", async () => {
      await add();
      expect(await store.read((tx) => findInvite(tx, "hash", later(999)))).toMatchObject({ usedAt: null });
      expect(await store.read((tx) => findInvite(tx, "hash", later(1_000)))).toBeUndefined();
      expect(await use(later(1_000))).toBe(false);
    });
  });

  describe("a lease", () => {
    const take = (holder: string, now: Date) =>
      store.transaction((tx) =>
        takeLease(tx, { name: "poll", holder, until: new Date(now.getTime() + 1_000) }, now),
      );

    it("has one holder, who may keep it", async () => {
      const taken = await Promise.all(["a", "b", "c"].map((holder) => take(holder, at)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const holder = ["a", "b", "c"][taken.indexOf(true)] ?? "";
      expect(await take(holder, later(900))).toBe(true);
      expect(await take("another", later(1_800))).toBe(false);
    });

    it("passes on when it ends, and at once when it is given back by its holder", async () => {
      expect(await take("a", at)).toBe(true);
      await store.transaction((tx) => releaseLease(tx, "poll", "b"));
      expect(await take("b", later(999))).toBe(false);
      expect(await take("b", later(1_000))).toBe(true);
      await store.transaction((tx) => releaseLease(tx, "poll", "b"));
      expect(await take("a", later(1_001))).toBe(true);
    });
  });
});
