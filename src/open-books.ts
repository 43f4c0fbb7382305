import { Hono } from "hono";
import { assert } from "./assert.ts";
import type { Config, XeroConfig } from "./config.ts";
import type { DeskPorts } from "./desk/desk.ts";
import type { Bill } from "./domain/bill.ts";
import type { OutsideHandlers } from "./effects/attempt.ts";
import type { Clock } from "./ports.ts";
import type { XeroSandbox } from "./sandbox/xero/sandbox.ts";
import type { Source } from "./schedule/timetable.ts";
import { createSeal } from "./seal.ts";
import { dataFolder, secretKeysOf } from "./secret-key.ts";
import { findInvoiceUrl } from "./store/xero-mirrors.ts";
import type { Look } from "./xero/look.ts";
import { type OpenXero, openXero } from "./xero/open-xero.ts";
import type { XeroAnswer } from "./xero/truth.ts";

export interface BooksParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly publicUrl: () => string;
  /** Keeps the practice pages to this machine. */
  readonly guard: Parameters<Hono["use"]>[1];
}

const practiceApp = { clientId: "practice", clientSecret: "practice", redirectUri: null };
const practiceKey = "practice-webhooks";

/** The outside books: Xero or, where nothing real is set, a stand-in on which one can practise. */
export async function openBooks({ config, clock, publicUrl, guard }: BooksParts) {
  const folder = dataFolder(config.databaseUrl);
  // Books in memory are one process's: several would each have their own.
  const practises = config.practice && config.xero === null && config.role === "all";
  const sandbox = practises ? await practise(`${folder}/practice-xero.jsonl`, clock) : null;
  const xero = config.xero ?? (sandbox === null ? null : practiceConfig(sandbox, config));
  let room: OpenXero | undefined;
  const joined = () => {
    assert(room !== undefined, "Xero is joined to the desk before it is asked for anything.");
    return room;
  };
  return {
    on: xero !== null,
    /** Joins Xero to the desk. */
    outside: (desk: DeskPorts): OutsideHandlers => {
      if (xero === null) return {};
      const keys = secretKeysOf(config);
      const seal = createSeal(keys.current, "xero", keys.before);
      room = openXero({ desk, seal, config: xero });
      return room.handlers;
    },
    /** Asked just before a client is written to. */
    truth: {
      ask: async (bill: Bill): Promise<XeroAnswer> =>
        xero === null ? { kind: "owed" } : await joined().ask(bill),
    },
    /** Asked when a trader wants to know whether money has come, and before a card payment is taken. */
    look: async (traderId: string, bills: readonly Bill[], inChat: string | null): Promise<Look> =>
      xero === null ? "off" : await joined().look(traderId, bills, inChat),
    /** Where the client sees and pays a bill in Xero; null where they are to see our own page. */
    linkFor: findInvoiceUrl,
    sources: (): readonly Source[] => (xero === null ? [] : joined().sources),
    routes: (): Hono => {
      const routes = new Hono();
      if (xero !== null) routes.route("/", joined().routes);
      if (sandbox !== null) {
        for (const path of ["/sandbox/*", "/identity/*"]) routes.use(path, guard);
        routes.route("/", sandbox.pages);
      }
      return routes;
    },
    /** Once our own address is known: the practice books tell of their changes there. */
    start: () => sandbox?.webhooks.set({ url: `${publicUrl()}/webhooks/xero`, key: practiceKey }),
    stop: async () => await sandbox?.close(),
  };
}

async function practise(path: string, clock: Clock): Promise<XeroSandbox> {
  const { startXeroSandbox } = await import("./sandbox/xero/sandbox.ts");
  return await startXeroSandbox({ now: clock.now, path, app: practiceApp });
}

/** People sign in on our own address where it is known beforehand: only that may be reachable from their browser. */
function practiceConfig(sandbox: XeroSandbox, config: Config): XeroConfig {
  const loginUrl = config.port === 0 ? sandbox.url : config.publicUrl;
  return { ...practiceApp, webhookKey: practiceKey, apiUrl: sandbox.url, identityUrl: sandbox.url, loginUrl };
}
