import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localAccount, localChannel } from "../../bots/local/channel.ts";
import type { ClientMessenger } from "../../src/chase/client-messenger.ts";
import type { Truth } from "../../src/chase/truth.ts";
import type { DeskPorts } from "../../src/desk/desk.ts";
import type { Outcome } from "../../src/desk/outcome.ts";
import type { ReadSecond } from "../../src/desk/second-reading.ts";
import { inTraderTurn } from "../../src/desk/trader-turn.ts";
import type { Turn } from "../../src/desk/turn.ts";
import type { Choice } from "../../src/domain/channel.ts";
import type { OutsideHandlers } from "../../src/effects/attempt.ts";
import type { Log } from "../../src/log.ts";
import type { Inbound, Post, Receipt } from "../../src/ports.ts";
import type { Mailer } from "../../src/ports-mail.ts";
import { createPracticeMailer, type ReceivedMail } from "../../src/sandbox/mail/mailbox.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { listMessages, type Message } from "../../src/store/messages.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { openBusiness } from "./business.ts";
import { evenRandom, type ManualClock, manualClock } from "./manual-clock.ts";
import { watchLog } from "./watched-log.ts";

/** The product without its faces, over a real store, with a clock that the test moves. */
export interface World {
  readonly clock: ManualClock;
  readonly store: Store;
  /** What a trader's turn needs: for pages and news. */
  readonly desk: DeskPorts;
  /** What clients were sent, by real SMTP, oldest first. */
  readonly mails: readonly WorldMail[];
  /** Has the queue work by itself from now on, as it does in the product. */
  start(): void;
  /** Lets all that follows happen. */
  settle(): Promise<void>;
  /** Says something in a chat, and lets all that follows happen. */
  say(chat: string, text: string, eventId?: string): Promise<Receipt>;
  /** Changes what the newest message with those words says. */
  edit(chat: string, said: string, text: string): Promise<Receipt>;
  press(chat: string, token: string): Promise<Receipt>;
  /** Takes whatever a channel may hand over, and lets all that follows happen. */
  take(inbound: Inbound): Promise<Receipt>;
  transcript(chat: string, after?: number): Promise<readonly Message[]>;
  /** The newest button of that label in a chat, under a message that begins so. */
  button(chat: string, label: string, under?: string): Promise<string>;
  /** Changes a trader's books as news from outside does, and lets all that follows happen. */
  turn(chat: string, take: (turn: Turn) => Promise<readonly Outcome[]>): Promise<void>;
  /** Lets time pass while the product runs: what falls due on the way is done then. */
  wait(ms: number): Promise<void>;
  /** Forgets everything in memory and opens the store again, as a restart does. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export type WorldMail = ReceivedMail & { readonly at: Date };

export interface WorldOptions {
  readonly url?: string;
  readonly now?: string;
  readonly access?: "open" | "invite";
  readonly readSecond?: ReadSecond;
  /** In place of the local mailbox; null where mail is off. */
  readonly mailer?: Mailer | null;
  readonly messenger?: ClientMessenger | null;
  readonly truth?: Truth;
  readonly post?: Partial<Post>;
  readonly publicUrl?: string;
  /** The systems outside that are on. */
  readonly outside?: (desk: DeskPorts) => OutsideHandlers;
  readonly xeroOn?: boolean;
  readonly log?: Log;
  /** Called whenever an id is made: a test throws here to play a mistake of ours. */
  readonly onId?: () => void;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "justpayme-"));
  const url = options.url ?? `file:${join(folder, "world.db")}`;
  const clock = manualClock(options.now);
  const even = evenRandom(clock);
  const random = {
    ...even,
    id: () => {
      options.onId?.();
      return even.id();
    },
  };
  const channels = new Map([["local" as const, localChannel]]);
  const mails: WorldMail[] = [];
  const practice = createPracticeMailer(async (mail) => void mails.push({ ...mail, at: clock.now() }));
  const mailer = options.mailer === undefined ? practice.mailer : options.mailer;
  const watched = watchLog();
  const build = async () => {
    const store = await openStore(url);
    const log = options.log ?? watched.log;
    const business = openBusiness({
      store,
      clock,
      random,
      channels,
      access: options.access ?? "open",
      readSecond: options.readSecond ?? null,
      log,
      post: { on: mailer !== null, practice: true, whatsApp: null, undoMs: 120_000, ...options.post },
      publicUrl: () => options.publicUrl ?? "http://localhost:3000",
      mailer,
      messenger: options.messenger ?? null,
      ...(options.truth === undefined ? {} : { truth: options.truth }),
      outside: options.outside,
      xeroOn: options.xeroOn === true,
    });
    return { store, ...business };
  };
  let { store, receive, queue, desk, pass } = await build();

  const address = (chat: string) => ({ channel: "local" as const, account: localAccount, chat });
  const transcript = (chat: string, after = 0) =>
    store.read(async (tx) => {
      const found = await findConversation(tx, address(chat));
      return found === undefined ? [] : await listMessages(tx, found.id, after);
    });
  return {
    clock,
    get store() {
      return store;
    },
    get desk() {
      return desk;
    },
    mails,
    start: () => queue.start(),
    settle: () => queue.drain(),
    say: async (chat, text, eventId = even.id()) => {
      const receipt = await receive({ eventId, address: address(chat), kind: "text", text });
      await queue.drain();
      return receipt;
    },
    edit: async (chat, said, text) => {
      const messages = await transcript(chat);
      const messageId = messages.findLast((it) => it.text === said && it.sender === "trader")?.remoteId;
      if (messageId == null) throw new Error(`Nobody said "${said}" in ${chat}.`);
      const inbound = { kind: "text", text, messageId, edited: true } as const;
      const receipt = await receive({ eventId: even.id(), address: address(chat), ...inbound });
      await queue.drain();
      return receipt;
    },
    press: async (chat, token) => {
      const receipt = await receive({ eventId: even.id(), address: address(chat), kind: "choice", token });
      await queue.drain();
      return receipt;
    },
    take: async (inbound) => {
      const receipt = await receive(inbound);
      await queue.drain();
      return receipt;
    },
    turn: async (chat, take) => {
      await store.transaction(async (tx) => {
        const traderId = (await findConversation(tx, address(chat)))?.traderId;
        if (!traderId) throw new Error(`Nobody has said anything in ${chat} yet.`);
        await inTraderTurn(desk, tx, traderId, take);
      });
      await queue.drain();
    },
    transcript,
    button: async (chat, label, under = "") => {
      const messages = (await transcript(chat)).filter(({ text }) => text.startsWith(under));
      const choices: readonly Choice[] = messages.flatMap((message) => message.choices);
      const choice = choices.findLast((it) => it.label === label);
      if (choice === undefined || !("token" in choice))
        throw new Error(`There is no button "${label}" in ${chat}.`);
      return choice.token;
    },
    wait: (ms) => pass(ms, clock),
    restart: async () => {
      await queue.stop();
      await store.close();
      ({ store, receive, queue, desk, pass } = await build());
    },
    close: async () => {
      await queue.stop();
      await practice.close();
      await watched.examine(store).finally(() => store.close());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
