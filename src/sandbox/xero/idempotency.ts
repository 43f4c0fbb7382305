import { createHash } from "node:crypto";
import { badRequest } from "./rules.ts";
import type { State } from "./state.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const windowMs = 6 * 60_000;
const keyMaxChars = 128;

/** The first answer to a key is given again for six minutes; afterwards the key is new. */
export function createKeys(state: State) {
  const seen = new Map<string, { request: string; answer: Answer; atMs: number }>();
  return {
    /** The answer of before, or null; refuses a key that was used for something else. */
    find: (key: string, request: string): Answer | null => {
      if (key.length > keyMaxChars) {
        throw badRequest("key-too-long", "ValidationException", "Idempotency-Key: at most 128 characters");
      }
      const before = seen.get(key);
      if (before === undefined || before.atMs + windowMs <= state.now()) return null;
      if (before.request !== hash(request)) {
        throw badRequest(
          "key-other-request",
          "ValidationException",
          `Idempotency Key: ${key} is used with a different request.`,
        );
      }
      state.fired.add("key-replays");
      return before.answer;
    },
    keep: (key: string, request: string, answer: Answer): void => {
      seen.set(key, { request: hash(request), answer, atMs: state.now() });
    },
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
