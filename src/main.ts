import type { Hono } from "hono";
import { localAccount, localChannel } from "../bots/local/channel.ts";
import { createLocalRoutes, type LocalMessage } from "../bots/local/http.ts";
import { createChatPage } from "../bots/local/page/page.ts";
import { runTerminal } from "../bots/local/terminal.ts";
import { openChase } from "./chase/open-chase.ts";
import { stopRoutes } from "./chase/opt-out.ts";
import { everyTruth } from "./chase/truth.ts";
import { type MovableClock, openClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { type Core, createCore } from "./core.ts";
import type { ReadSecond } from "./desk/second-reading.ts";
import { commandMenu } from "./desk/wording/commands.ts";
import type { Bill } from "./domain/bill.ts";
import { bodyMaxBytes, clockFollowMs, shutdownMs, telegram as telegramLimits } from "./limits.ts";
import { createLog, firstLine, type Log } from "./log.ts";
import { createSmtpMailer } from "./mail/smtp.ts";
import { createMetrics } from "./metrics.ts";
import type { Channel, Clock, Random } from "./ports.ts";
import { createRandom } from "./random.ts";
import { createPracticeMailer } from "./sandbox/mail/mailbox.ts";
import { clockTarget, moveClock } from "./schedule/move-clock.ts";
import { createTimetable, type Source, type Timetable } from "./schedule/timetable.ts";
import { loadEnvironment, orExplain } from "./shell/shell.ts";
import { readClockOffsetMs } from "./store/clock.ts";
import { findConversation } from "./store/conversations.ts";
import { releaseLease, takeLease } from "./store/leases.ts";
import { addLocalMail, listLocalMail } from "./store/mailbox.ts";
import { listMessages } from "./store/messages.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { createPages } from "./web/pages/routes.ts";
import { createApp, listen } from "./web/server.ts";

/** Puts the house together and opens it: the only file that knows every part. */
async function start(config: Config, log: Log): Promise<void> {
  const store = await openStore(config.databaseUrl);
  const clock = await openClock(store);
  const random = createRandom(clock);
  if (config.practice && store.dialect === "postgres") followClock(clock, log);
  const localOn = config.localChat !== "off";
  const telegram = await openTelegram(config, clock);
  const on: readonly Channel[] = [
    ...(localOn ? [localChannel] : []),
    ...(telegram ? [telegram.channel] : []),
  ];
  const channels = new Map(on.map((channel) => [channel.name, channel]));
  // Where any port will do, the one it got is known only once it listens.
  let publicUrl = config.publicUrl;
  const post = openMailer(config, { store, clock, random });
  let chase: ReturnType<typeof openChase> | undefined;
  const core = createCore({
    store,
    clock,
    random,
    channels,
    post: { on: post.mailer !== null, practice: post.practice, undoMs: config.undoMs },
    outside: (desk) => {
      const linkFor = async (_: unknown, { publicId }: Bill) => `${desk.publicUrl()}/pay/${publicId}`;
      chase = openChase({ mailer: post.mailer, truth: everyTruth([]), linkFor }, desk);
      return { ...chase.handlers };
    },
    access: config.access,
    readSecond: secondReaderOf(config),
    log,
    publicUrl: () => publicUrl,
  });
  const sources: readonly Source[] = chase === undefined ? [] : [chase.source];
  const timetable = createTimetable({ sources, clock, log });
  const line = telegram?.open({
    receive: core.receive,
    lease: pollLease(store, clock, random),
    menu: commandMenu,
    log,
    fraction: random.fraction,
  });
  const app = createApp({
    log,
    probe: async () => void (await store.read(readClockOffsetMs)),
    metrics: { registry: createMetrics(store), operatorToken: config.operatorToken },
    routes: {
      "/stop": stopRoutes(core.desk),
      "/": createPages({ store, clock, random, desk: core.desk, publicUrl: core.desk.publicUrl, log }),
    },
    telegram: line?.webhook ?? null,
    local: localOn
      ? {
          api: localRoutes({ config, store, clock, core, timetable, newEventId: random.id }),
          page: createChatPage({ practice: config.practice }),
        }
      : null,
  });
  const web = await listen(app, config.host, config.port);
  if (config.port === 0) publicUrl = publicUrl.replace(/:0$/, `:${web.port}`);
  if (config.role !== "web") {
    core.queue.start();
    timetable.start();
  }
  // Whoever works also polls; where Telegram pushes, whoever serves the web tells it where to.
  const lineRole = line?.webhook ? "web" : "worker";
  if (config.role === "all" || config.role === lineRole) line?.start();
  stopWhenTold({
    log,
    closing: [web.close, timetable.stop, core.queue.stop, post.close, line?.stop ?? (async () => undefined)],
    store,
  });
  announce(config, web.port);
}

function announce(config: Config, port: number): void {
  const url = `http://localhost:${port}`;
  process.stdout.write(`JustPayMe is listening on ${url}\n`);
  if (config.access === "invite") {
    process.stdout.write("It answers invited people only. For a code that lets one in: npm run -s invite\n");
  }
  if (config.smtp === null && !config.practice) {
    process.stdout.write(
      "Mail is off: set SMTP_URL and MAIL_FROM, and bills and reminders go out by themselves.\n",
    );
  }
  if (config.localChat !== "off" && process.stdin.isTTY)
    runTerminal({ url, chat: "me", input: process.stdin, output: process.stdout });
}

/** Telegram, where it is on. Its client is loaded only then: it costs 50 ms. */
async function openTelegram(config: Config, clock: Clock) {
  if (config.telegram === null) return null;
  const { createTelegram } = await import("../bots/telegram/telegram.ts");
  return createTelegram({ ...config.telegram, publicUrl: config.publicUrl }, clock.now);
}

/**
 * How mail leaves: by the operator's server; in practice, to the local mailbox; else not at all. What it takes is
 * loaded with the first mail.
 */
function openMailer(
  config: Config,
  { store, clock, random }: Pick<Parts, "store" | "clock"> & { random: Random },
) {
  const nothing = async () => undefined;
  if (config.smtp !== null) return { mailer: createSmtpMailer(config.smtp), practice: false, close: nothing };
  if (!config.practice) return { mailer: null, practice: false, close: nothing };
  const practice = createPracticeMailer((mail) =>
    store.transaction((tx) => addLocalMail(tx, { ...mail, id: random.id(), at: clock.now() })),
  );
  return { ...practice, practice: true };
}

/** Who polls. A SQLite file has one process: started again, it need not wait for what it held before. */
function pollLease(store: Store, clock: Clock, random: Random) {
  const name = "telegram-poll";
  const holder = store.dialect === "sqlite" ? "the-only-process" : random.id();
  return {
    take: () =>
      store.transaction((tx) => {
        const now = clock.now();
        const until = new Date(now.getTime() + telegramLimits.leaseMs);
        return takeLease(tx, { name, holder, until }, now);
      }),
    release: () => store.transaction((tx) => releaseLease(tx, name, holder)),
  };
}

/** Loaded when it is first asked. */
function secondReaderOf({ secondReader }: Config): ReadSecond | null {
  if (secondReader === null) return null;
  return async (text, context) => {
    const { readSecond } = await import("./second-reader/read-second.ts");
    return await readSecond(text, context, secondReader);
  };
}

/** Another process of the same store may move the clock. */
function followClock(clock: MovableClock, log: Log): void {
  const look = () =>
    clock.refresh().catch((error: unknown) => log.warn({ error: firstLine(error) }, "clock not read"));
  setInterval(look, clockFollowMs).unref();
}

interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly core: Core;
  readonly timetable: Timetable;
  readonly newEventId: () => string;
}

function localRoutes({ config, store, clock, core, timetable, newEventId }: Parts): Hono {
  const transcript = (chat: string, after: number): Promise<readonly LocalMessage[]> =>
    store.read(async (tx) => {
      const found = await findConversation(tx, { channel: "local", account: localAccount, chat });
      const messages = found === undefined ? [] : await listMessages(tx, found.id, after);
      return messages.map(({ n, sender, text, choices, replaces, at }) => {
        return { n, from: sender, text, choices, replaces, at: at.toISOString() };
      });
    });
  return createLocalRoutes({
    receive: core.receive,
    newEventId,
    bodyMaxBytes,
    transcript,
    mailbox: async () => {
      const mails = await store.read(listLocalMail);
      return mails.map(({ to, from, subject, text, html, at }) => {
        return { to, from, subject, text, html, at: at.toISOString() };
      });
    },
    moveClock: config.practice
      ? async (move) => {
          const to = clockTarget(move, clock.now());
          return to === null ? null : await moveClock(clock, core.queue, timetable, to);
        }
      : null,
  });
}

/** Ends cleanly on SIGTERM or Ctrl-C: no new requests, what has begun is finished, then the store is closed. */
function stopWhenTold(parts: {
  readonly log: Log;
  readonly closing: readonly (() => Promise<void>)[];
  readonly store: Store;
}): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Whatever is still under way then is found again by its lease at the next start.
    setTimeout(() => process.exit(0), shutdownMs).unref();
    await Promise.all(parts.closing.map((close) => close()));
    await parts.store.close();
    process.exit(0);
  };
  const told = () => {
    stop().catch((error: unknown) => {
      parts.log.error({ error: firstLine(error) }, "did not stop cleanly");
      process.exit(1);
    });
  };
  process.on("SIGTERM", told);
  process.on("SIGINT", told);
}

await orExplain(async () => {
  const config = readConfig(loadEnvironment());
  await start(config, createLog(config.logLevel));
});
