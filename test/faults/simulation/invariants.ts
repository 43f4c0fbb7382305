import Database from "better-sqlite3";
import type { Invariant } from "./invariants/kit.ts";
import { letters } from "./invariants/letters.ts";
import { messages } from "./invariants/messages.ts";
import { outside } from "./invariants/outside.ts";
import { store } from "./invariants/store.ts";
import type { Run } from "./simulate.ts";

export const invariants: readonly Invariant[] = [...messages, ...letters, ...outside, ...store].sort(
  (a, b) => a.number - b.number,
);

/** Every breach of a run: the invariant's number and what broke it. */
export function judge(run: Run): readonly string[] {
  const books = new Database(run.path);
  try {
    return invariants.flatMap(({ number, promise, broken }) =>
      broken(run, books).map((what) => `invariant ${number} (${promise}): ${what}`),
    );
  } finally {
    books.close();
  }
}
