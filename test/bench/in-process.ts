import { localChannel } from "../../bots/local/channel.ts";
import { type Core, createCore } from "../../src/core.ts";
import { createLog } from "../../src/log.ts";
import type { Clock } from "../../src/ports.ts";
import { createRandom } from "../../src/random.ts";
import type { Store } from "../../src/store/store.ts";

export const realClock: Clock = { now: () => new Date() };

/** The product without its faces, in the process that measures it. */
export function openCore(store: Store): Core {
  return createCore({
    store,
    clock: realClock,
    random: createRandom(realClock),
    channels: new Map([[localChannel.name, localChannel]]),
    access: "open",
    readSecond: null,
    log: createLog("silent"),
    publicUrl: () => "http://localhost:3000",
  });
}

const clients = ["Acme", "Mrs Patel", "Dave Hughes", "Harris & Sons", "Bright Nursery"];

/** An order of a kind that traders send, a different one for each number. */
export function orderOf(i: number): string {
  return `bill ${clients[i % clients.length]} £${i + 1} boiler service due Friday`;
}

/** Says the i-th order in one of so many chats, each of them a trader's. */
export function sayOrder({ receive }: Core, i: number, chats = 1) {
  const address = { channel: "local", account: "local", chat: `${i % chats}` } as const;
  return receive({ eventId: `e${i}`, address, kind: "text", text: orderOf(Math.floor(i / chats)) });
}
