import type { ClientBase, QueryConfig } from "pg";
import { assert } from "../assert.ts";
import { mayJoin, mustFollow, type Touch } from "./touch.ts";

/** A write that answers no rows. */
export interface Write {
  readonly touch: Touch;
  readonly query: QueryConfig & { readonly name: string; readonly values: unknown[] };
}

/** What a connection has been given and does not wait for. The commit waits for all of it. */
export interface Outbox {
  /** A transaction begins: until it is settled there may be writes. */
  open(begun: Promise<unknown>): void;
  /** Was sent. */
  post(sent: Promise<unknown>): void;
  /** May be sent later, joined with others to one statement. */
  add(write: Write): void;
  /** Sends what was added and this statement must follow; all of it before one of which nothing is known. */
  sendBefore(statement?: Touch): void;
  /** Waits for all that was posted. Throws what the first to fail failed with. */
  settle(): Promise<void>;
}

/** Statements made of several, by the names of their parts. Each is prepared once on a connection, as they are. */
export type Joined = Map<string, { readonly name: string; readonly text: string }>;

/** Turns take few shapes. A shape more is sent in its parts. */
const shapesMax = 200;
const partsMax = 20;

export function createOutbox(client: Pick<ClientBase, "query">, joined: Joined): Outbox {
  let waiting: Promise<unknown>[] = [];
  let writes: Write[] = [];
  let isOpen = false;

  const post = (sent: Promise<unknown>) => {
    waiting.push(sent.then(() => undefined, (error: unknown) => ({ error }))); // biome-ignore format: one thought
  };
  const send = () => {
    const all = writes;
    writes = [];
    const queries = all.map((it) => it.query);
    for (const query of join(queries, joined) ?? queries) post(client.query(query));
  };
  return {
    open: (begun) => {
      isOpen = true;
      post(begun);
    },
    post,
    add: (write) => {
      assert(isOpen, "what only reads writes nothing.");
      if (writes.length === partsMax || !writes.every((it) => mayJoin(it.touch, write.touch))) send();
      writes.push(write);
    },
    sendBefore: (statement) => {
      if (statement === undefined || writes.some((it) => mustFollow(statement, it.touch))) send();
    },
    settle: async () => {
      const all = waiting;
      waiting = [];
      isOpen = false;
      const failed = (await Promise.all(all)).find((it) => it !== undefined);
      if (failed !== undefined) throw (failed as { error: unknown }).error;
    },
  };
}

/** `WITH part0 AS (…), part1 AS (…) …`, with the parameters of all; null where they are better sent one by one. */
function join(parts: readonly Write["query"][], joined: Joined): readonly QueryConfig[] | null {
  if (parts.length < 2) return null;
  const key = parts.map((it) => it.name).join(" ");
  const known = joined.get(key);
  if (known === undefined && joined.size === shapesMax) return null;
  const made = known ?? { name: `joined${joined.size}`, text: writeJoined(parts) };
  if (known === undefined) joined.set(key, made);
  return [{ ...made, values: parts.flatMap((it) => it.values) }];
}

function writeJoined(parts: readonly Write["query"][]): string {
  let before = 0;
  const texts = parts.map(({ text, values }) => {
    const from = before;
    before += values.length;
    return text.replace(/\$(\d+)/g, (_, n: string) => `$${from + Number(n)}`);
  });
  const last = texts.pop() ?? "";
  return `WITH ${texts.map((text, at) => `part${at} AS (${text})`).join(", ")} ${last}`;
}
