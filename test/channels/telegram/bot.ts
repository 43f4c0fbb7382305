import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { PollLease } from "../../../bots/telegram/pump.ts";
import { createTelegram } from "../../../bots/telegram/telegram.ts";
import { openClock } from "../../../src/clock.ts";
import type { CorePorts } from "../../../src/core.ts";
import { makeInvite } from "../../../src/desk/invite-code.ts";
import type { ReadSecond } from "../../../src/desk/second-reading.ts";
import { commandMenu } from "../../../src/desk/wording/commands.ts";
import type { Log } from "../../../src/log.ts";
import type { Channel, Clock, Random, Receive } from "../../../src/ports.ts";
import type { Mailer } from "../../../src/ports-mail.ts";
import { createRandom } from "../../../src/random.ts";
import { findConversation } from "../../../src/store/conversations.ts";
import { listMessages, type Message } from "../../../src/store/messages.ts";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { createApp, type Listening, listen } from "../../../src/web/server.ts";
import { type Business, openBusiness } from "../../helpers/business.ts";
import { freePort } from "../../helpers/free-port.ts";
import { watchLog } from "../../helpers/watched-log.ts";
import { type BotApi, startBotApi } from "../../stand-ins/telegram/bot-api.ts";

export interface BotOptions {
  readonly access?: "open" | "invite";
  readonly webhookSecret?: string;
  readonly lease?: PollLease;
  /** Stands between Telegram and the desk. */
  readonly meddle?: (receive: Receive) => Receive;
  readonly now?: () => number;
  readonly readSecond?: ReadSecond;
  readonly post?: CorePorts["post"];
  /** By which clients are written to; nobody is unless said. */
  readonly mailer?: Mailer;
  readonly publicUrl?: string;
  /** Another channel of the same product. */
  readonly beside?: (made: {
    readonly store: Store;
    readonly clock: Clock;
    readonly core: () => Business | undefined;
  }) => { readonly channel: Channel; routes(core: Business): Readonly<Record<string, Hono>> };
}

/** The product on Telegram: the real client, the real store on a file, and the worker at work. */
export interface Bot {
  readonly api: BotApi;
  readonly store: Store;
  readonly core: Business;
  /** What was logged, a line each. */
  readonly logged: readonly string[];
  /** Where the web listens. */
  readonly url: string;
  invite(): Promise<string>;
  transcript(chat: number): Promise<readonly Message[]>;
  /** Ends this process's part and begins anew on the same file, with other options. */
  restart(options?: BotOptions): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

const alwaysMine: PollLease = { take: async () => true, release: async () => undefined };
/** As the product's own waits, made short. */
const timing = {
  pollMs: 1_000,
  leaseRetryMs: 20,
  conflictMs: 30,
  retryBaseMs: 20,
  retryCapMs: 50,
  refusedMs: 50,
};

export async function startBot(first: BotOptions = {}): Promise<Bot> {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-telegram-"));
  const databaseUrl = `file:${join(folder, "store.db")}`;
  const api = await startBotApi();
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
    get logged() {
      return running.logged;
    },
    get url() {
      return running.url;
    },
    invite: () =>
      running.store.transaction((tx) =>
        makeInvite(tx, createRandom(running.clock), null, running.clock.now()),
      ),
    transcript: (chat) =>
      running.store.read(async (tx) => {
        const account = String(api.state.me.id);
        const found = await findConversation(tx, { channel: "telegram", account, chat: String(chat) });
        return found === undefined ? [] : await listMessages(tx, found.id, 0);
      }),
    restart: async (options = {}) => {
      await running.stop();
      running = await run(api, databaseUrl, random, options);
    },
    stop: () => running.stop(),
    close: async () => {
      await running.stop();
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(api: BotApi, databaseUrl: string, random: Random, options: BotOptions) {
  const store = await openStore(databaseUrl);
  const clock = await openClock(store, options.now);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const telegram = createTelegram(
    { token: api.state.token, apiUrl: api.url, webhookSecret: options.webhookSecret ?? null, publicUrl: url },
    clock.now,
  );
  let core: Business | undefined;
  const other = options.beside?.({ store, clock, core: () => core });
  const both = other === undefined ? [telegram.channel] : [telegram.channel, other.channel];
  const channels = new Map(both.map((it) => [it.name, it]));
  const { access = "open", readSecond = null } = options;
  const watched = watchLog();
  const { log } = watched;
  core = openBusiness({
    store,
    clock,
    random,
    channels,
    access,
    readSecond,
    log,
    publicUrl: () => options.publicUrl ?? "http://localhost:3000",
    ...(options.post === undefined ? {} : { post: options.post }),
    mailer: options.mailer ?? null,
  });
  const logged: string[] = [];
  const note = (what: object, text: string) => {
    logged.push(`${text} ${JSON.stringify(what)}`);
    log.info(what, text);
  };
  const line = telegram.open({
    receive: options.meddle?.(core.receive) ?? core.receive,
    lease: options.lease ?? alwaysMine,
    menu: commandMenu,
    log: { info: note, warn: note, error: note },
    fraction: random.fraction,
    timing,
  });
  const made = core;
  const web = await serve(line.webhook, other?.routes(made) ?? {}, port, log);
  made.queue.start();
  line.start();
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all([web.close(), line.stop(), made.queue.stop()]);
    await watched.examine(store).finally(() => store.close());
  };
  return {
    store,
    core: made,
    clock,
    url,
    logged,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function serve(
  telegram: Hono | null,
  others: Readonly<Record<string, Hono>>,
  port: number,
  log: Log,
): Promise<Listening> {
  const metrics = { registry: () => Promise.reject(new Error("unused")), operatorToken: null };
  const app = createApp({
    log,
    probe: async () => undefined,
    metrics,
    local: null,
    routes: { ...others, ...(telegram === null ? {} : { "/webhooks/telegram": telegram }) },
  });
  return listen(app, "127.0.0.1", port);
}
