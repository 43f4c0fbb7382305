import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Json } from "./check.ts";
import { type Account, all, type Bank, seconds } from "./state.ts";

/** How deliveries go wrong, beyond what the receiver does. */
export interface DeliveryFaults {
  /** Every event is delivered this often. */
  copies: number;
  /** They arrive in any order. */
  shuffled: boolean;
  /** They wait until this is false again. */
  held: boolean;
  /** They are lost for good: only the list of events tells of them. */
  dropped: boolean;
}

interface Delivery {
  readonly account: Account;
  readonly event: Json;
  readonly endpointId: string;
  readonly tries: number;
}

export interface Delivering {
  readonly faults: DeliveryFaults;
  add(account: Account, event: Json): void;
  /** How many deliveries were made, taken or not. */
  made(): number;
  /** Once everything that was to be delivered has been, or given up. */
  settled(): Promise<void>;
  stop(): void;
}

const triesMax = 12;
const retryMs = 100;

/** Brings events to the endpoints that want them, signed, until they are taken. */
export function createDelivering(bank: Bank, fraction: () => number): Delivering {
  const faults: DeliveryFaults = { copies: 1, shuffled: false, held: false, dropped: false };
  const waiting: Delivery[] = [];
  const flying = new Set<Promise<void>>();
  let stopped = false;
  let made = 0;

  async function bring(delivery: Delivery): Promise<void> {
    const { account, event, endpointId, tries } = delivery;
    const endpoint = account.objects[endpointId];
    const secret = account.secrets[endpointId];
    if (endpoint === undefined || secret === undefined || stopped) return done(account, event);
    const body = JSON.stringify(event);
    made += 1;
    const taken = await post(String(endpoint["url"]), body, sign(body, secret, seconds(bank)));
    if (taken || tries + 1 >= triesMax) return done(account, event);
    bank.fired.add("redelivered");
    // Stripe's own pauses are hours long; nobody waits for them here.
    await pause(retryMs * 2 ** Math.min(tries, 5));
    await bring({ ...delivery, tries: tries + 1 });
  }

  function done(account: Account, event: Json): void {
    const id = String(event["id"]);
    const kept = account.objects[id];
    if (kept !== undefined)
      account.objects[id] = { ...kept, pending_webhooks: Math.max(0, Number(kept["pending_webhooks"]) - 1) };
  }

  function launch(): void {
    if (faults.held) return;
    if (faults.shuffled) waiting.sort(() => fraction() - 0.5);
    for (const delivery of waiting.splice(0)) {
      const flight = bring(delivery).finally(() => flying.delete(flight));
      flying.add(flight);
    }
  }

  return {
    faults,
    add: (account, event) => {
      if (faults.dropped) return;
      const type = String(event["type"]);
      for (const endpoint of all(account, "webhook_endpoint")) {
        const wanted = endpoint["enabled_events"] as readonly string[];
        if (endpoint["status"] !== "enabled" || !(wanted.includes("*") || wanted.includes(type))) continue;
        const id = String(event["id"]);
        const kept = account.objects[id] ?? event;
        account.objects[id] = { ...kept, pending_webhooks: Number(kept["pending_webhooks"]) + faults.copies };
        for (let copy = 0; copy < faults.copies; copy += 1)
          waiting.push({ account, event, endpointId: String(endpoint["id"]), tries: 0 });
      }
      queueMicrotask(launch);
    },
    made: () => made,
    settled: async () => {
      launch();
      while (flying.size > 0) await Promise.race(flying);
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** `t=…,v1=…` over the bytes as they are sent. */
export function sign(body: string, secret: string, atSeconds: number): string {
  const mac = createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex");
  return `t=${atSeconds},v1=${mac}`;
}

async function post(url: string, body: string, signature: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": signature },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    // Nobody there, or not in time: it is brought again. What is no failure of the network is a mistake of ours.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError"))
      return false;
    throw error;
  }
}
