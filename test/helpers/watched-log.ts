import { createLogTo, type Log } from "../../src/log.ts";
import type { Store, Tx } from "../../src/store/store.ts";

/*
 * Invariant 19 over every test: whatever the product under test logs, at its most talkative level, is searched when it
 * ends for what its store holds of people and secrets, and at once for what looks like one.
 */

/** What no line may hold, whoever it belongs to. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ["a mail address", /[\w.+-]+@[\w-]+\.[a-z]{2}/i],
  ["a phone number", /\+44\d{9,10}\b|(?<!\d)447\d{9}(?!\d)|\b07\d{3} ?\d{6}\b/],
  ["bank details", /\b\d\d-\d\d-\d\d\b/],
  ["a key or a token", /Bearer |\b(?:sk|rk)_(?:test|live)_\w|\bwhsec_\w|planted/],
  ["what is sealed", /\bv1\.\w+\.[\w-]{16}\./],
  ["a link's token", /\/(?:open|connect\/\w+|pay|stop)\/[\w-]{16}/],
];

/** Of each table, what is people's own or lets somebody in. */
const columns = {
  clients: ["name", "email", "phone", "address", "company"],
  traders: ["tradingName", "legalName", "address", "replyEmail", "sortCode", "accountNumber"],
  messages: ["text"],
  choices: ["token"],
  chasedClients: ["token"],
  sessions: ["tokenHash", "formToken"],
  cardAccounts: ["sealedKey", "sealedSecret"],
  xeroGrants: ["access", "refresh"],
} as const satisfies Partial<Record<keyof Tx["tables"], readonly string[]>>;

async function secretsIn(store: Store): Promise<readonly string[]> {
  return await store.read(async (tx) => {
    const found: string[] = [];
    for (const [name, properties] of Object.entries(columns)) {
      const rows = await tx.builder.select().from(tx.tables[name as keyof typeof columns]);
      for (const row of rows as readonly Record<string, unknown>[])
        for (const property of properties) {
          const value = row[property];
          if (typeof value === "string") found.push(...(name === "messages" ? parts(value) : [value]));
        }
    }
    return found.filter((it) => it.length > 2);
  });
}

/** What tells a text that was said: each line of several words, and the tokens of its links. */
export function parts(text: string): readonly string[] {
  const tokens = [...text.matchAll(/\/([\w-]{16,})/g)].map((it) => it[1] ?? "");
  const lines = text.split("\n").map((line) => line.trim());
  return [...lines.filter((line) => line.length > 7 && line.includes(" ")), ...tokens];
}

/** What is wrong with lines of a log. */
export function leaksIn(lines: readonly string[], secrets: Iterable<string>): readonly string[] {
  const all = lines.join("\n");
  const shaped = shapes.flatMap(([what, shape]) =>
    lines.filter((line) => shape.test(line)).map((line) => `${what}: ${line}`),
  );
  const known = [...new Set(secrets)].filter((it) => {
    // A short one may be a part of a longer word; that it stands alone is what tells it.
    const said = JSON.stringify(it).slice(1, -1);
    return (
      all.includes(said) && new RegExp(`(?<![\\w-])${said.replace(/[^\w ]/g, "\\$&")}(?![\\w-])`).test(all)
    );
  });
  return [...shaped, ...known.map((it) => `"${it}" stands in the log`)];
}

export interface WatchedLog {
  readonly log: Log;
  /** Throws where the log holds what it must not. Before the store is closed. */
  examine(store: Store): Promise<void>;
}

export function watchLog(): WatchedLog {
  let lines: string[] = [];
  return {
    log: createLogTo("trace", { write: (line) => void lines.push(line) }),
    examine: async (store) => {
      const leaks = leaksIn(lines, await secretsIn(store));
      lines = [];
      if (leaks.length > 0) throw new Error(`Invariant 19 is broken: ${leaks.slice(0, 5).join("\n")}`);
    },
  };
}
