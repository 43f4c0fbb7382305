import type { Hono } from "hono";
import { localAccount, localChannel } from "../bots/local/channel.ts";
import { createLocalRoutes, type LocalMessage } from "../bots/local/http.ts";
import { createChatPage } from "../bots/local/page/page.ts";
import { runTerminal } from "../bots/local/terminal.ts";
import { type MovableClock, openClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { type Core, createCore } from "./core.ts";
import type { ReadSecond } from "./desk/second-reading.ts";
import type { Channels } from "./effects/messages.ts";
import { bodyMaxBytes, clockFollowMs, shutdownMs } from "./limits.ts";
import { createLog, firstLine, type Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createRandom } from "./random.ts";
import { clockTarget, moveClock } from "./schedule/move-clock.ts";
import { loadEnvironment, orExplain } from "./shell/shell.ts";
import { readClockOffsetMs } from "./store/clock.ts";
import { findConversation } from "./store/conversations.ts";
import { listMessages } from "./store/messages.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { createApp, type Listening, listen } from "./web/server.ts";

/** Puts the house together and opens it: the only file that knows every part. */
async function start(config: Config, log: Log): Promise<void> {
  const store = await openStore(config.databaseUrl);
  const clock = await openClock(store);
  const random = createRandom(clock);
  if (config.practice && store.dialect === "postgres") followClock(clock, log);
  const localOn = config.localChat !== "off";
  const channels: Channels = new Map(localOn ? [["local", localChannel]] : []);
  const { secondReader, access } = config;
  const readSecond: ReadSecond | null =
    secondReader === null
      ? null
      : async (text, context) => {
          const { readSecond: read } = await import("./second-reader/read-second.ts");
          return await read(text, context, secondReader);
        };
  const core = createCore({ store, clock, random, channels, access, readSecond, log });
  const app = createApp({
    log,
    probe: async () => void (await store.read(readClockOffsetMs)),
    metrics: { registry: createMetrics(store), operatorToken: config.operatorToken },
    local: localOn
      ? {
          api: localRoutes({ config, store, clock, core, newEventId: random.id }),
          page: createChatPage({ practice: config.practice }),
        }
      : null,
  });
  const web = await listen(app, config.host, config.port);
  if (config.role !== "web") core.queue.start();
  stopWhenTold({ log, web, core, store });
  const url = `http://localhost:${web.port}`;
  process.stdout.write(`JustPayMe is listening on ${url}\n`);
  if (localOn && process.stdin.isTTY)
    runTerminal({ url, chat: "me", input: process.stdin, output: process.stdout });
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
  readonly newEventId: () => string;
}

function localRoutes({ config, store, clock, core, newEventId }: Parts): Hono {
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
    mailbox: async () => [],
    moveClock: config.practice
      ? async (move) => {
          const to = clockTarget(move, clock.now());
          return to === null ? null : await moveClock(clock, core.queue, to);
        }
      : null,
  });
}

/** Ends cleanly on SIGTERM or Ctrl-C: no new requests, what has begun is finished, then the store is closed. */
function stopWhenTold(parts: {
  readonly log: Log;
  readonly web: Listening;
  readonly core: Core;
  readonly store: Store;
}): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Whatever is still under way then is found again by its lease at the next start.
    setTimeout(() => process.exit(0), shutdownMs).unref();
    await Promise.all([parts.web.close(), parts.core.queue.stop()]);
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
