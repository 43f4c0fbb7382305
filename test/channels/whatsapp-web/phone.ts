import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WebClient } from "../../../bots/whatsapp-web/client.ts";
import { createWhatsAppWeb, type WebSettings } from "../../../bots/whatsapp-web/whatsapp-web.ts";
import { openClock } from "../../../src/clock.ts";
import type { WhoseNumber } from "../../../src/config-whatsapp.ts";
import type { CorePorts } from "../../../src/core.ts";
import { makeInvite } from "../../../src/desk/invite-code.ts";
import { createDoor, listKnownChats } from "../../../src/desk/whatsapp-door.ts";
import { createWhatsAppMemory } from "../../../src/effects/whatsapp-memory.ts";
import type { Random, Receive } from "../../../src/ports.ts";
import type { Mailer } from "../../../src/ports-mail.ts";
import { createRandom } from "../../../src/random.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { operatorsOnly } from "../../../src/web/operator.ts";
import { createApp, listen } from "../../../src/web/server.ts";
import { type Business, openBusiness } from "../../helpers/business.ts";
import { watchLog } from "../../helpers/watched-log.ts";
import { type PlayedPhone, playPhone } from "../../stand-ins/whatsapp-web/library.ts";

export interface LinkedOptions {
  readonly access?: "open" | "invite";
  readonly whose?: WhoseNumber;
  readonly now?: () => number;
  readonly post?: CorePorts["post"];
  /** By which clients are written to; nobody is unless said. */
  readonly mailer?: Mailer;
  readonly publicUrl?: string;
  readonly begins?: PlayedPhone["begins"];
  readonly meddle?: (receive: Receive) => Receive;
  /** The real library, in place of the played one. */
  readonly real?: { readonly settings: Partial<WebSettings>; readonly make: () => WebClient };
}

/** As the product's own waits, made short. */
const timing = {
  pushMs: 60,
  readyMs: 400,
  heartbeatMs: 40,
  callMs: 150,
  destroyMs: 150,
  retryBaseMs: 10,
  retryCapMs: 60,
  conflictMs: 80,
  leaseRetryMs: 20,
  againMs: 20,
};
const slowTiming = {
  ...timing,
  pushMs: 500,
  readyMs: 20_000,
  heartbeatMs: 400,
  callMs: 4_000,
  destroyMs: 4_000,
};
const pace = {
  gapMs: 0,
  thinkMs: 0,
  letterMs: 0,
  typingMaxMs: 0,
  queueMaxMs: 1_000,
  callMs: 150,
  fileMs: 150,
};

export type Linked = Awaited<ReturnType<typeof linkPhone>>;

/** The product on a linked phone: the real store on a file, the worker at work, and a library that is played. */
export async function linkPhone(first: LinkedOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-web-"));
  const phone = playPhone(first.now ?? Date.now);
  phone.begins = first.begins ?? "linked";
  const random = createRandom({ now: () => new Date(first.now?.() ?? Date.now()) });
  let running = await run(folder, phone, random, first);
  return {
    phone,
    folder,
    get store() {
      return running.store;
    },
    get core() {
      return running.core;
    },
    get channel() {
      return running.web.channel;
    },
    get logged() {
      return running.logged;
    },
    get shown() {
      return running.shown;
    },
    get page() {
      return running.page;
    },
    state: () => running.web.state(),
    invite: () => running.store.transaction((tx) => makeInvite(tx, random, null, running.clock.now())),
    restart: async (options: LinkedOptions = {}) => {
      await running.stop();
      running = await run(folder, phone, random, { ...first, ...options });
    },
    stop: () => running.stop(),
    close: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder: string, phone: PlayedPhone, random: Random, options: LinkedOptions) {
  const store = await openStore(`file:${join(folder, "store.db")}`);
  const clock = await openClock(store, options.now);
  let core: Business | undefined;
  const watched = watchLog();
  const { log } = watched;
  const logged: string[] = [];
  const shown: string[] = [];
  const note = (what: object, text: string) => {
    logged.push(`${text} ${JSON.stringify(what)}`);
    log.info(what, text);
  };
  const { access = "open", whose = "bot", publicUrl = "https://justpayme.example", real } = options;
  const settings = {
    whose,
    folder: join(folder, "session"),
    chromiumPath: null,
    publicUrl,
    ...real?.settings,
  };
  const web = await createWhatsAppWeb(settings, {
    door: createDoor({ store, clock, access }),
    people: createWhatsAppMemory({
      channel: "whatsapp-web",
      store,
      clock,
      wake: (tx) => core?.queue.wake(tx),
    }),
    knownChats: (account) => listKnownChats(store, account),
    lease: { take: async () => true, release: async () => undefined },
    now: clock.now,
    fraction: () => 0.5,
    log: { info: note, warn: note, error: note },
    show: (text) => void shown.push(text),
    guard: operatorsOnly("operator-token-of-tests"),
    make: real?.make ?? phone.make,
    timing: real === undefined ? timing : slowTiming,
    pace: real === undefined ? pace : { ...pace, callMs: 4_000 },
  });
  const channels = new Map([[web.channel.name, web.channel]]);
  const post = options.post === undefined ? {} : { post: options.post };
  core = openBusiness({
    store,
    clock,
    random,
    channels,
    access,
    readSecond: null,
    log,
    publicUrl: () => publicUrl,
    mailer: options.mailer ?? null,
    ...post,
  });
  const line = web.open(options.meddle?.(core.receive) ?? core.receive);
  const metrics = { registry: () => Promise.reject(new Error("unused")), operatorToken: null };
  const app = createApp({
    log,
    probe: async () => undefined,
    metrics,
    routes: { "/whatsapp": line.page },
    local: null,
  });
  const server = await listen(app, "127.0.0.1", 0);
  core.queue.start();
  line.start();
  const made = core;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all([server.close(), line.stop(), made.queue.stop()]);
    await watched.examine(store).finally(() => store.close());
  };
  return {
    store,
    clock,
    core,
    web,
    logged,
    shown,
    page: `http://127.0.0.1:${server.port}/whatsapp`,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
