import type { WhoseNumber } from "../../src/config-whatsapp.ts";
import type { Inbound } from "../../src/ports.ts";
import type { Intake } from "../common/intake.ts";
import type { Log } from "../common/log.ts";
import type { WebClient } from "./client.ts";
import type { Door, KnownChat, People } from "./door.ts";
import { readMessage, type Seen } from "./parse.ts";
import { nameOf, sleep, within } from "./within.ts";

export interface ListeningPorts {
  readonly whose: WhoseNumber;
  readonly door: Door;
  readonly people: People;
  readonly intake: Intake;
  /** The chats that linked traders have with us, for what came while we were away. */
  readonly knownChats: (account: string) => Promise<readonly KnownChat[]>;
  readonly now: () => Date;
  readonly callMs: number;
  /** Between two tries to store a message: nobody sends it again. */
  readonly againMs: number;
  readonly catchUpMs: number;
  readonly log: Log;
}

/** How many messages of a chat are looked through for what came meanwhile. */
const catchUpMax = 50;

/** Takes what the linked phone hears, one after the other, and lets go of all that is not ours before it is kept. */
export class Listening {
  readonly #ports: ListeningPorts;
  readonly #stopping = new AbortController();
  #own: readonly string[] = [];
  #account: string | null = null;
  #queue: Promise<void> = Promise.resolve();

  constructor(ports: ListeningPorts) {
    this.#ports = ports;
  }

  /** The number that is linked, as WhatsApp writes it; null before one was. */
  account(): string | null {
    return this.#account;
  }

  /** Listens to a browser that has not started yet. */
  attach(client: WebClient): void {
    // The one event that tells of both sides' messages.
    client.on("message_create", (message) => this.#take(client, message));
    client.on("message_ciphertext_failed", (message) => this.#take(client, message));
    client.on("message_edit", (message, to) => {
      if (typeof message === "object" && typeof to === "string")
        this.#take(client, { ...message, editedTo: to });
    });
  }

  /** It is linked now: learns whose phone it is, and finds what came while nobody listened. */
  async ready(client: WebClient): Promise<void> {
    const account = client.info?.wid._serialized;
    if (account === undefined) throw new Error("The library does not say whose phone it is.");
    const [ids] = await within(this.#ports.callMs, "own ids", client.getContactLidAndPhone([account]));
    this.#own = [account, ...(ids?.lid === undefined ? [] : [ids.lid])];
    this.#account = account;
    for (const chat of await this.#ports.knownChats(account)) await this.#catchUp(client, chat);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#queue;
  }

  async #catchUp(client: WebClient, { reach, since }: KnownChat): Promise<void> {
    const { callMs, now, catchUpMs, log } = this.#ports;
    // WhatsApp counts in seconds, rounded down: of the second in which they came nothing is read a second time.
    const from = new Date(Math.max(since.getTime(), now().getTime() - catchUpMs));
    try {
      const chat = await within(callMs, "getChatById", client.getChatById(reach));
      const messages =
        (await within(callMs, "fetchMessages", chat?.fetchMessages({ limit: catchUpMax }) ?? none)) ?? [];
      // What was there before they came to us is not for us; what we have had, the inbox knows.
      for (const message of messages) this.#take(client, message, from);
    } catch (error) {
      log.warn({ error: nameOf(error) }, "a chat was not looked through for what came meanwhile");
    }
  }

  #take(client: WebClient, raw: unknown, from: Date | null = null): void {
    this.#queue = this.#queue.then(async () => {
      try {
        await this.#takeOne(client, raw, from);
      } catch (error) {
        this.#ports.log.error({ error: nameOf(error) }, "a message was not dealt with");
      }
    });
  }

  async #takeOne(client: WebClient, raw: unknown, from: Date | null): Promise<void> {
    const seen = this.#account === null ? null : readMessage(raw, this.#account, this.#own);
    if (seen === null || seen.inbound === null || !this.#isLookedAt(seen)) return;
    if (from !== null && (seen.sentAt === null || seen.sentAt < from)) return;
    const { door, people, now } = this.#ports;
    const ids = seen.isOwnNote ? { phone: seen.account, bsuid: null } : await this.#idsOf(client, seen.peer);
    const chat = await people.whose(seen.account, ids);
    const inbound: Inbound = { ...seen.inbound, address: { ...seen.inbound.address, chat } };
    const words = inbound.kind === "text" ? inbound.text : null;
    // Up to here nothing was kept, and nothing was said to the log.
    if (!(await door.admits(inbound.address, words))) return;
    await people.heard(seen.account, ids, seen.sentAt ?? now());
    await this.#store(inbound);
  }

  #isLookedAt({ isOwnNote }: Seen): boolean {
    return this.#ports.whose === "own" ? isOwnNote : !isOwnNote;
  }

  /** Somebody's number and their other id, as far as WhatsApp tells; one of them came with the message. */
  async #idsOf(client: WebClient, peer: string): Promise<{ phone: string | null; bsuid: string | null }> {
    const isLid = peer.endsWith("@lid");
    const known = await within(this.#ports.callMs, "ids", client.getContactLidAndPhone([peer])).catch(
      () => [],
    );
    const { lid = null, pn = null } = known[0] ?? {};
    return isLid ? { phone: pn, bsuid: peer } : { phone: peer, bsuid: lid };
  }

  /** Nobody delivers it again: it is tried until it is stored, or until we stop and find it at the next start. */
  async #store(inbound: Inbound): Promise<void> {
    while (!this.#stopping.signal.aborted && !(await this.#ports.intake.store(inbound))) {
      await sleep(this.#ports.againMs, this.#stopping.signal);
    }
  }
}

const none: Promise<readonly unknown[]> = Promise.resolve([]);
