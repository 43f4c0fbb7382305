import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCore } from "../../src/core.ts";
import type { Offer } from "../../src/desk/outcome.ts";
import { sayIn } from "../../src/desk/say.ts";
import type { Address } from "../../src/domain/channel.ts";
import type { EffectState } from "../../src/domain/effect.ts";
import type { Channel, Clock, Inbound, Receipt } from "../../src/ports.ts";
import { type Conversation, findConversation } from "../../src/store/conversations.ts";
import { listMessages, type Message } from "../../src/store/messages.ts";
import { openStore } from "../../src/store/open-store.ts";
import { eq } from "../../src/store/sql.ts";
import { evenRandom, manualClock } from "../helpers/manual-clock.ts";
import { watchLog } from "../helpers/watched-log.ts";

/** A channel and the person at its other end, as the contract needs them. */
export interface Platform {
  readonly channel: Channel;
  readonly account: string;
  /** The person's chat. */
  readonly chat: string;
  textEvent(text: string): unknown;
  /** Null where there are no buttons: their numbers are typed. */
  readonly pressEvent: ((label: string, token: string) => unknown) | null;
  /** The bot's messages as the chat shows them now. */
  seen(rig: ChannelRig): Promise<readonly Seen[]>;
  /** The next send is done and its answer lost; null where there is no answer to lose. */
  readonly loseAnswer: (() => void) | null;
  close(): Promise<void>;
}
export interface Seen {
  readonly text: string;
  readonly labels: readonly string[];
}
export type MakeRig = (clock: Clock) => Promise<Platform>;

/** The product behind one channel, over a fresh file, with its worker driven by hand. */
export interface ChannelRig {
  readonly platform: Platform;
  readonly address: Address;
  parse(raw: unknown): readonly Inbound[];
  /** Takes the one thing the event says and lets what follows be told. */
  deliver(raw: unknown): Promise<Receipt>;
  /** Has something said in the chat; answers the id of the last effect. */
  say(text: string, choices?: readonly Offer[]): Promise<string>;
  edit(original: string, text: string): Promise<EffectState>;
  transcript(): Promise<readonly Message[]>;
  close(): Promise<void>;
}

export async function openRig(make: MakeRig): Promise<ChannelRig> {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-channel-"));
  const store = await openStore(`file:${join(folder, "store.db")}`);
  const clock = manualClock();
  const random = evenRandom(clock);
  const platform = await make(clock);
  const { channel, account, chat } = platform;
  const address = { channel: channel.name, account, chat };
  const channels = new Map([[channel.name, channel]]);
  const watched = watchLog();
  const { log } = watched;
  const core = createCore({
    store,
    clock,
    random,
    channels,
    readSecond: null,
    access: "open",
    log,
    publicUrl: () => "http://localhost:3000",
  });

  const conversation = async (): Promise<Conversation> => {
    const found = await store.read((tx) => findConversation(tx, address));
    if (found === undefined) throw new Error("Nobody has spoken in that chat yet.");
    return found;
  };
  const stateOf = (id: string) =>
    store.read(async (tx) => {
      const { effects } = tx.tables;
      const [row] = await tx.builder.select().from(effects).where(eq(effects.id, id));
      return row?.state ?? "dead";
    });
  const rig: ChannelRig = {
    platform,
    address,
    parse: (raw) => channel.parse(raw, account),
    deliver: async (raw) => {
      const [inbound, ...others] = channel.parse(raw, account);
      if (inbound === undefined || others.length > 0) throw new Error("The event does not say one thing.");
      const receipt = await core.receive(inbound);
      await core.queue.drain();
      return receipt;
    },
    say: async (text, choices = []) => {
      const here = await conversation();
      const mouth = {
        queue: core.queue,
        random,
        capabilities: () => channel.capabilities,
        sendsFiles: () => channel.sendFile !== undefined,
        reaches: () => true,
      };
      await store.transaction((tx) =>
        sayIn(mouth, { tx, conversation: here, now: clock.now() }, { text, choices, cardOf: null }),
      );
      await core.queue.drain();
      const last = (await rig.transcript()).findLast((it) => it.sender === "bot");
      return last?.effectId ?? "";
    },
    edit: async (original, text) => {
      const { id: conversationId } = await conversation();
      const id = random.id();
      const work = {
        kind: "edit-message" as const,
        conversationId,
        to: address,
        original,
        text,
        choices: [],
      };
      const effect = { id, traderId: null, lane: `chat:${conversationId}`, dedupeKey: id, work };
      await store.transaction((tx) => core.queue.enqueue(tx, [{ ...effect, dueAt: clock.now() }]));
      await core.queue.drain();
      return await stateOf(id);
    },
    transcript: async () => {
      const { id } = await conversation();
      return await store.read((tx) => listMessages(tx, id, 0));
    },
    close: async () => {
      await platform.close();
      await core.queue.stop();
      await watched.examine(store).finally(() => store.close());
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
