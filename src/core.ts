import { assert } from "./assert.ts";
import { createDesk } from "./desk/desk.ts";
import type { ReadSecond } from "./desk/second-reading.ts";
import type { Handlers } from "./effects/attempt.ts";
import { createEmbeddedQueue } from "./effects/embedded-queue.ts";
import { type Channels, editMessageHandler, sendMessageHandler } from "./effects/messages.ts";
import type { Queue } from "./effects/queue.ts";
import type { Log } from "./log.ts";
import type { Clock, Random, Receive } from "./ports.ts";
import type { Store } from "./store/store.ts";

export interface CorePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly channels: Channels;
  readonly access: "open" | "invite";
  readonly readSecond: ReadSecond | null;
  readonly log: Log;
}

/** The product without its faces: the desk that takes messages and the queue that tells the outside. */
export interface Core {
  readonly receive: Receive;
  readonly queue: Queue;
}

export function createCore(ports: CorePorts): Core {
  const { store, channels } = ports;
  const handlers: Handlers = {
    "send-message": sendMessageHandler(channels),
    "edit-message": editMessageHandler(channels, store),
  };
  const queue = createEmbeddedQueue({ ...ports, handlers, shared: store.dialect === "postgres" });
  const receive = createDesk({
    ...ports,
    queue,
    capabilities: ({ channel }) => {
      const known = channels.get(channel);
      assert(known !== undefined, "what is answered came in by a channel that is on.");
      return known.capabilities;
    },
    reaches: ({ channel }) => channels.has(channel),
  });
  return { receive, queue };
}
