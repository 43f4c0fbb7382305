import { Hono } from "hono";
import { openChase } from "../../../src/chase/open-chase.ts";
import { type Core, createCore } from "../../../src/core.ts";
import type { Log } from "../../../src/log.ts";
import { openPayments } from "../../../src/payments/open-payments.ts";
import type { Channel, Clock, Random } from "../../../src/ports.ts";
import type { LedgerDoor } from "../../../src/ports-ledger.ts";
import type { Mailer } from "../../../src/ports-mail.ts";
import { createTimetable, type Source, type Timetable } from "../../../src/schedule/timetable.ts";
import { createSeal } from "../../../src/seal.ts";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { findInvoiceUrl } from "../../../src/store/xero-mirrors.ts";
import { type OpenXero, openXero } from "../../../src/xero/open-xero.ts";
import { type Life, mortalCall, mortalChannel, mortalStore } from "./life.ts";
import type { Books } from "./outside/books.ts";
import type { Cards } from "./outside/cards.ts";

export const secretKey = "planted-secret-key-of-more-than-32-letters";
export const webhookKey = "planted-webhook-key";
export const origin = "https://pay.example";

/** The world outside, as far as the product knows of it. */
export interface Outside {
  readonly channel: Channel;
  readonly mailer: Mailer;
  readonly door: LedgerDoor;
  readonly ledger: Books["ledger"];
  readonly openCards: Cards["open"];
}

/** One life of the product, put together as `main.ts` does. */
export interface Product extends Core {
  readonly life: Life;
  /** The store itself, which outlives the process that used it. */
  readonly file: Store;
  readonly timetable: Timetable;
  readonly web: Hono;
}

export async function startProduct(parts: {
  readonly path: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly life: Life;
  readonly outside: Outside;
  readonly log: Log;
}): Promise<Product> {
  const { life, clock, random, outside, log } = parts;
  const file = await openStore(`file:${parts.path}`);
  const store = mortalStore(file, life);
  let xero: OpenXero | undefined;
  let cards: ReturnType<typeof openPayments> | undefined;
  let sources: readonly Source[] = [];
  const core = createCore({
    store,
    clock,
    random,
    channels: new Map([["local", mortalChannel(outside.channel, life)]]),
    access: "open",
    publicUrl: () => origin,
    readSecond: null,
    log,
    post: { on: true, practice: false, undoMs: 120_000, whatsApp: null },
    xeroOn: true,
    outside: (desk) => {
      xero = openXero({
        desk,
        seal: createSeal(secretKey, "xero"),
        config: {
          clientId: "client",
          clientSecret: "planted-client-secret",
          webhookKey,
          apiUrl: origin,
          identityUrl: origin,
          loginUrl: "https://login.example",
        },
        line: {
          door: everyCall(life, "Xero's door", outside.door),
          ledger: (session) => everyCall(life, "Xero", outside.ledger(session)),
        },
      });
      cards = openPayments(desk, {
        seal: createSeal(secretKey, "card-payments"),
        installation: null,
        practiceKey: null,
        apiUrl: () => null,
        lookInBooks: async (...asked) => (await xero?.look(...asked)) ?? "off",
        open: async (key) => everyCall(life, "Stripe", await outside.openCards(key)),
      });
      const send = mortalCall(life, "a mail", outside.mailer.send);
      const joined = xero;
      const chase = openChase(
        {
          mailer: { ...outside.mailer, send },
          messenger: null,
          truth: { ask: (bill) => joined.ask(bill) },
          linkFor: async (tx, bill) => (await findInvoiceUrl(tx, bill)) ?? `${origin}/pay/${bill.publicId}`,
        },
        desk,
      );
      sources = [cards.watch, ...joined.sources, chase.source];
      return { ...cards.handlers, ...joined.handlers, ...chase.handlers };
    },
  });
  const web = new Hono();
  if (cards !== undefined) {
    web.route("/webhooks/stripe", cards.webhooks);
    web.route("/connect/stripe", cards.connect);
  }
  if (xero !== undefined) web.route("/", xero.routes);
  core.queue.start();
  return { ...core, life, file, timetable: createTimetable({ sources, clock, log }), web };
}

/** How the file is kept: what SQLite says of the connection that writes it. */
export async function keptBy(file: Store): Promise<Readonly<Record<string, unknown>>> {
  return await file.transaction(async ({ builder }) => {
    // Beneath the queries that both databases take.
    const sqlite = builder as unknown as { values(query: string): readonly (readonly unknown[])[] };
    const is = (setting: string) => sqlite.values(`PRAGMA ${setting}`)[0]?.[0];
    return {
      journal_mode: is("journal_mode"),
      synchronous: is("synchronous"),
      foreign_keys: is("foreign_keys"),
    };
  });
}

/** Each of a port's calls may be the one over which the process dies, before it or after. */
function everyCall<T extends object>(life: Life, name: string, port: T): T {
  const wrapped = Object.entries(port).map(([key, call]) => [
    key,
    typeof call === "function" ? mortalCall(life, `${name} ${key}`, call as () => Promise<unknown>) : call,
  ]);
  return Object.fromEntries(wrapped) as T;
}
