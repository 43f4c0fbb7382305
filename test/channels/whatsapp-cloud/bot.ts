import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Memory } from "../../../bots/whatsapp-cloud/memory.ts";
import { type CloudSettings, createWhatsAppCloud } from "../../../bots/whatsapp-cloud/whatsapp-cloud.ts";
import { type ClientLine, createClientMessenger } from "../../../src/chase/client-messenger.ts";
import { takeClientReceipt } from "../../../src/chase/on-whatsapp.ts";
import { openClock } from "../../../src/clock.ts";
import type { Core, CorePorts } from "../../../src/core.ts";
import { renameClient, takeClientMessage } from "../../../src/desk/client-chat.ts";
import { makeInvite } from "../../../src/desk/invite-code.ts";
import { createWhatsAppMemory } from "../../../src/effects/whatsapp-memory.ts";
import type { Clock, Random, Receive } from "../../../src/ports.ts";
import type { Mailer } from "../../../src/ports-mail.ts";
import { createRandom } from "../../../src/random.ts";
import { findConversation } from "../../../src/store/conversations.ts";
import { listMessages, type Message } from "../../../src/store/messages.ts";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { createApp, listen } from "../../../src/web/server.ts";
import { type Business, openBusiness } from "../../helpers/business.ts";
import { watchLog } from "../../helpers/watched-log.ts";
import { type GraphApi, startGraphApi } from "../../stand-ins/whatsapp-cloud/graph-api.ts";

export interface BotOptions {
  readonly access?: "open" | "invite";
  /** Stands between Meta and the desk. */
  readonly meddle?: (receive: Receive) => Receive;
  /** Where a test moves the time. */
  readonly now?: () => number;
  readonly newsTemplate?: string | null;
  /** By which clients are written to; nobody is unless said. */
  readonly mailer?: Mailer;
  readonly business?: CloudSettings["business"];
  /** The line from that number. */
  readonly line?: ClientLine;
  readonly post?: CorePorts["post"];
  readonly publicUrl?: string;
}

/** The product on WhatsApp by the Cloud API: the real store on a file, the worker at work, webhooks over HTTP. */
export interface Bot {
  readonly api: GraphApi;
  readonly store: Store;
  readonly core: Business;
  readonly clock: Clock;
  readonly logged: readonly string[];
  /** Where Meta posts. */
  readonly hook: string;
  invite(): Promise<string>;
  transcript(chat: string): Promise<readonly Message[]>;
  restart(options?: BotOptions): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

export function settingsOf(api: GraphApi, more: Partial<CloudSettings> = {}): CloudSettings {
  const { token, phoneNumberId, appSecret, verifyToken } = api.state;
  const keys = { token, phoneNumberId, appSecret, verifyToken };
  const publicUrl = "https://justpayme.example";
  return {
    ...keys,
    business: null,
    apiUrl: api.url,
    apiVersion: "v23.0",
    newsTemplate: "justpayme_news",
    publicUrl,
    ...more,
  };
}

/** What the adapter remembers, in a store. */
export function memoryOf(store: Store, clock: Clock, core: () => Core | undefined): Memory {
  return createWhatsAppMemory({
    channel: "whatsapp-cloud",
    store,
    clock,
    wake: (tx) => core()?.queue.wake(tx),
  });
}

export async function startBot(first: BotOptions = {}): Promise<Bot> {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-whatsapp-"));
  const databaseUrl = `file:${join(folder, "store.db")}`;
  const api = await startGraphApi(first.now);
  // One for all restarts: where the time stands still, ids must go on rising.
  const random = createRandom({ now: () => new Date(first.now?.() ?? Date.now()) });
  let running = await run(api, databaseUrl, random, first);
  return {
    api,
    get store() {
      return running.store;
    },
    get core() {
      return running.core;
    },
    get clock() {
      return running.clock;
    },
    get logged() {
      return running.logged;
    },
    get hook() {
      return running.hook;
    },
    invite: () => running.store.transaction((tx) => makeInvite(tx, random, null, running.clock.now())),
    transcript: (chat) =>
      running.store.read(async (tx) => {
        const account = api.state.phoneNumberId;
        const found = await findConversation(tx, { channel: "whatsapp-cloud", account, chat });
        return found === undefined ? [] : await listMessages(tx, found.id, 0);
      }),
    restart: async (options = {}) => {
      await running.stop();
      running = await run(api, databaseUrl, random, { ...first, ...options });
    },
    stop: () => running.stop(),
    close: async () => {
      await running.stop();
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(api: GraphApi, databaseUrl: string, random: Random, options: BotOptions) {
  const store = await openStore(databaseUrl);
  const clock = await openClock(store, options.now);
  let core: Business | undefined;
  const { newsTemplate = "justpayme_news" } = options;
  const cloud = createWhatsAppCloud(
    settingsOf(api, { newsTemplate, business: options.business ?? null }),
    memoryOf(store, clock, () => core),
    clock.now,
  );
  const watched = watchLog();
  const { log } = watched;
  const clientLine = options.line ?? cloud.clients;
  const messenger = clientLine === null ? null : createClientMessenger(store, clock, clientLine);
  const startUrl = "https://wa.me/441134960000?text=START";
  const post = options.post ?? {
    on: false,
    practice: true,
    whatsApp: messenger === null ? null : { startUrl },
    undoMs: 0,
  };
  core = openBusiness({
    store,
    clock,
    random,
    channels: new Map([[cloud.channel.name, cloud.channel]]),
    access: options.access ?? "open",
    readSecond: null,
    log,
    publicUrl: () => options.publicUrl ?? "https://justpayme.example",
    post,
    mailer: options.mailer ?? null,
    messenger,
  });
  const logged: string[] = [];
  const note = (what: object, text: string) => {
    logged.push(`${text} ${JSON.stringify(what)}`);
    log.info(what, text);
  };
  const { desk } = core;
  const line = cloud.open({
    receive: options.meddle?.(core.receive) ?? core.receive,
    fromClient: (message) => takeClientMessage({ ...desk, store }, message),
    clientRenamed: (previous, current) => renameClient(store, previous, current),
    clientReceipt: (receipt) => takeClientReceipt({ desk }, receipt),
    log: { info: note, warn: note, error: note },
  });
  const metrics = { registry: () => Promise.reject(new Error("unused")), operatorToken: null };
  const routes = { "/webhooks/whatsapp": line.webhook };
  const app = createApp({ log, probe: async () => undefined, metrics, routes, local: null });
  const web = await listen(app, "127.0.0.1", 0);
  const hook = `http://127.0.0.1:${web.port}/webhooks/whatsapp`;
  core.queue.start();
  if (!(await api.subscribe(hook))) throw new Error("The webhook did not answer the challenge.");
  const made = core;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all([web.close(), line.stop(), made.queue.stop()]);
    await watched.examine(store).finally(() => store.close());
  };
  return {
    store,
    clock,
    core,
    hook,
    logged,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
