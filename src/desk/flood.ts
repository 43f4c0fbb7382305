import type { Address } from "../domain/channel.ts";
import { keepLatest } from "../keep-latest.ts";
import { flood as limits } from "../limits.ts";

/** Keeps one chat from taking all there is. It forgets nothing that matters: held in memory, and by each process for itself. */
export interface Flood {
  /**
   * Whether a message that comes now is taken. The first that is not shuts the chat out for a while, so that what was
   * not taken can be named in one answer: it, and all that follows until then.
   */
  take(address: Address, nowMs: number): "taken" | "first-refused" | "refused";
}

interface Bucket {
  tokens: number;
  atMs: number;
  shutUntilMs: number;
}

export function createFlood(): Flood {
  const buckets = new Map<string, Bucket>();
  return {
    take: ({ channel, account, chat }, nowMs) => {
      const key = `${channel}/${account}/${chat}`;
      const bucket = buckets.get(key) ?? { tokens: limits.burst, atMs: nowMs, shutUntilMs: 0 };
      keepLatest(buckets, key, bucket, limits.chatsMax);
      if (nowMs < bucket.shutUntilMs) return "refused";
      const refilled = bucket.tokens + ((nowMs - bucket.atMs) / 1_000) * limits.refillPerSecond;
      bucket.tokens = Math.min(limits.burst, refilled);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) {
        bucket.shutUntilMs = nowMs + limits.shutMs;
        return "first-refused";
      }
      bucket.tokens -= 1;
      return "taken";
    },
  };
}
