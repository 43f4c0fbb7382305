import { EventEmitter, once } from "node:events";
import { Hono } from "hono";
import { createLocalRoutes, type LocalMail, type LocalMessage } from "../../bots/local/http.ts";
import { createChatPage } from "../../bots/local/page/page.ts";
import type { Choice } from "../../src/domain/channel.ts";
import { bodyMaxBytes } from "../../src/limits.ts";
import type { Inbound } from "../../src/ports.ts";
import { createApp, type Listening, listen } from "../../src/web/server.ts";

/** The real page and the real HTTP before a bot that says exactly what a test has it say. */
export interface ScriptedChat {
  readonly url: string;
  /** Everything that came in, once for each time it was stored. */
  readonly received: Inbound[];
  readonly mails: LocalMail[];
  /** Says something; given the number of an earlier version, takes its place. */
  say(text: string, choices?: readonly Choice[], replaces?: number): number;
  /** As if the trader had said it from elsewhere. */
  hear(text: string): number;
  /** What happens to the next messages: held back until released, or answered and lost on the way. */
  hold(): () => void;
  loseAnswers(count: number): void;
  forget(): void;
  at(instant: string): void;
  close(): Promise<void>;
}

export async function startScriptedChat({ practice = true } = {}): Promise<ScriptedChat> {
  const messages: LocalMessage[] = [];
  const received: Inbound[] = [];
  const mails: LocalMail[] = [];
  const numbers = new Map<string, number>();
  let now = new Date("2026-11-22T09:41:00Z");
  let events = 0;
  let lost = 0;
  let gate: Promise<void> = Promise.resolve();

  const add = (message: Omit<LocalMessage, "n" | "at">) => {
    const n = messages.length + 1;
    messages.push({ ...message, n, at: now.toISOString() });
    return n;
  };
  const hear = (text: string) => add({ from: "trader", text, choices: [], replaces: null });
  const labelOf = (token: string) =>
    messages.flatMap((it) => it.choices).find((it) => "token" in it && it.token === token)?.label ?? "button";

  const api = createLocalRoutes({
    receive: async (inbound) => {
      await gate;
      const before = numbers.get(inbound.eventId);
      if (before !== undefined) return { n: before, repeated: true };
      received.push(inbound);
      const n = hear(
        inbound.kind === "text"
          ? inbound.text
          : inbound.kind === "choice"
            ? `[${labelOf(inbound.token)}]`
            : "",
      );
      numbers.set(inbound.eventId, n);
      return { n, repeated: false };
    },
    newEventId: () => `event-${++events}`,
    bodyMaxBytes,
    transcript: async (_chat, after) => messages.filter((it) => it.n > after),
    file: async () => null,
    mailbox: async () => mails,
    moveClock: practice
      ? async (move) => {
          const days = "advance" in move ? Number(/P(\d+)D/.exec(move.advance)?.[1] ?? 0) : 0;
          now = new Date(now.getTime() + days * 86_400_000);
          return now;
        }
      : null,
  });
  const server = await serveLossy(api, practice, () => lost > 0 && lost-- > 0);
  return {
    url: `http://localhost:${server.port}`,
    received,
    mails,
    say: (text, choices = [], replaces) => add({ from: "bot", text, choices, replaces: replaces ?? null }),
    hear,
    hold: () => {
      const held = new EventEmitter();
      gate = once(held, "release").then(() => undefined);
      return () => void held.emit("release");
    },
    loseAnswers: (count) => {
      lost = count;
    },
    forget: () => {
      messages.length = 0;
      numbers.clear();
    },
    at: (instant) => {
      now = new Date(instant);
    },
    close: server.close,
  };
}

/** A server whose answer to a message may get lost after the message was stored. */
async function serveLossy(api: Hono, practice: boolean, isLost: () => boolean): Promise<Listening> {
  const lossy = new Hono();
  lossy.post("/chats/*", async (c, next) => {
    await next();
    if (c.res.status === 202 && isLost()) c.res = c.json({ error: "Lost on the way." }, 503);
  });
  lossy.route("/", api);
  const page = createChatPage({ practice });
  const nothing = { error: () => undefined } as unknown as Parameters<typeof createApp>[0]["log"];
  const metrics = {} as Parameters<typeof createApp>[0]["metrics"];
  const app = createApp({
    log: nothing,
    probe: async () => undefined,
    metrics,
    local: { api: lossy, page },
  });
  return await listen(app, "127.0.0.1", 0);
}
