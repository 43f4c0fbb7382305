import { createHmac } from "node:crypto";
import type { State } from "./state.ts";

export interface Hook {
  readonly url: string;
  readonly key: string;
}

interface Delivery {
  readonly body: string;
  dueAtMs: number;
  tries: number;
}

export interface Webhooks {
  /** Sets where changes are told; null tells nobody. */
  set(hook: Hook | null): void;
  /** As at set-up: empty deliveries, signed rightly and wrongly. Answers whether the receiver told them apart. */
  intent(): Promise<boolean>;
  /** Delivers what is due; answers when done. */
  pump(): Promise<void>;
  /** What waits to be delivered. */
  readonly waiting: readonly Delivery[];
}

const answerMs = 5_000;
const againMs = 15 * 60_000;
const triesMax = 97;

/** Tells of each change: which record, and nothing of it. */
export function createWebhooks(state: State): Webhooks {
  let hook: Hook | null = null;
  let sequence = 0;
  let waiting: Delivery[] = [];
  let pumping: Promise<void> | undefined;

  state.changed = (category, organisationId, id, fresh) => {
    if (hook === null) return;
    sequence += 1;
    state.fired.add("hook-thin");
    if (category === "INVOICE" && state.get("invoices", id)?.type === "ACCPAY")
      state.fired.add("hook-both-kinds");
    const paths = { INVOICE: "Invoices", CONTACT: "Contacts", CREDITNOTE: "CreditNotes" };
    const event = {
      resourceUrl: `https://api.xero.com/api.xro/2.0/${paths[category]}/${id}`,
      resourceId: id,
      tenantId: organisationId,
      tenantType: "ORGANISATION",
      eventCategory: category,
      eventType: fresh ? "CREATE" : "UPDATE",
      eventDateUtc: new Date(state.now()).toISOString().slice(0, -1),
    };
    const entropy = `${sequence}`.padStart(20, "S");
    const body = { events: [event], firstEventSequence: sequence, lastEventSequence: sequence, entropy };
    waiting.push({ body: JSON.stringify(body), dueAtMs: state.now(), tries: 0 });
    setImmediate(() => void pump());
  };

  async function post(body: string, key: string): Promise<number> {
    if (hook === null) return 0;
    state.fired.add("hook-signed");
    const signature = createHmac("sha256", key).update(body).digest("base64");
    const response = await fetch(hook.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-xero-signature": signature },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(answerMs),
    }).catch(() => undefined);
    return response?.status ?? 0;
  }

  async function deliverDue(): Promise<void> {
    for (;;) {
      const next = waiting.find((it) => it.dueAtMs <= state.now());
      if (next === undefined || hook === null) return;
      next.tries += 1;
      if ((await post(next.body, hook.key)) === 200 || next.tries >= triesMax) {
        waiting = waiting.filter((it) => it !== next);
      } else {
        state.fired.add("hook-again");
        next.dueAtMs = state.now() + (next.tries === 1 ? 0 : againMs);
      }
    }
  }

  function pump(): Promise<void> {
    pumping ??= deliverDue().finally(() => {
      pumping = undefined;
    });
    return pumping;
  }

  return {
    set: (next) => {
      hook = next;
    },
    intent: async () => {
      if (hook === null) return false;
      state.fired.add("hook-intent");
      const body = JSON.stringify({ events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: "S" });
      const right = await post(body, hook.key);
      const wrong = await post(body, `${hook.key}?`);
      return right === 200 && wrong === 401;
    },
    pump,
    get waiting() {
      return waiting;
    },
  };
}
