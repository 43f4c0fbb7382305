import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { check } from "./check.ts";
import type { State } from "./state.ts";

const againMs = 20;
const timeoutMs = 5_000;

/** How the next posts go. */
export interface Manner {
  /** As many things as there are in one post, in as many entries and changes. */
  batch: boolean;
  /** The last thing first. */
  backwards: boolean;
  /** Each thing twice. */
  twice: boolean;
  /** Nothing is posted until this is over. */
  held: boolean;
}

export interface Value {
  readonly field: string;
  readonly value: object;
}

/** Posts what happened to the webhook that is set, signed, until it is answered with 2xx. */
export function createPosting(state: State) {
  const manner: Manner = { batch: false, backwards: false, twice: false, held: false };
  const waiting: Value[] = [];
  let url: string | null = null;
  let running: Promise<void> | undefined;
  let stopped = false;

  /** As Meta writes JSON: what is not ASCII is escaped, and so is the slash. */
  function write(changes: readonly Value[]): string {
    const metadata = { display_phone_number: "15550783881", phone_number_id: state.phoneNumberId };
    const entry = changes.map(({ field, value }) => {
      const whole = { messaging_product: "whatsapp", metadata, ...value };
      return { id: "102290129340398", changes: [{ value: whole, field }] };
    });
    if (entry.length > 1) state.fired.add("webhook-batches");
    return JSON.stringify({ object: "whatsapp_business_account", entry })
      .replaceAll("/", "\\/")
      .replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  async function post(body: string): Promise<boolean> {
    state.fired.add("webhook-signed");
    const signature = createHmac("sha256", state.appSecret).update(body).digest("hex");
    const response = await fetch(url ?? "", {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => undefined);
    return response?.ok ?? false;
  }

  async function run(): Promise<void> {
    while (!stopped && !manner.held && url !== null && waiting.length > 0) {
      if (manner.backwards && waiting.length > 1) {
        state.fired.add("webhook-disorder");
        waiting.reverse();
      }
      const changes = waiting.splice(0, manner.batch ? waiting.length : 1);
      if (manner.twice) {
        state.fired.add("webhook-doubles");
        changes.push(...changes);
      }
      const body = write(changes);
      while (!stopped && !(await post(body))) {
        state.fired.add("webhook-redelivers");
        await pause(againMs);
      }
    }
  }

  function wake(): void {
    if (stopped || waiting.length === 0) return;
    running ??= run().finally(() => {
      running = undefined;
      // What came while the work ended found it running.
      if (!manner.held && url !== null) wake();
    });
  }

  return {
    manner,
    add: (change: Value) => {
      const { statuses = [] } = change.value as { statuses?: readonly unknown[] };
      // The stand-in holds itself to the description, too.
      for (const it of statuses) check("Statuses", it);
      waiting.push(change);
      wake();
    },
    setUrl: (to: string) => {
      url = to;
      wake();
    },
    release: () => {
      manner.held = false;
      wake();
    },
    write: (changes: readonly Value[]) => write(changes),
    /** What waits to be posted. */
    peek: (): readonly Value[] => [...waiting],
    pending: () => waiting.length + (running === undefined ? 0 : 1),
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
export type Posting = ReturnType<typeof createPosting>;
