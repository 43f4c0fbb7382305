import { describe, expect, it } from "vitest";
import { createEarlyReads } from "../../src/payments/early-reads.ts";
import type { CardFact } from "../../src/payments/take-event.ts";

const fact: CardFact = { object: "charge", charge: { chargeId: "ch_1", intentId: "pi_1", refundedMinor: 0 } };

describe("a read begun early", () => {
  it("is there for its order alone, and once", async () => {
    const early = createEarlyReads();
    await early.begin("order", async () => fact);
    expect(early.take("another")).toBeUndefined();
    expect(await early.take("order")).toBe(fact);
    expect(early.take("order")).toBeUndefined();
  });

  it("fails for whoever takes it, and for nobody else", async () => {
    const early = createEarlyReads();
    const fail = async () => await Promise.reject(new Error("down"));
    await early.begin("taken", fail);
    await early.begin("left", fail);
    await expect(early.take("taken")).rejects.toThrow("down");
  });

  it("is left to the worker where several are under way", async () => {
    const early = createEarlyReads();
    const asked: string[] = [];
    for (const id of ["a", "b", "c", "d", "e"])
      await early.begin(id, async () => {
        asked.push(id);
        return fact;
      });
    expect(asked).toEqual(["a", "b", "c", "d"]);
    expect(early.take("e")).toBeUndefined();
  });
});
