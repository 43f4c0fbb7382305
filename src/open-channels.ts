import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Hono } from "hono";
import { localChannel } from "../bots/local/channel.ts";
import { type ClientMessenger, createClientMessenger } from "./chase/client-messenger.ts";
import { takeClientReceipt } from "./chase/on-whatsapp.ts";
import type { Config } from "./config.ts";
import type { Core } from "./core.ts";
import { type FromClient, renameClient, takeClientMessage } from "./desk/client-chat.ts";
import { createDoor, listKnownChats } from "./desk/whatsapp-door.ts";
import { commandMenu } from "./desk/wording/commands.ts";
import { createWhatsAppMemory } from "./effects/whatsapp-memory.ts";
import { telegram as telegramLimits, whatsAppWeb as webLimits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Channel, Clock, Random } from "./ports.ts";
import { releaseLease, takeLease } from "./store/leases.ts";
import type { Store, Tx } from "./store/store.ts";
import { operatorsOnly } from "./web/operator.ts";

export interface ChannelPorts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Shows something to whoever started the product. */
  readonly show: (text: string) => void;
}

/** A channel that is switched on, and how its line is opened once there is a core to talk to. */
interface Opened {
  readonly channel: Channel;
  /** Messages to clients by this channel. */
  readonly clients?: ClientMessenger | null;
  open(core: Core): Line;
}

/** What comes in by a channel, as long as it is open. */
interface Line {
  /** What answers under which path. */
  readonly routes?: Readonly<Record<string, Hono>>;
  start?(): void;
  stop?(): Promise<void>;
}

export interface ChannelSet {
  readonly channels: ReadonlyMap<Channel["name"], Channel>;
  /** Messages to clients on WhatsApp, from the one trader's own number; null where there is none. */
  readonly clients: ClientMessenger | null;
  open(core: Core): Required<Line>;
}

/** Every channel that the configuration switches on. A bot's code is loaded only where it is. */
export async function openChannels(ports: ChannelPorts): Promise<ChannelSet> {
  // The worker is made after the channels, and is only asked once it is there.
  let core: Core | undefined;
  const all = await Promise.all([
    openLocal(ports),
    openTelegram(ports),
    openWhatsAppCloud(ports, () => core),
    openWhatsAppWeb(ports, () => core),
  ]);
  const on = all.filter((it) => it !== null);
  return {
    channels: new Map(on.map(({ channel }) => [channel.name, channel])),
    clients: on.find((it) => it.clients != null)?.clients ?? null,
    open: (made) => {
      core = made;
      const lines = on.map((it) => it.open(made));
      return {
        routes: Object.assign({}, ...lines.map((it) => it.routes ?? {})) as Record<string, Hono>,
        start: () => {
          for (const line of lines) line.start?.();
        },
        stop: async () => void (await Promise.all(lines.map((line) => line.stop?.()))),
      };
    },
  };
}

async function openLocal({ config }: ChannelPorts): Promise<Opened | null> {
  return config.localChat === "off" ? null : { channel: localChannel, open: () => ({}) };
}

/** Its client costs 50 ms. */
async function openTelegram({ config, store, clock, random, log }: ChannelPorts): Promise<Opened | null> {
  if (config.telegram === null) return null;
  const { createTelegram } = await import("../bots/telegram/telegram.ts");
  const telegram = createTelegram({ ...config.telegram, publicUrl: config.publicUrl }, clock.now);
  return {
    channel: telegram.channel,
    open: ({ receive }) => {
      const lease = leaseFor("telegram-poll", telegramLimits.leaseMs, { store, clock, random });
      const { webhook, start, stop } = telegram.open({
        receive,
        lease,
        menu: commandMenu,
        log,
        fraction: random.fraction,
      });
      // Whoever works also polls; where Telegram pushes, whoever serves the web tells it where to.
      const role = webhook === null ? "worker" : "web";
      return {
        ...(webhook === null ? {} : { routes: { "/webhooks/telegram": webhook } }),
        ...(config.role === "all" || config.role === role ? { start } : {}),
        stop,
      };
    },
  };
}

async function openWhatsAppCloud(
  { config, store, clock, log }: ChannelPorts,
  core: () => Core | undefined,
): Promise<Opened | null> {
  if (config.whatsAppCloud === null) return null;
  const { createWhatsAppCloud } = await import("../bots/whatsapp-cloud/whatsapp-cloud.ts");
  const settings = { ...config.whatsAppCloud, publicUrl: config.publicUrl };
  const memory = createWhatsAppMemory({
    channel: "whatsapp-cloud",
    store,
    clock,
    wake: (tx) => core()?.queue.wake(tx),
  });
  const cloud = createWhatsAppCloud(settings, memory, clock.now);
  return {
    channel: cloud.channel,
    clients: cloud.clients === null ? null : createClientMessenger(store, clock, cloud.clients),
    open: ({ receive, desk }) => {
      const fromClient = (message: FromClient) => takeClientMessage({ ...desk, store }, message);
      const { webhook, stop } = cloud.open({
        receive,
        log,
        fromClient,
        clientRenamed: (previous, current) => renameClient(store, previous, current),
        clientReceipt: (receipt) => takeClientReceipt({ desk }, receipt),
      });
      return { routes: { "/webhooks/whatsapp": webhook }, stop };
    },
  };
}

/** A linked phone. Its library, and a browser, are loaded only here. */
async function openWhatsAppWeb(
  { config, store, clock, random, log, show }: ChannelPorts,
  core: () => Core | undefined,
): Promise<Opened | null> {
  const { whatsAppWeb, publicUrl, access, operatorToken } = config;
  if (whatsAppWeb === null) return null;
  const { createWhatsAppWeb } = await import("../bots/whatsapp-web/whatsapp-web.ts");
  const { whose, chromiumPath } = whatsAppWeb;
  const wake = (tx: Tx) => core()?.queue.wake(tx);
  const web = await createWhatsAppWeb(
    { whose, folder: resolve("data/whatsapp"), chromiumPath: chromiumPath ?? findChromium(), publicUrl },
    {
      door: createDoor({ store, clock, access }),
      people: createWhatsAppMemory({ channel: "whatsapp-web", store, clock, wake }),
      knownChats: (account) => listKnownChats(store, account),
      lease: leaseFor("whatsapp-web", webLimits.leaseMs, { store, clock, random }),
      now: clock.now,
      fraction: random.fraction,
      log,
      show,
      guard: operatorsOnly(operatorToken),
    },
  );
  return {
    channel: web.channel,
    open: ({ receive }) => {
      const { page, start, stop } = web.open(receive);
      return { routes: { "/whatsapp": page }, ...(config.role === "web" ? {} : { start }), stop };
    },
  };
}

/** The right to be the only one. A SQLite file has one process: started again, it need not wait for what it held before. */
function leaseFor(
  name: string,
  leaseMs: number,
  { store, clock, random }: Pick<ChannelPorts, "store" | "clock" | "random">,
) {
  const holder = store.dialect === "sqlite" ? "the-only-process" : random.id();
  return {
    take: () =>
      store.transaction((tx) => {
        const now = clock.now();
        return takeLease(tx, { name, holder, until: new Date(now.getTime() + leaseMs) }, now);
      }),
    release: () => store.transaction((tx) => releaseLease(tx, name, holder)),
  };
}

/** Where Linux has it. */
function findChromium(): string | null {
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return usual.find((path) => existsSync(path)) ?? null;
}
