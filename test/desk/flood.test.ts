import { describe, expect, it } from "vitest";
import { createFlood } from "../../src/desk/flood.ts";
import { flood as limits } from "../../src/limits.ts";

const anna = { channel: "telegram", account: "1", chat: "anna" } as const;
const bob = { ...anna, chat: "bob" };

function send(flood: ReturnType<typeof createFlood>, count: number, atMs: number): string[] {
  return Array.from({ length: count }, () => flood.take(anna, atMs));
}

describe("a flood of messages", () => {
  it("is taken up to its limit; the first beyond is told from those that follow", () => {
    const flood = createFlood();
    expect(new Set(send(flood, limits.burst, 0))).toEqual(new Set(["taken"]));
    expect(send(flood, 3, 1)).toEqual(["first-refused", "refused", "refused"]);
    expect(flood.take(bob, 1)).toBe("taken");
  });

  it("is heard again after the pause, as far as it has become quieter", () => {
    const flood = createFlood();
    send(flood, limits.burst + 1, 0);
    expect(flood.take(anna, limits.shutMs - 1)).toBe("refused");
    const refilled = (limits.shutMs / 1_000) * limits.refillPerSecond;
    expect(send(flood, refilled + 1, limits.shutMs).filter((it) => it === "taken")).toHaveLength(refilled);
  });

  it("does not begin where a person keeps writing at a person's pace", () => {
    const flood = createFlood();
    for (let second = 0; second < 1_000; second += 1) expect(flood.take(anna, second * 1_000)).toBe("taken");
  });
});
