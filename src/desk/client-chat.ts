import type { Client } from "../domain/client.ts";
import type { SortedWord } from "../domain/client-word.ts";
import {
  addClientMessage,
  findConsent,
  findConsentUnder,
  findOnlyTrader,
  putConsent,
} from "../store/client-chat.ts";
import { getClient, listClients } from "../store/clients.ts";
import type { Store, Tx } from "../store/store.ts";
import { understand } from "../understand/understand.ts";
import { changeHolds, startHold } from "./change-holds.ts";
import { inTraderTurn, type TurnPorts } from "./trader-turn.ts";

/** What somebody wrote to a trader's own business number. */
export interface FromClient {
  readonly eventId: string;
  /** The number it came from, digits with the country's first; null where it is hidden. */
  readonly phone: string | null;
  /** The id that Meta gives them towards this number; null where it is not told. */
  readonly bsuid: string | null;
  /** Null where it is no text. */
  readonly text: string | null;
  readonly at: Date;
}

/** What becomes of a client's message: nothing, a word about messages themselves, or content for the trader. */
const startWords = /^\W*(?:start|yes,? start|opt ?in)\W*$/i;
const manners = "(?:please|pls|thanks|thank you|ta|now|ok|okay|hi|hello|hey)";
const stopAlone = new RegExp(
  `^\\W*(?:${manners}\\W+)*(?:stop(?:\\W+(?:stop|all|it|this|that|them))*|unsubscribe(?: me)?|opt(?: me)?[ -]?out|quit|end|cancel|leave me alone|remove me)(?:\\W+${manners})*\\W*$`,
  "i",
);
/** The same among other words. In doubt it counts: an unwanted message is worse than one that was given to the trader to send. */
const stopWithin = [
  /\bstop (?:messaging|texting|contacting|writing|sending|chasing|reminding|bothering|hassling)\b/i,
  /\b(?:stop|no more) (?:(?:all|any|the|these|those|your|of) )*(?:messages?|texts?|reminders?|whatsapps?)\b/i,
  /\b(?:do not|don['’]?t|never) (?:ever )?(?:message|text|contact|write|whatsapp|remind)\b/i,
  /\b(?:unsubscribe|opt me out|(?:take|remove) me (?:off|from))\b/i,
];

/** The longest that is passed on. */
const textMaxChars = 600;

/**
 * A client's message is content, never a command: whatever it says, it goes to the trader with buttons and holds
 * reminders until they answer. Only "start" and "stop" do something, and only about messages to that client; what else
 * is said with a "stop" is content.
 * Who is no client of the one trader here is let go unseen.
 */
export async function takeClientMessage(
  ports: TurnPorts & { readonly store: Store },
  message: FromClient,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const traderId = await findOnlyTrader(tx);
    const client = traderId === null ? null : await clientOf(tx, traderId, message);
    if (traderId === null || client === null) return;
    const text = message.text?.slice(0, textMaxChars) ?? "[not a text]";
    if (startWords.test(text)) return await optIn(ports, tx, client, message);
    if (asksToStop(text)) await optOut(ports, tx, client, message);
    if (stopAlone.test(text)) return;
    await noteHeard(tx, client, message);
    await inTraderTurn(ports, tx, traderId, async (turn) => {
      const sorted = sortClientWord(text, client.name, turn.now);
      const holdId = turn.random.id();
      const { eventId, at } = message;
      const row = { traderId, eventId, clientId: client.id, text, word: sorted.word, promisedOn: sorted.on };
      if (!(await addClientMessage(tx, { ...row, holdId, at, answer: null }))) return [];
      const whole = {
        clientId: client.id,
        billId: null,
        kind: "asked",
        until: null,
        promisedOn: null,
      } as const;
      await changeHolds(turn, async () => void (await startHold(turn, whole, holdId)));
      return [{ kind: "client-chat", news: { what: "wrote", client, text, sorted, eventId } }];
    });
  });
}

export function asksToStop(text: string): boolean {
  return stopAlone.test(text) || stopWithin.some((it) => it.test(text));
}

/** Somebody has another id from now on. Their number may be hidden: by nothing else would their next word be theirs. */
export async function renameClient(store: Store, previous: string, current: string): Promise<void> {
  await store.transaction(async (tx) => {
    const traderId = await findOnlyTrader(tx);
    const consent = traderId === null ? undefined : await findConsentUnder(tx, traderId, previous);
    if (consent !== undefined) await putConsent(tx, { ...consent, bsuid: current });
  });
}

/**
 * A client is known by their number, and by nothing they say; where they hide it, by the id that came with it before.
 * Null where two share it.
 */
async function clientOf(tx: Tx, traderId: string, { phone, bsuid }: FromClient): Promise<Client | null> {
  if (phone !== null) {
    const them = (await listClients(tx, traderId)).filter((it) => it.phone === `+${phone}`);
    return them.length === 1 ? (them[0] ?? null) : null;
  }
  const consent = bsuid === null ? undefined : await findConsentUnder(tx, traderId, bsuid);
  return consent === undefined ? null : await getClient(tx, traderId, consent.clientId);
}

async function optIn(
  ports: TurnPorts,
  tx: Tx,
  client: Client,
  { text, at, bsuid }: FromClient,
): Promise<void> {
  const { traderId, id: clientId } = client;
  // Whoever said stop is not asked what they meant by a later start: stop is for good.
  if ((await findConsent(tx, traderId, clientId)) !== undefined) return;
  const how = `wrote "${text}" on WhatsApp`;
  const heard = { bsuid, heardAt: at, unreachedAt: null };
  await putConsent(tx, { traderId, clientId, optedInAt: at, how, stoppedAt: null, ...heard });
  await inTraderTurn(ports, tx, traderId, async () => [
    { kind: "client-chat", news: { what: "opted", client, to: "in" } },
  ]);
}

/** They wrote, so that they may be answered freely for a while, and messages reach them. */
async function noteHeard(tx: Tx, { traderId, id }: Client, { at, bsuid }: FromClient): Promise<void> {
  const consent = await findConsent(tx, traderId, id);
  if (consent === undefined) return;
  const isLatest = consent.heardAt === null || consent.heardAt < at;
  const heard = { bsuid: bsuid ?? consent.bsuid, heardAt: isLatest ? at : consent.heardAt };
  await putConsent(tx, { ...consent, ...heard, unreachedAt: null });
}

async function optOut(
  ports: TurnPorts,
  tx: Tx,
  client: Client,
  { text, at, bsuid }: FromClient,
): Promise<void> {
  const { traderId, id: clientId } = client;
  const before = await findConsent(tx, traderId, clientId);
  if (before?.stoppedAt != null) return;
  const how = before?.how ?? `wrote "${text}" on WhatsApp`;
  const optedInAt = before?.optedInAt ?? null;
  const heard = { bsuid: bsuid ?? before?.bsuid ?? null, heardAt: at, unreachedAt: null };
  await putConsent(tx, { traderId, clientId, optedInAt, how, stoppedAt: at, ...heard });
  await inTraderTurn(ports, tx, traderId, async () => [
    { kind: "client-chat", news: { what: "opted", client, to: "out" } },
  ]);
}

/** Sorts a client's words by the reader that reads the trader's: they are read as if the trader passed them on. */
export function sortClientWord(text: string, name: string, now: Date): SortedWord {
  const told = text
    .replace(/\b(?:i|we)(?:'ll|’ll| will|'m going to| am going to)\b/gi, "will")
    .replace(/\b(?:i|we)(?:'ve|’ve| have)\b/gi, "they have")
    .replace(/\b(?:i|we)(?= (?:already )?(?:paid|sent|transferred))/gi, "they")
    .replace(/^\W*(?:hi|hello|hey)\b[\s,]*/i, "");
  const { intents } = understand(`${name} says ${told}`, { now, clients: [name] });
  for (const { intent, on } of intents) {
    if (intent === "record-payment") return { word: "says-paid", on: null };
    if (intent === "promise") return { word: "promise", on: on ?? null };
    if (intent === "dispute") return { word: "dispute", on: null };
  }
  return { word: "other", on: null };
}
