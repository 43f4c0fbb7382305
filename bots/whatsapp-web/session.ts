import type { Log } from "../common/log.ts";
import type { WebClient } from "./client.ts";
import { nameOf, sleep, within } from "./within.ts";

export interface SessionTiming {
  /** A phone that is linked and says nothing is given a push after this long, … */
  readonly pushMs: number;
  /** … and a new browser after this long. */
  readonly readyMs: number;
  readonly heartbeatMs: number;
  /** A call into the browser that takes longer has hung. */
  readonly callMs: number;
  readonly destroyMs: number;
}

export interface SessionPorts {
  readonly timing: SessionTiming;
  readonly log: Log;
  /** False once another process has the session. */
  readonly keepLease: () => Promise<boolean>;
  readonly changed: (to: { kind: "starting" | "pairing" | "up"; qr?: string; code?: string }) => void;
  /** Linked, and hears: once for each session. */
  readonly ready: (client: WebClient) => void;
}

/** One browser with one linked phone, from its start to its end, whatever ends it. */
export class Session {
  readonly client: WebClient;
  /** Resolves with the reason, once. */
  readonly ended: Promise<string>;
  readonly #ports: SessionPorts;
  readonly #ending = new AbortController();
  #resolve: (reason: string) => void = () => undefined;
  #kind: "starting" | "pairing" | "up" = "starting";

  constructor(client: WebClient, ports: SessionPorts) {
    this.client = client;
    this.#ports = ports;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get isUp(): boolean {
    return this.#kind === "up";
  }

  start(): void {
    this.#listen();
    void this.#watch();
    this.client.initialize().then(
      () => this.#listenToBrowser(),
      (error: unknown) => this.end(nameOf(error)),
    );
  }

  end(reason: string): void {
    this.#ending.abort();
    this.#resolve(reason);
  }

  /** Asks the page whether it lives; ends the session where it does not. */
  async beat(): Promise<void> {
    try {
      const beating = this.client.pupPage?.evaluate("1") ?? Promise.reject(new Error("no page"));
      await within(this.#ports.timing.callMs, "the heartbeat", beating);
    } catch (error) {
      this.end(`no heartbeat: ${nameOf(error)}`);
    }
  }

  /** Ends the browser: kindly, then by its process. */
  async destroy(): Promise<void> {
    this.#ending.abort();
    try {
      await within(this.#ports.timing.destroyMs, "destroy", this.client.destroy());
    } catch (error) {
      this.#ports.log.warn({ error: nameOf(error) }, "the browser did not end by itself");
    }
    const browser = this.client.pupBrowser?.process();
    if (browser == null || browser.exitCode !== null || browser.signalCode !== null) return;
    // It writes the session down as it goes: killed too early it would have to be linked again.
    const gone = new Promise<void>((resolve) => browser.once("exit", resolve));
    await within(this.#ports.timing.destroyMs, "the end of the browser", gone).catch(() => {
      browser.kill("SIGKILL");
    });
  }

  #become(kind: "pairing" | "up", more: { qr?: string; code?: string } = {}): void {
    this.#kind = kind;
    this.#ports.changed({ kind, ...more });
  }

  #listen(): void {
    const { client } = this;
    client.on("qr", (qr) => this.#become("pairing", { qr: String(qr) }));
    client.on("code", (code) => this.#become("pairing", { code: String(code) }));
    client.on("ready", () => {
      // It may be told more than once.
      if (this.isUp) return;
      this.#become("up");
      this.#ports.ready(client);
    });
    client.on("auth_failure", () => this.end("auth_failure"));
    client.on("disconnected", (reason) => this.end(String(reason)));
    // The library's own handler of this one breaks.
    client.on("change_state", (to) => {
      if (to === "UNPAIRED_IDLE") this.end("UNPAIRED_IDLE");
    });
  }

  /** None of these is told by the library's own events. */
  #listenToBrowser(): void {
    this.client.pupPage?.on("error", () => this.end("the page crashed"));
    this.client.pupPage?.on("close", () => this.end("the page was closed"));
    this.client.pupBrowser?.on("disconnected", () => this.end("the browser ended"));
  }

  async #watch(): Promise<void> {
    const { timing, keepLease } = this.#ports;
    const { signal } = this.#ending;
    let waitedMs = 0;
    while (!signal.aborted) {
      const stepMs = this.isUp ? timing.heartbeatMs : Math.min(timing.pushMs, timing.heartbeatMs);
      await sleep(stepMs, signal);
      if (signal.aborted) return;
      if (!(await keepLease())) this.end("another process has the session");
      else if (this.isUp) await this.beat();
      // Who has to find their phone first is given the time; once it is linked, the browser is not.
      const isDue = this.#kind === "starting" || (this.#kind === "pairing" && (await this.#isConnected()));
      waitedMs = isDue ? waitedMs + stepMs : 0;
      if (waitedMs >= timing.readyMs) this.end("it never became ready");
      else if (waitedMs >= timing.pushMs) await this.#push();
    }
  }

  /** Linked before we listened, it never says that it is ready: it is asked to say it again. */
  async #push(): Promise<void> {
    if (!(await this.#isConnected())) return;
    try {
      const pushed = this.client.pupPage?.evaluate("window.onAppStateHasSyncedEvent()") ?? Promise.resolve();
      await within(this.#ports.timing.callMs, "the push", pushed);
    } catch (error) {
      this.#ports.log.warn({ error: nameOf(error) }, "the linked phone does not answer yet");
    }
  }

  async #isConnected(): Promise<boolean> {
    const asked = within(this.#ports.timing.callMs, "getState", this.client.getState());
    return (await asked.catch(() => null)) === "CONNECTED";
  }
}
