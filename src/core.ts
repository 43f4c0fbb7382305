import { assert } from "./assert.ts";
import { createDesk, type DeskPorts } from "./desk/desk.ts";
import type { ReadSecond } from "./desk/second-reading.ts";
import type { AttemptPorts, Handlers, OutsideHandlers } from "./effects/attempt.ts";
import { createEmbeddedQueue } from "./effects/embedded-queue.ts";
import { type Channels, editMessageHandler, sendMessageHandler } from "./effects/messages.ts";
import type { Queue } from "./effects/queue.ts";
import type { Log } from "./log.ts";
import { render } from "./pictures/render.ts";
import type { Clock, Post, Random, Receive } from "./ports.ts";
import type { Store } from "./store/store.ts";

export interface CorePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly channels: Channels;
  readonly access: "open" | "invite";
  readonly readSecond: ReadSecond | null;
  readonly log: Log;
  /** Whether this installation is joined to Xero. */
  readonly xeroOn?: boolean;
  /** Where our pages are: an origin, without a path. */
  readonly publicUrl: () => string;
  /** How mail reaches clients; none does unless said. */
  readonly post?: Post;
  /** What runs the effects; the engine that needs nothing but the store unless said. */
  readonly makeQueue?: ((ports: AttemptPorts) => Queue) | null;
  /** How effects outside the chats are delivered; what comes back changes the books through the desk. */
  readonly outside?: (desk: DeskPorts) => OutsideHandlers;
}

/** The product without its faces: the desk that takes messages and the queue that tells the outside. */
export interface Core {
  readonly receive: Receive;
  readonly queue: Queue;
  /** What a turn of a trader's needs: for news that no message brings (`inTraderTurn`). */
  readonly desk: DeskPorts;
}

export function createCore(ports: CorePorts): Core {
  const { store, channels } = ports;
  const desk: DeskPorts = {
    ...ports,
    post: ports.post ?? { on: false, practice: false, whatsApp: null, undoMs: 0 },
    // Filled in below: what is told is queued, and what is delivered may have to be told.
    get queue() {
      return queue;
    },
    capabilities: ({ channel }) => {
      const known = channels.get(channel);
      assert(known !== undefined, "what is answered came in by a channel that is on.");
      return known.capabilities;
    },
    sendsFiles: ({ channel }) => channels.get(channel)?.sendFile !== undefined,
    reaches: ({ channel }) => channels.has(channel),
    busy: (to) => void channels.get(to.channel)?.busy?.(to),
  };
  const handlers: Handlers = {
    "send-message": sendMessageHandler({ channels, render, log: ports.log }),
    "edit-message": editMessageHandler(channels, store),
    ...ports.outside?.(desk),
  };
  const makeQueue =
    ports.makeQueue ??
    ((it: AttemptPorts) => createEmbeddedQueue({ ...it, shared: store.dialect === "postgres" }));
  const queue = makeQueue({ ...ports, handlers });
  return { receive: createDesk(desk), queue, desk };
}
