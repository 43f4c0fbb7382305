import { Hono } from "hono";
import { assert } from "./assert.ts";
import type { Config } from "./config.ts";
import type { DeskPorts } from "./desk/desk.ts";
import { openPayments } from "./payments/open-payments.ts";
import type { LookInBooks } from "./payments/room.ts";
import type { Clock, Random } from "./ports.ts";
import { keepInFile } from "./sandbox/stripe/keep.ts";
import { createPayingPages } from "./sandbox/stripe/pages.ts";
import { type StripeSandbox, startStripeSandbox } from "./sandbox/stripe/server.ts";
import { createSeal } from "./seal.ts";
import { dataFolder, secretKeysOf } from "./secret-key.ts";

export interface CardsParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly publicUrl: () => string;
  /** Keeps the practice pages to this machine. */
  readonly guard: Parameters<Hono["use"]>[1];
  readonly lookInBooks: LookInBooks;
}

/** Card payments, over Stripe or, where nothing real is set, over a stand-in on which one can practise. */
export async function openCards(parts: CardsParts) {
  const { config, clock, random, publicUrl, guard, lookInBooks } = parts;
  const folder = dataFolder(config.databaseUrl);
  const { stripe } = config;
  const practises = config.practice && stripe.secretKey === null;
  const kept = practises ? keepInFile(`${folder}/practice-stripe.json`) : null;
  const pagesUrl = () => `${publicUrl()}/practice/stripe`;
  const sandbox: StripeSandbox | null =
    kept === null
      ? null
      : await startStripeSandbox({ ...kept, now: clock.now, fraction: random.fraction, pagesUrl });
  const keys = secretKeysOf(config);
  const seal = createSeal(keys.current, "card-payments", keys.before);
  let room: ReturnType<typeof openPayments> | undefined;
  const joined = () => {
    assert(room !== undefined, "card payments are joined to the desk before they are asked for anything.");
    return room;
  };
  return {
    /** Joins card payments to the desk. */
    outside: (desk: DeskPorts) => {
      room = openPayments(desk, {
        seal,
        installation:
          stripe.secretKey === null ? null : { key: stripe.secretKey, webhookSecret: stripe.webhookSecret },
        practiceKey: kept?.key ?? null,
        lookInBooks,
        apiUrl: () => sandbox?.url ?? stripe.apiUrl,
      });
      return room.handlers;
    },
    sources: () => [joined().watch],
    routes: () => ({
      "/webhooks/stripe": joined().webhooks,
      "/connect/stripe": joined().connect,
      // Where a newcomer plays the client.
      ...(sandbox === null || kept === null
        ? {}
        : {
            "/practice/stripe": new Hono()
              .use(guard)
              .route("/", createPayingPages(sandbox.bank, kept.changed)),
          }),
    }),
    stop: async () => await sandbox?.close(),
  };
}
