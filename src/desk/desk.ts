import type { Bill } from "../domain/bill.ts";
import type { Address } from "../domain/channel.ts";
import { dayOf } from "../domain/day.ts";
import type { Understanding } from "../domain/intent.ts";
import { firstLine, type Log } from "../log.ts";
import type { Inbound, Receipt, Receive } from "../ports.ts";
import { getBill } from "../store/bills.ts";
import { findChoice } from "../store/choices.ts";
import { type Conversation, giveBackNumber, takeHeardNumber } from "../store/conversations.ts";
import { addInboxRow, findInboxRow, findRacedRow } from "../store/inbox.ts";
import { addMessage, findCardBill, listVersions } from "../store/messages.ts";
import { type Store, type Tx, Unwritable } from "../store/store.ts";
import { takeTraderTurn } from "../store/traders.ts";
import { currentTrace, inTrace, traceOfMessage } from "../trace.ts";
import { admit, type Door, type Order } from "./admit.ts";
import { buttonsLeft } from "./buttons-left.ts";
import { createFlood } from "./flood.ts";
import { keepable } from "./invite-code.ts";
import { findNamedChoice } from "./named-choice.ts";
import { sayIn } from "./say.ts";
import { type ReadSecond, readAgain } from "./second-reading.ts";
import { takeTurn } from "./take-turn.ts";
import { closeTurn, openTurn, type TurnPorts } from "./trader-turn.ts";
import { word } from "./wording.ts";

export interface DeskPorts extends Door, TurnPorts {
  readonly store: Store;
  /** Asked where our own reader is lost; null where there is none. */
  readonly readSecond: ReadSecond | null;
  /** Shows in a chat that its answer is being worked on. Best effort. */
  readonly busy: (to: Address) => void;
  readonly log: Log;
}

/**
 * The door every message comes through. One transaction holds the message, what it changes and what is said
 * about it; once that is committed the channel may acknowledge. It rejects only where nothing was stored.
 */
export function createDesk(ports: DeskPorts): Receive {
  const flood = createFlood();
  /** The channel on this machine has nobody to be guarded from. Time is real time: floods know of no practice clock. */
  const tooMany = ({ address }: Inbound): Take | null => {
    const taken = address.channel === "local" ? "taken" : flood.take(address, performance.now());
    return taken === "taken" ? null : refuse(taken === "first-refused");
  };
  return async (inbound) => {
    const refusing = tooMany(inbound);
    if (refusing !== null)
      return await ports.store.transaction((tx) => receive(ports, tx, inbound, refusing));
    try {
      const second = ports.readSecond === null ? null : await readAgain(ports, ports.readSecond, inbound);
      return await ports.store.transaction((tx) => receive(ports, tx, inbound, takeIt(second)));
    } catch (error) {
      if (error instanceof Unwritable) throw error;
      // A mistake of ours: the turn is undone as a whole. The message is kept with the reason and the trader
      // is told at once, rather than served by surprise after having said it again.
      ports.log.error({ trace: traceOfMessage(inbound), error: firstLine(error) }, "a turn failed");
      return await ports.store.transaction((tx) => receive(ports, tx, inbound, apologise(errorText(error))));
    }
  };
}

type Known = Conversation & { readonly traderId: string };
type Take = (
  ports: DeskPorts,
  tx: Tx,
  conversation: Conversation,
  inbound: Inbound,
) => Promise<string | null>;

async function receive(ports: DeskPorts, tx: Tx, inbound: Inbound, take: Take): Promise<Receipt> {
  const { address, kind } = inbound;
  const source = `${address.channel}/${address.account}`;
  const trace = traceOfMessage(inbound);
  return await inTrace(trace, async () => {
    const receipt = await keep(ports, tx, inbound, source, take);
    const { log } = ports;
    const { n, repeated } = receipt;
    tx.afterCommit(() =>
      inTrace(trace, () => log.info({ channel: address.channel, kind, n, repeated }, "heard")),
    );
    return receipt;
  });
}

async function keep(
  ports: DeskPorts,
  tx: Tx,
  inbound: Inbound,
  source: string,
  take: Take,
): Promise<Receipt> {
  const { address, eventId } = inbound;
  const before = await findInboxRow(tx, source, eventId);
  if (before !== undefined) return { n: before.n, repeated: true };
  const now = ports.clock.now();
  const fresh = {
    id: ports.random.id(),
    ...address,
    traderId: null,
    lastN: 0,
    aboutBillId: null,
    blockedAt: null,
    heardAt: null,
    createdAt: now,
  };
  const conversation = await takeHeardNumber(tx, fresh, now);
  // Whoever delivered the same event at the same moment has committed by now.
  const raced = await findRacedRow(tx, source, eventId);
  if (raced !== undefined) {
    await giveBackNumber(tx, conversation.id);
    return { n: raced.n, repeated: true };
  }
  const n = conversation.lastN;
  const isStranger = conversation.traderId === null && ports.access === "invite";
  const kept = keepable(inbound, isStranger);
  await addMessage(tx, { ...(await transcribe(tx, conversation, kept)), n, at: now });
  const error = await take(ports, tx, conversation, inbound);
  const state = error === null ? "done" : "dead";
  const row = {
    source,
    externalId: eventId,
    conversationId: conversation.id,
    inbound: kept,
    state,
    n,
    error,
  } as const;
  await addInboxRow(tx, { ...row, receivedAt: now });
  if (inbound.kind !== "choice" || inbound.messageId === undefined) return { n, repeated: false };
  return { n, repeated: false, left: await buttonsLeft(tx, conversation, inbound.messageId, now) };
}

/** More came than one chat may send: it is kept with the reason, not acted on, and its sender told once. */
function refuse(telling: boolean): Take {
  return async (ports, tx, conversation) => {
    const now = ports.clock.now();
    if (telling)
      await sayIn(ports, { tx, conversation, now }, word({ kind: "plain", what: "too-many" }, dayOf(now)));
    return "too many messages at once";
  };
}

const takeIt =
  (second: Understanding | null): Take =>
  async (ports, tx, conversation, inbound) => {
    const now = ports.clock.now();
    const admitted = await admit(ports, { tx, conversation, now }, inbound);
    if (admitted.kind === "answered") return null;
    const { traderId } = admitted;
    const trader = await takeTraderTurn(tx, traderId);
    const known = { ...conversation, traderId };
    const repliedTo = await findRepliedTo(tx, known, inbound);
    const message = { second, repliedTo, messageId: messageIdOf(inbound), isAnswer: true };
    const turn = openTurn(ports, { tx, conversation: known, now }, trader, message);
    const outcomes = await takeTurn(turn, await pressed(ports, tx, known, admitted.order));
    await closeTurn(ports, turn, outcomes);
    const trace = currentTrace();
    const said = { trader: traderId, outcomes: outcomes.map(({ kind }) => kind) };
    tx.afterCommit(() => inTrace(trace, () => ports.log.info(said, "took a turn")));
    return null;
  };

/** An answer typed to buttons that were spelled out is a press of the one it names. */
async function pressed(ports: DeskPorts, tx: Tx, conversation: Known, order: Order): Promise<Order> {
  if (order.kind !== "text") return order;
  // Where there are buttons only a number can be meant for a list that was too long for them.
  if (!ports.capabilities(conversation).joins && !/^\W*\d{1,2}\W*$/.test(order.text)) return order;
  const token = await findNamedChoice(tx, conversation, order);
  return token === null ? order : { eventId: order.eventId, address: order.address, kind: "choice", token };
}

/** What a later edit will name the message by. A button has no words that could be edited. */
function messageIdOf(inbound: Inbound): string | null {
  return inbound.kind === "text" ? (inbound.messageId ?? inbound.eventId) : null;
}

async function findRepliedTo(tx: Tx, { id, traderId }: Known, inbound: Inbound): Promise<Bill | null> {
  if (inbound.kind !== "text" || inbound.replyTo === undefined) return null;
  const billId = await findCardBill(tx, traderId, id, inbound.replyTo);
  return billId === undefined ? null : await getBill(tx, traderId, billId);
}

function apologise(error: string): Take {
  return async (ports, tx, conversation) => {
    const now = ports.clock.now();
    await sayIn(ports, { tx, conversation, now }, word({ kind: "plain", what: "broken" }, dayOf(now)));
    return error;
  };
}

/** The trader's side of the transcript: what was typed, or the label of the button that was pressed. */
async function transcribe(tx: Tx, conversation: Conversation, inbound: Inbound) {
  const base = { conversationId: conversation.id, sender: "trader" as const, choices: [], attachment: null };
  const rest = { ...base, replaces: null, effectId: null, remoteId: inbound.eventId, cardOf: null };
  switch (inbound.kind) {
    case "text": {
      const remoteId = inbound.messageId ?? inbound.eventId;
      const [before] = inbound.edited ? await listVersions(tx, conversation.id, remoteId) : [];
      return { ...rest, text: inbound.text, remoteId, replaces: before?.n ?? null };
    }
    case "choice": {
      const choice = await findChoice(tx, conversation.id, inbound.token);
      return { ...rest, text: `[${choice?.label ?? "button"}]` };
    }
    case "presence":
      return { ...rest, text: inbound.reachable ? "[unblocked]" : "[blocked]" };
    case "unsupported":
      return { ...rest, text: `[${inbound.nativeType}]` };
    default:
      return { ...rest, text: `[${inbound.kind}]` };
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
