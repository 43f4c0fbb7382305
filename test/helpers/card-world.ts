import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { openPayments } from "../../src/payments/open-payments.ts";
import type { LookInBooks } from "../../src/payments/room.ts";
import { openSession, type PayBy, pay } from "../../src/sandbox/stripe/paying.ts";
import { all } from "../../src/sandbox/stripe/state.ts";
import { createSeal } from "../../src/seal.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { type StripeHere, startStripe } from "./stripe.ts";
import { openWorld, type World, type WorldOptions } from "./world.ts";

/** The product with Stripe beside it: the real client, over loopback, both ways. */
export interface CardWorld extends World {
  readonly stripe: StripeHere;
  /** Where the web part listens. */
  readonly web: string;
  /** Has a trader connect Stripe as they would: by the link in the chat and the page behind it. */
  connect(chat: string, key?: string): Promise<Response>;
  /** A client opens the newest link that is live. Answers the session's id. */
  opens(): string;
  /** A client pays on the page that they opened, else opens it first. Answers the session's id. */
  pays(by?: PayBy, session?: string): string;
  /** Everything that was pushed has been taken, and all that follows has happened. */
  arrive(): Promise<void>;
  /** What time brings: as the timetable does every minute. */
  tick(): Promise<void>;
  /** What the bot said in a chat since the last time this was asked, new messages only. */
  heard(chat: string): Promise<readonly string[]>;
  traderOf(chat: string): Promise<string>;
}

export interface CardWorldOptions extends WorldOptions {
  readonly installationKey?: boolean;
  readonly lookInBooks?: LookInBooks;
}

export async function openCardWorld(options: CardWorldOptions = {}): Promise<CardWorld> {
  let world: World | undefined;
  const stripe = await startStripe(() => world?.clock.now() ?? new Date("2026-11-22T09:00:00Z"));
  const { opened, web, tick, heard, connect, close } = await openBesideStripe(stripe, options);
  world = opened;
  const arrive = async () => {
    await stripe.delivering.settled();
    await opened.settle();
    await stripe.delivering.settled();
    await opened.settle();
  };
  /** The client opens the page of the newest link. */
  const opens = () => {
    const link = all(stripe.account, "payment_link").findLast((it) => it["active"] === true);
    return String(openSession(stripe.bank, stripe.account, String(link?.["id"]))["id"]);
  };
  // What a store is belongs to the world that is open now: a restart opens another.
  return Object.defineProperties({} as CardWorld, {
    ...Object.getOwnPropertyDescriptors(opened),
    ...Object.getOwnPropertyDescriptors({
      stripe,
      web,
      tick,
      heard,
      arrive,
      connect: async (chat: string, key = stripe.key) => {
        const response = await connect(chat, key);
        await arrive();
        return response;
      },
      opens,
      pays: (by: PayBy = "card", session = opens()) => {
        pay(stripe.bank, stripe.account, session, by);
        return session;
      },
      traderOf: async (chat: string) =>
        (await opened.store.read((tx) => findConversation(tx, { channel: "local", account: "local", chat })))
          ?.traderId ?? "",
      close: async () => {
        await opened.close();
        await stripe.close();
        close();
      },
    }),
  });
}

/** The product beside a Stripe that is there, wherever it runs. */
export async function openBesideStripe(
  stripe: Pick<StripeHere, "url" | "key">,
  options: CardWorldOptions = {},
) {
  let room: ReturnType<typeof openPayments> | undefined;
  let pages = new Hono();
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const it = serve(
      { fetch: (request) => pages.fetch(request), hostname: "127.0.0.1", port: 0 },
      ({ port }) => resolve({ port, close: () => it.close() }),
    );
  });
  // Xero takes an address of this machine only by that name.
  const web = `http://localhost:${server.port}`;
  const opened = await openWorld({
    ...options,
    publicUrl: web,
    outside: (desk) => {
      room = openPayments(desk, {
        seal: createSeal("a secret key of thirty-two letters", "card-payments"),
        installation: options.installationKey
          ? { key: stripe.key, webhookSecret: "whsec_of_the_installation" }
          : null,
        practiceKey: stripe.key,
        apiUrl: () => stripe.url,
        lookInBooks: options.lookInBooks ?? (async () => "off"),
      });
      pages = new Hono().route("/webhooks/stripe", room.webhooks).route("/connect/stripe", room.connect);
      return { ...options.outside?.(desk), ...room.handlers };
    },
  });
  const seen = new Map<string, number>();
  const heard = async (chat: string) => {
    const fresh = await opened.transcript(chat, seen.get(chat) ?? 0);
    seen.set(chat, fresh.at(-1)?.n ?? seen.get(chat) ?? 0);
    return fresh.filter((it) => it.sender === "bot" && it.replaces === null).map((it) => it.text);
  };
  return {
    opened,
    web,
    heard,
    tick: async () => {
      await room?.watch.run(opened.clock.now());
      await opened.settle();
    },
    connect: async (chat: string, key: string) => {
      await opened.say(chat, "take cards");
      const text = (await heard(chat)).at(-1) ?? "";
      const link = /http\S+connect\/stripe\/[\w-]+/.exec(text)?.[0] ?? "";
      return await fetch(link, { method: "POST", body: new URLSearchParams({ key }) });
    },
    close: () => server.close(),
  };
}
