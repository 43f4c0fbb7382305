/**
 * Telegram says "slow down" without saying whether it means a chat or the whole bot. One chat's pause is kept by
 * its lane; when a second chat is told so while the first still waits, everything waits.
 */
export interface Pause {
  /** How long nothing may be sent to anybody; 0 when that is now. */
  remainingMs(): number;
  /** A chat was told to wait this long. */
  told(chat: string, retryAfterMs: number): void;
}

export function createPause(now: () => Date): Pause {
  const waiting = new Map<string, number>();
  let untilMs = 0;
  return {
    remainingMs: () => Math.max(0, untilMs - now().getTime()),
    told: (chat, retryAfterMs) => {
      const at = now().getTime();
      for (const [other, until] of waiting) if (until <= at) waiting.delete(other);
      waiting.set(chat, at + retryAfterMs);
      if (waiting.size > 1) untilMs = Math.max(untilMs, ...waiting.values());
    },
  };
}
