import { setTimeout as pause } from "node:timers/promises";
import type { State, Update } from "./state.ts";

const againMs = 25;
const timeoutMs = 5_000;

/** Pushes updates to the webhook that is set, each until it is answered with 2xx, those of a chat in order. */
export function createPushing(state: State) {
  const busy = new Map<string, Promise<void>>();
  let stopped = false;

  async function push(update: Update): Promise<boolean> {
    const webhook = state.webhook;
    if (webhook === null) return false;
    state.fired.add("webhook-secret");
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": webhook.secret },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => undefined);
    return response?.ok ?? false;
  }

  async function work(chat: string): Promise<void> {
    while (!stopped && state.webhook !== null) {
      const queue = state.updates.filter((it) => chatOf(it) === chat);
      const [next] = queue;
      if (next === undefined) return;
      if (queue.length > 1) state.fired.add("webhook-in-order");
      if (await push(next)) {
        state.updates = state.updates.filter((it) => it !== next);
      } else {
        state.fired.add("webhook-redelivers");
        await pause(againMs);
      }
    }
  }

  function wake(): void {
    if (stopped || state.webhook === null) return;
    for (const chat of new Set(state.updates.map(chatOf))) {
      if (busy.has(chat)) continue;
      const end = () => {
        busy.delete(chat);
        // What came while the work ended found it busy.
        wake();
      };
      busy.set(chat, work(chat).then(end, end));
    }
  }

  return {
    wake,
    stop: async () => {
      stopped = true;
      await Promise.all(busy.values());
    },
  };
}

function chatOf(update: Update): string {
  const { message, edited_message, callback_query, my_chat_member } = update as Record<string, unknown>;
  const inner = (callback_query as { message?: unknown } | undefined)?.message;
  const holder = (message ?? edited_message ?? inner ?? my_chat_member) as
    | { chat?: { id?: number } }
    | undefined;
  return String(holder?.chat?.id);
}
