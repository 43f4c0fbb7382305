import { randomFillSync } from "node:crypto";
import type { Clock, Random } from "./ports.ts";

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Real randomness. An id is 9 characters of time and 11 of chance, in an alphabet that sorts alike everywhere;
 * within one millisecond the chance part counts up, so that ids sort in the order they were made.
 */
export function createRandom(clock: Clock): Random {
  const randomBytes = createPool();
  let lastMs = 0;
  let tail = 0n;
  return {
    id: () => {
      const ms = clock.now().getTime();
      if (ms > lastMs) {
        lastMs = ms;
        // The top bit stays free, so that counting up never runs over.
        tail = BigInt(`0x${randomBytes(7).toString("hex")}`) >> 2n;
      } else {
        tail += 1n;
      }
      return base32(BigInt(lastMs), 9) + base32(tail, 11);
    },
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

function base32(value: bigint, length: number): string {
  let text = "";
  let rest = value;
  for (let i = 0; i < length; i += 1) {
    text = digits[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}
