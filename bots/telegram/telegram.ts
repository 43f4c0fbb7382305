import { Api } from "grammy";
import type { Hono } from "hono";
import type { Choice } from "../../src/domain/channel.ts";
import { telegram as limits } from "../../src/limits.ts";
import type { Channel, Receive } from "../../src/ports.ts";
import type { Log } from "../common/log.ts";
import { createTelegramChannel } from "./channel.ts";
import { type MenuEntry, type Signal, setMenu } from "./commands.ts";
import { notSent } from "./failures.ts";
import { createIntake } from "./intake.ts";
import { parseUpdate, updateKinds } from "./parse.ts";
import { createPause } from "./pause.ts";
import { type PollLease, runPump, sleep, type Timing } from "./pump.ts";
import { keyboard } from "./render.ts";
import { createWebhook } from "./webhook.ts";

export interface TelegramSettings {
  readonly token: string;
  /** Null is Telegram's own. */
  readonly apiUrl: string | null;
  /** Null polls. */
  readonly webhookSecret: string | null;
  readonly publicUrl: string;
}

export interface TelegramPorts {
  readonly receive: Receive;
  readonly lease: PollLease;
  readonly menu: readonly MenuEntry[];
  readonly log: Log;
  readonly fraction: () => number;
  /** Shorter waits for tests. */
  readonly timing?: Partial<Timing>;
}

export interface Telegram {
  readonly channel: Channel;
  open(ports: TelegramPorts): TelegramLine;
}

/** The line to Telegram: what comes in by it, as long as it is open. */
export interface TelegramLine {
  /** What answers under /webhooks/telegram; null while polling. */
  readonly webhook: Hono | null;
  /** Begins to poll, or tells Telegram where to push. Never rejects: Telegram may come back. */
  start(): void;
  /** Takes nothing new and waits for what has begun. */
  stop(): Promise<void>;
}

/** One bot. Its account is the number before the colon of its token, which never changes. */
export function createTelegram(settings: TelegramSettings, now: () => Date): Telegram {
  const client = (timeoutMs: number) =>
    new Api(settings.token, {
      ...(settings.apiUrl === null ? {} : { apiRoot: settings.apiUrl }),
      timeoutSeconds: timeoutMs / 1_000,
    });
  const api = client(limits.callTimeoutMs);
  const account = settings.token.split(":")[0] ?? "";
  const ownOrigin = new URL(settings.publicUrl).origin;
  return {
    channel: createTelegramChannel({ api, pause: createPause(now), ownOrigin }),
    open: (ports) => {
      const timing = { ...limits, ...ports.timing };
      const stopping = new AbortController();
      const intake = createIntake({
        ...ports,
        parse: (update) => parseUpdate(update, account),
        answerPress: (pressId) => answerPress(api, pressId, ports.log),
        keepButtons: (chat, messageId, left) => keepButtons(api, chat, messageId, left, ports.log),
      });
      const run = async () => {
        await Promise.all([
          greet(api, ports, timing, stopping.signal),
          settings.webhookSecret === null
            ? runPump(
                { ...ports, intake, timing, api: client(timing.pollMs + limits.callTimeoutMs) },
                stopping.signal,
              )
            : announce(api, settings, settings.webhookSecret, ports, timing, stopping.signal),
        ]);
      };
      let running: Promise<void> | undefined;
      return {
        webhook: settings.webhookSecret === null ? null : createWebhook(settings.webhookSecret, intake),
        start: () => {
          running ??= run();
        },
        stop: async () => {
          stopping.abort();
          await running;
          await intake.settle();
        },
      };
    },
  };
}

/** Reads once who we are, and puts up the menu. */
async function greet(api: Api, ports: TelegramPorts, timing: Timing, signal: AbortSignal): Promise<void> {
  await untilDone(ports, timing, signal, "ask Telegram who we are", async () => {
    const { username } = await api.getMe(signal as Signal);
    const changed = await setMenu(api, ports.menu, signal as Signal);
    ports.log.info({ bot: username, menu: changed ? "set" : "kept" }, "Telegram knows this bot");
  });
}

/** Has Telegram push updates to us. It keeps what it cannot deliver for a day. */
async function announce(
  api: Api,
  { publicUrl }: TelegramSettings,
  secret: string,
  ports: TelegramPorts,
  timing: Timing,
  signal: AbortSignal,
): Promise<void> {
  await untilDone(ports, timing, signal, "set the webhook", async () => {
    const other = { secret_token: secret, allowed_updates: updateKinds };
    await api.setWebhook(`${publicUrl}/webhooks/telegram`, other, signal as Signal);
  });
}

/** Tries until it works or we stop; says once that it does not. */
async function untilDone(
  { log }: TelegramPorts,
  timing: Timing,
  signal: AbortSignal,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const { why, detail, retryAfterMs } = notSent(error);
      if (tries === 1) log.warn({ why, detail }, `cannot ${what} yet`);
      const pauseMs = Math.min(timing.retryCapMs, timing.retryBaseMs * 2 ** Math.min(tries, 10));
      await sleep(Math.max(pauseMs, retryAfterMs ?? 0), signal);
    }
  }
}

/** A button that was used, and those it made useless, go from under the message; a card that has changed has none. */
async function keepButtons(
  api: Api,
  chat: string,
  messageId: string,
  left: readonly Choice[],
  log: Log,
): Promise<void> {
  try {
    const reply_markup = keyboard(left) ?? { inline_keyboard: [] };
    await api.editMessageReplyMarkup(Number(chat), Number(messageId), { reply_markup });
  } catch (error) {
    const { detail } = notSent(error);
    if (!/message is not modified/i.test(detail)) log.info({ detail }, "used buttons were left in place");
  }
}

/** An answer that comes too late, or twice, is refused; nobody minds. */
async function answerPress(api: Api, pressId: string, log: Log): Promise<void> {
  try {
    await api.answerCallbackQuery(pressId);
  } catch (error) {
    log.info({ detail: notSent(error).detail }, "a button press was not answered");
  }
}
