import { randomFillSync } from "node:crypto";
import type { Clock, Random } from "./ports.ts";

const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const lowEnd = 2 ** 30;

/**
 * Real randomness. An id is 9 characters of time and 11 of chance, in an alphabet that sorts alike everywhere;
 * within one millisecond the chance part counts up, so that ids sort in the order they were made.
 */
export function createRandom(clock: Clock): Random {
  const randomBytes = createPool();
  let lastMs = 0;
  let time = "";
  /** The chance part, in two numbers as one could not hold it: 5 and 6 characters. */
  let [high, low] = [0, 0];
  return {
    id: () => {
      const ms = clock.now().getTime();
      if (ms > lastMs) {
        lastMs = ms;
        time = base32(ms, 9);
        const bytes = randomBytes(8);
        // The top bit stays free, so that counting up never runs over.
        high = bytes.readUInt32LE(0) % 2 ** 24;
        low = bytes.readUInt32LE(4) % lowEnd;
      } else {
        low += 1;
        if (low === lowEnd) [high, low] = [high + 1, 0];
      }
      return time + base32(high, 5) + base32(low, 6);
    },
    firstIdAt: (at) => base32(at.getTime(), 9),
    token: () => randomBytes(16).toString("base64url"),
    fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  };
}

/** Asks the system for much at a time: asking costs ten times what taking does. Nothing is handed out twice. */
function createPool(): (count: number) => Buffer {
  const pool = Buffer.alloc(4096);
  let used = pool.length;
  return (count) => {
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    const taken = Buffer.from(pool.subarray(used - count, used));
    pool.fill(0, used - count, used);
    return taken;
  };
}

/** Of a number that is no bigger than 53 bits. */
function base32(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let i = 0; i < length; i += 1) {
    text = digits[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
