import type { Hono } from "hono";
import type { MiddlewareHandler } from "hono/types";
import type { WhoseNumber } from "../../src/config-whatsapp.ts";
import { whatsAppWeb as limits } from "../../src/limits.ts";
import type { Channel, Receive } from "../../src/ports.ts";
import { createIntake } from "../common/intake.ts";
import type { Log } from "../common/log.ts";
import { createWebChannel, type Pace } from "./channel.ts";
import { type ClientSettings, loadClient, profileOf, type WebClient } from "./client.ts";
import type { Door, KnownChat, People } from "./door.ts";
import { Listening } from "./listening.ts";
import { createPairingPage, loadDrawing, warning } from "./pairing.ts";
import { freeProfile } from "./profile-lock.ts";
import { type SessionState, Supervisor, type Timing } from "./supervisor.ts";
import { sleep } from "./within.ts";

export interface WebSettings extends ClientSettings {
  readonly whose: WhoseNumber;
  readonly publicUrl: string;
}

export interface WebPorts {
  readonly door: Door;
  readonly people: People;
  readonly knownChats: (account: string) => Promise<readonly KnownChat[]>;
  readonly lease: { take(): Promise<boolean>; release(): Promise<void> };
  readonly now: () => Date;
  readonly fraction: () => number;
  readonly log: Log;
  /** Shows something to whoever started us: a code to scan, and the warning that goes with it. */
  readonly show: (text: string) => void;
  /** Lets nobody by but the operator. */
  readonly guard: MiddlewareHandler;
  /** A test's own browser, and shorter waits. */
  readonly make?: () => WebClient;
  readonly timing?: Partial<Timing>;
  readonly pace?: Partial<Pace>;
}

export interface WhatsAppWeb {
  readonly channel: Channel;
  state(): SessionState;
  open(receive: Receive): WebLine;
}

/** The line to a linked phone: what comes in by it, as long as it is open. */
export interface WebLine {
  /** The page on which a phone is linked, under /whatsapp. */
  readonly page: Hono;
  start(): void;
  stop(): Promise<void>;
}

export async function createWhatsAppWeb(settings: WebSettings, ports: WebPorts): Promise<WhatsAppWeb> {
  const { log, people, show } = ports;
  const make = ports.make ?? (await loadClient(settings));
  const drawing = await loadDrawing();
  let listening: Listening | null = null;
  const supervisor = new Supervisor({
    ...ports,
    make,
    timing: { ...limits, ...ports.timing },
    freeProfile: () => freeProfile(profileOf(settings)),
    attach: (client) => listening?.attach(client),
    ready: async (client) => await listening?.ready(client),
    changed: announcer(drawing.terminal, show, log),
  });
  const channel = createWebChannel({
    session: supervisor,
    account: () => listening?.account() ?? null,
    reach: async ({ account, chat }) => (await people.person(account, chat))?.reach ?? null,
    now: ports.now,
    fraction: ports.fraction,
    sleep,
    ownOrigin: new URL(settings.publicUrl).origin,
    pace: { ...limits, ...ports.pace },
  });
  const standing = () => {
    const { kind, reason } = supervisor.state();
    // The first start is no outage: nobody need be called before it has failed.
    const begins = kind === "starting" && reason === null;
    return { up: kind === "up" || begins, says: standings[kind], page: "/whatsapp" };
  };
  return {
    channel: { ...channel, standing },
    state: () => supervisor.state(),
    open: (receive) => {
      const intake = createIntake({ receive, log });
      const { callMs, againMs, catchUpMs } = { ...limits, ...ports.timing };
      listening = new Listening({ ...ports, whose: settings.whose, intake, callMs, againMs, catchUpMs });
      const hears = listening;
      const strays = catchStrays(log, () => supervisor.suspect());
      return {
        page: createPairingPage({
          state: () => supervisor.state(),
          pair: (phone) => supervisor.pair(phone),
          again: () => supervisor.again(),
          drawing,
          guard: ports.guard,
        }),
        start: () => supervisor.start(),
        stop: async () => {
          await hears.stop();
          await supervisor.stop();
          strays.stop();
        },
      };
    },
  };
}

const standings: Readonly<Record<SessionState["kind"], string>> = {
  starting: "The browser is starting",
  pairing: "Waits for a phone to scan its code",
  up: "A phone is linked",
  waiting: "Ended, and begins again by itself",
  stopped: "Stopped, and waits for you",
};

/** Shows the first code of a round, with the warning; the page has the later ones. */
function announcer(draw: (qr: string) => Promise<string>, show: (text: string) => void, log: Log) {
  let shown: SessionState["kind"] = "starting";
  return ({ kind, qr, reason }: SessionState) => {
    const isNews = kind !== shown;
    shown = kind === "pairing" && qr === null ? shown : kind;
    if (!isNews) return;
    if (kind === "up") show("WhatsApp: the phone is linked.");
    if (kind === "stopped") show(`WhatsApp: stopped (${reason}). The page /whatsapp begins again.`);
    if (kind !== "pairing" || qr === null) return;
    draw(qr).then(
      (picture) => show(`${warning}\nScan it, or use the page /whatsapp:\n${picture}`),
      () => log.warn({}, "the code could not be drawn"),
    );
  };
}

/**
 * The library starts work in its own event handlers and leaves its failures to nobody: they would end this process.
 * Those that come from it or its browser are looked into; anybody else's stay as bad as they are.
 */
function catchStrays(log: Log, suspect: () => void): { stop(): void } {
  const take = (error: unknown) => {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    if (!/whatsapp-web\.js|puppeteer/.test(stack) && typeof error !== "string") throw error;
    log.warn({ error: error instanceof Error ? error.name : "text" }, "the linked phone's library failed");
    suspect();
  };
  process.on("unhandledRejection", take);
  return { stop: () => void process.off("unhandledRejection", take) };
}
