import { Hono } from "hono";
import type { XeroConfig } from "../config.ts";
import type { DeskPorts } from "../desk/desk.ts";
import type { Bill } from "../domain/bill.ts";
import type { OutsideHandlers } from "../effects/attempt.ts";
import { xero as limits } from "../limits.ts";
import { firstLine } from "../log.ts";
import type { LedgerDoor } from "../ports-ledger.ts";
import type { Source } from "../schedule/timetable.ts";
import type { Seal } from "../seal.ts";
import { createConnectRoutes } from "./connect-routes.ts";
import { disconnectHandler } from "./disconnect.ts";
import { type Look, lookAt, readInvoicesHandler } from "./look.ts";
import { markSentHandler } from "./mark-sent.ts";
import { pushHandler } from "./push.ts";
import type { Room } from "./room.ts";
import { createLedger } from "./sdk/ledger.ts";
import { createSetupRoutes } from "./setup-routes.ts";
import { askXero, type XeroAnswer } from "./truth.ts";
import { watchSource } from "./watch.ts";
import { createWebhook } from "./webhook.ts";
import { writeBackHandler } from "./write-back.ts";

export interface XeroPorts {
  readonly desk: DeskPorts;
  readonly seal: Seal;
  readonly config: XeroConfig;
  /** How Xero is spoken to: over the network, unless a stand-in without one is given. */
  readonly line?: Pick<Room, "door" | "ledger">;
}

/** Everything about Xero, joined to the desk. */
export interface OpenXero {
  readonly handlers: OutsideHandlers;
  readonly routes: Hono;
  readonly sources: readonly Source[];
  /** Reads a bill's invoice again, just before its client is written to. */
  ask(bill: Bill): Promise<XeroAnswer>;
  /** Reads the invoices of bills again; what is news is told in the chat given, or in the one used last. */
  look(traderId: string, bills: readonly Bill[], inChat: string | null): Promise<Look>;
}

export function openXero({ desk, seal, config, line }: XeroPorts): OpenXero {
  const room: Room = {
    store: desk.store,
    desk,
    seal,
    door: line?.door ?? lazyDoor(config, desk.clock.now),
    ledger: line?.ledger ?? createLedger(config.apiUrl),
    loginUrl: config.loginUrl,
    webhookKeys: config.webhookKey === null ? [] : [config.webhookKey],
  };
  const routes = new Hono();
  routes.route("/", createConnectRoutes(room));
  routes.route("/", createSetupRoutes(room));
  const watch = watchSource(room);
  let waiting = false;
  // News is gathered for a moment: a burst of it is one look.
  const poke = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      watch.run(desk.clock.now()).catch((error: unknown) => {
        desk.log.error({ error: firstLine(error) }, "news from Xero was not looked at");
      });
    }, limits.gatherMs).unref();
  };
  routes.route("/", createWebhook(room, poke));
  const handlers = {
    "push-bill": pushHandler(room),
    "disconnect-xero": disconnectHandler(room),
    "write-back": writeBackHandler(room),
    "mark-sent": markSentHandler(room),
    "read-invoices": readInvoicesHandler(room),
  };
  return {
    handlers,
    routes,
    sources: [watch],
    ask: (bill) => askXero(room, bill),
    look: (traderId, bills, inChat) => lookAt(room, traderId, bills, inChat),
  };
}

/** The sign-in client is loaded when it is first used: most starts never need it. */
function lazyDoor(config: XeroConfig, now: () => Date): LedgerDoor {
  let opened: Promise<LedgerDoor> | undefined;
  const door = () => {
    opened ??= import("./sdk/door.ts").then(({ createDoor }) => createDoor({ ...config, now }));
    return opened;
  };
  return {
    consentUrl: async (asked) => (await door()).consentUrl(asked),
    exchange: async (came, asked) => (await door()).exchange(came, asked),
    refresh: async (token) => (await door()).refresh(token),
    connections: async (token) => (await door()).connections(token),
    disconnect: async (token, id) => (await door()).disconnect(token, id),
  };
}
