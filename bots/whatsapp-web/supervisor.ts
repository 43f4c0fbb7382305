import type { Log } from "../common/log.ts";
import type { WebClient } from "./client.ts";
import { Session, type SessionTiming } from "./session.ts";
import { nameOf, sleep, within } from "./within.ts";

/** How the linked phone is doing, for whoever looks after it. */
export interface SessionState {
  readonly kind: "starting" | "pairing" | "up" | "waiting" | "stopped";
  /** What a phone must scan; null where nothing waits for that. */
  readonly qr: string | null;
  /** What must be typed into a phone instead. */
  readonly code: string | null;
  /** Why it ended last. */
  readonly reason: string | null;
}

export interface Timing extends SessionTiming {
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  /** Somebody else uses the session: they are given this long. */
  readonly conflictMs: number;
  readonly leaseRetryMs: number;
}

export interface SupervisorPorts {
  readonly make: () => WebClient;
  /** Ends a browser that a killed process left behind. */
  readonly freeProfile: () => Promise<void>;
  readonly lease: { take(): Promise<boolean>; release(): Promise<void> };
  /** Called with each browser before it starts. */
  readonly attach: (client: WebClient) => void;
  /** It is linked and hears: what came meanwhile may be asked for. */
  readonly ready: (client: WebClient) => Promise<void>;
  readonly changed: (state: SessionState) => void;
  readonly timing: Timing;
  readonly fraction: () => number;
  readonly now: () => Date;
  readonly log: Log;
}

/** What to do about an end, by its reason; anything else is tried again with growing pauses. */
const reasons: Readonly<Record<string, "conflict" | "stop">> = {
  CONFLICT: "conflict",
  TOS_BLOCK: "stop",
  SMB_TOS_BLOCK: "stop",
  PROXYBLOCK: "stop",
  DEPRECATED_VERSION: "stop",
  "Max qrcode retries reached": "stop",
};

/**
 * Keeps one linked phone going through what the library does not report: a crashed page, a killed browser, a call
 * that hangs, a session that is ready without saying so. It never removes a profile: only the phone can unlink.
 */
export class Supervisor {
  readonly #ports: SupervisorPorts;
  readonly #stopping = new AbortController();
  #state: SessionState = { kind: "starting", qr: null, code: null, reason: null };
  #session: Session | null = null;
  #wake = new AbortController();
  #running: Promise<void> | undefined;

  constructor(ports: SupervisorPorts) {
    this.#ports = ports;
  }

  state(): SessionState {
    return this.#state;
  }

  /** The client, while it is linked and hears. */
  client(): WebClient | null {
    return this.#session?.isUp === true ? this.#session.client : null;
  }

  /** Something looks wrong from outside: it is looked into at once. */
  suspect(): void {
    void this.#session?.beat();
  }

  /** Asks for a code to be typed into the phone with this number. Null where nothing waits to be linked. */
  async pair(phone: string): Promise<string | null> {
    if (this.#state.kind !== "pairing" || this.#session === null) return null;
    const asked = this.#session.client.requestPairingCode(phone);
    return await within(this.#ports.timing.callMs, "the pairing code", asked);
  }

  /** Begins again at once, after it was stopped or while it waits. */
  again(): void {
    this.#wake.abort();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#session?.end("told to stop");
    await this.#running;
  }

  async #run(): Promise<void> {
    const { lease, timing, log, now } = this.#ports;
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; ) {
      if (!(await lease.take().catch(() => false))) {
        await sleep(timing.leaseRetryMs, signal);
        continue;
      }
      const startedAtMs = now().getTime();
      const reason = await this.#runOnce().catch(nameOf);
      if (signal.aborted) break;
      log.warn({ reason }, "the linked phone's browser ended");
      // It had been well for a while: this is a new trouble.
      failures = now().getTime() - startedAtMs > timing.retryCapMs ? 1 : failures + 1;
      await this.#pause(reason, failures);
    }
    await lease.release().catch((error: unknown) => {
      log.warn({ error: nameOf(error) }, "the lease is left to run out");
    });
  }

  async #runOnce(): Promise<string> {
    const { timing, log, lease, attach, ready } = this.#ports;
    this.#become({ kind: "starting", qr: null, code: null, reason: this.#state.reason });
    await this.#ports.freeProfile();
    const session = new Session(this.#ports.make(), {
      timing,
      log,
      keepLease: () => lease.take().catch(() => true),
      changed: ({ kind, qr, code }) => {
        const before = kind === "pairing" ? this.#state : { qr: null, code: null };
        this.#become({ kind, qr: qr ?? before.qr, code: code ?? before.code, reason: this.#state.reason });
      },
      ready: (client) => {
        // Who does not know whose phone it is hears nothing of what it says.
        ready(client).catch((error: unknown) => session.end(`not ready: ${nameOf(error)}`));
      },
    });
    this.#session = session;
    attach(session.client);
    session.start();
    // Told while the browser was being made ready.
    if (this.#stopping.signal.aborted) session.end("told to stop");
    const reason = await session.ended;
    this.#session = null;
    await session.destroy();
    return reason;
  }

  async #pause(reason: string, failures: number): Promise<void> {
    const { retryBaseMs, retryCapMs, conflictMs } = this.#ports.timing;
    const what = reasons[reason];
    this.#become({ kind: what === "stop" ? "stopped" : "waiting", qr: null, code: null, reason });
    this.#wake = new AbortController();
    const told = AbortSignal.any([this.#wake.signal, this.#stopping.signal]);
    const growingMs = Math.min(retryCapMs, retryBaseMs * 2 ** Math.min(failures, 12));
    const jitterMs = growingMs * (0.5 + this.#ports.fraction() / 2);
    // Where only a person can help it waits to be told.
    if (what === "stop") await untilAborted(told);
    else await sleep(what === "conflict" ? Math.max(conflictMs, jitterMs) : jitterMs, told);
  }

  #become(state: SessionState): void {
    if (state.kind !== this.#state.kind) {
      this.#ports.log.info({ state: state.kind, reason: state.reason }, "the linked phone");
    }
    this.#state = state;
    this.#ports.changed(state);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
