import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";
import { localAccount } from "../bots/local/channel.ts";
import { onlyThisMachine } from "../bots/local/guard.ts";
import { createLocalRoutes, type LocalMessage } from "../bots/local/http.ts";
import { createChatPage } from "../bots/local/page/page.ts";
import { runTerminal } from "../bots/local/terminal.ts";
import { type MovableClock, openClock, realClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { type Core, createCore } from "./core.ts";
import type { DeskPorts } from "./desk/desk.ts";
import type { ReadSecond } from "./desk/second-reading.ts";
import { bodyMaxBytes, clockFollowMs, shutdownMs, unwritableMs } from "./limits.ts";
import { createLog, firstLine, type Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { openBooks } from "./open-books.ts";
import { openCards } from "./open-cards.ts";
import { type ChannelSet, openChannels } from "./open-channels.ts";
import { openLetters } from "./open-letters.ts";
import { openQueue } from "./open-queue.ts";
import { render } from "./pictures/render.ts";
import { createRandom } from "./random.ts";
import { alertSource } from "./schedule/alerts.ts";
import { backUpHourly } from "./schedule/back-up.ts";
import { choreSource } from "./schedule/chore.ts";
import { forgetNightly } from "./schedule/forget.ts";
import { mondaySummaries } from "./schedule/monday-summary.ts";
import { clockTarget, moveClock } from "./schedule/move-clock.ts";
import { removeLeavers } from "./schedule/remove-leavers.ts";
import { createTimetable, type Source, type Timetable } from "./schedule/timetable.ts";
import { dataFolder, secretKeysOf } from "./secret-key.ts";
import { loadEnvironment, orExplain } from "./shell/shell.ts";
import { readClockOffsetMs } from "./store/clock.ts";
import { findConversation } from "./store/conversations.ts";
import { listLocalMail } from "./store/mailbox.ts";
import { listMessages } from "./store/messages.ts";
import { openStore, sqlitePath } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { createOperatorPage } from "./web/operator-page.ts";
import { createPages } from "./web/pages/routes.ts";
import { createPayRoutes } from "./web/pay/routes.ts";
import { type Processors, privacyRoutes } from "./web/privacy.ts";
import { createApp, listen } from "./web/server.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

/** Puts the house together and opens it: the only file that knows every part. */
async function start(config: Config, log: Log): Promise<void> {
  const store = await openStore(config.databaseUrl);
  const clock = await openClock(store);
  const random = createRandom(clock);
  if (config.practice && store.dialect === "postgres") followClock(clock, log);
  const channelSet = await openChannels({ config, store, clock, random, log, show });
  // Where any port will do, the one it got is known only once it listens.
  let origin = config.publicUrl;
  const publicUrl = () => origin;
  const parts = { config, clock, random, publicUrl, guard: onlyThisMachine };
  const books = await openBooks(parts);
  const cards = await openCards({ ...parts, lookInBooks: books.look });
  const letters = openLetters({ config, store, clock, random, books, channelSet, publicUrl });
  const core = createCore({
    makeQueue: await openQueue(config, log),
    store,
    clock,
    random,
    channels: channelSet.channels,
    post: letters.post,
    access: config.access,
    readSecond: secondReaderOf(config),
    log,
    publicUrl,
    xeroOn: books.on,
    outside: (desk) => ({ ...cards.outside(desk), ...books.outside(desk), ...letters.outside(desk) }),
  });
  const rooms = [cards, books, letters].flatMap((room): readonly Source[] => room.sources());
  const sources = [
    mondaySummaries(core.desk),
    ...rooms,
    ...chores({ config, log, letters, channelSet }, core.desk),
  ];
  const timetable = createTimetable({ sources, clock, log });
  const lines = channelSet.open(core);
  const house = { houseClock: realClock, channels: () => [...channelSet.channels.values()], version };
  const app = createApp({
    log,
    probe: async () => void (await store.read(readClockOffsetMs)),
    metrics: { registry: createMetrics({ store, clock, ...house }), operatorToken: config.operatorToken },
    routes: {
      ...lines.routes,
      ...cards.routes(),
      ...letters.routes(),
      "/pay": createPayRoutes({ store, clock, publicUrl }),
      "/privacy": privacyRoutes(processorsOf(config)),
      "/operator": createOperatorPage({ store, clock, operatorToken: config.operatorToken, ...house }),
      "/": createPages({ store, clock, random, desk: core.desk, publicUrl, log }).route("/", books.routes()),
    },
    local: localFace({ config, store, clock, core, timetable, newEventId: random.id }),
  });
  const web = await listen(app, config.host, config.port);
  if (config.port === 0) origin = origin.replace(/:0$/, `:${web.port}`);
  books.start();
  if (config.role !== "web") {
    core.queue.start();
    timetable.start();
  }
  lines.start();
  stopWhenTold({
    log,
    closing: [web.close, timetable.stop, core.queue.stop, cards.stop, books.stop, letters.stop, lines.stop],
    store,
  });
  void store.unwritable.then((error) => stopUnwritable(error, log));
  greet(config, web.port);
}

interface House {
  readonly config: Config;
  readonly log: Log;
  readonly letters: Pick<ReturnType<typeof openLetters>, "tellOperator" | "chores">;
  readonly channelSet: Pick<ChannelSet, "channels">;
}

/** What the house does for itself. Postgres is backed up with its own tools. */
function chores({ config, log, letters, channelSet }: House, desk: DeskPorts): readonly Source[] {
  const path = sqlitePath(config.databaseUrl);
  const plans = [
    forgetNightly(desk.store),
    ...letters.chores(desk),
    ...(path === null
      ? []
      : [backUpHourly(path, join(dataFolder(config.databaseUrl), "backups"), secretKeysOf(config).current)]),
  ];
  const own = plans.map((plan) => choreSource(plan, { store: desk.store, clock: realClock, log }));
  const channels = () => [...channelSet.channels.values()];
  // In practice nothing outside can be down, and the clock goes its own way.
  const watch = config.practice
    ? []
    : [alertSource({ ...desk, clock: realClock, channels, tell: letters.tellOperator })];
  return [removeLeavers(desk), ...own, ...watch];
}

/** Whom what is kept here is handed to. */
function processorsOf(config: Config): Processors {
  return {
    telegram: config.telegram !== null,
    whatsApp: config.whatsAppCloud !== null || config.whatsAppWeb !== null,
    xero: config.xero !== null,
    // Traders bring keys of their own.
    stripe: config.stripe.secretKey !== null || !config.practice,
    mail: config.smtp !== null,
    secondReader: config.secondReader !== null,
  };
}

/** Says where it is; whoever sits at the terminal can talk there at once. */
function greet(config: Config, port: number): void {
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
  if (hasTerminalChat(config)) runTerminal({ url, chat: "me", input: process.stdin, output: process.stdout });
}

/** Says something to whoever started the product. */
function show(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Whether somebody talks to it where it also logs: what all is well about would come between their lines. */
function hasTerminalChat({ localChat }: Config): boolean {
  return localChat !== "off" && process.stdin.isTTY;
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

/** The chat on this machine and its page; null where it is off. */
function localFace(parts: Parts): { readonly api: Hono; readonly page: Hono } | null {
  const { localChat, practice } = parts.config;
  return localChat === "off" ? null : { api: localRoutes(parts), page: createChatPage({ practice }) };
}

function localRoutes({ config, store, clock, core, timetable, newEventId }: Parts): Hono {
  const messagesOf = (chat: string, after: number) =>
    store.read(async (tx) => {
      const found = await findConversation(tx, { channel: "local", account: localAccount, chat });
      return found === undefined ? [] : await listMessages(tx, found.id, after);
    });
  const transcript = async (chat: string, after: number): Promise<readonly LocalMessage[]> =>
    (await messagesOf(chat, after)).map(({ n, sender, text, choices, replaces, at, attachment }) => {
      const url = `/local/chats/${encodeURIComponent(chat)}/messages/${n}`;
      const item = { n, from: sender, text, choices, replaces, at: at.toISOString() };
      if (attachment === null) return item;
      const { alt } = attachment;
      if ("paper" in attachment) return { ...item, file: { url: `${url}/file`, alt } };
      return { ...item, image: { url: `${url}/picture`, alt } };
    });
  const file = async (chat: string, n: number) => {
    const found = (await messagesOf(chat, n - 1)).find((message) => message.n === n);
    return found?.attachment ? await render(found.attachment) : null;
  };
  return createLocalRoutes({
    receive: core.receive,
    newEventId,
    bodyMaxBytes,
    transcript,
    file,
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

/** Nothing that is promised now could be kept. Whoever asked is still told that it was not saved. */
function stopUnwritable(error: Error, log: Log): void {
  log.fatal({ error: firstLine(error) }, "the store cannot be written");
  process.stderr.write(
    "The disk does not take what is to be saved: full, or failing. Nothing is half done. Make room, then start again.\n",
  );
  setTimeout(() => process.exit(1), unwritableMs);
}

await orExplain(async () => {
  const config = readConfig(loadEnvironment());
  await start(config, createLog(config.logLevel ?? (hasTerminalChat(config) ? "warn" : "info")));
});
