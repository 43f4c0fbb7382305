import { assert } from "../assert.ts";
import { nameKey } from "../domain/client.ts";
import type { Intent, Understanding } from "../domain/intent.ts";
import type { JournalAction, JournalEntry } from "../domain/journal.ts";
import { listActionsOf } from "../store/actions.ts";
import { getBill } from "../store/bills.ts";
import { listVersions, type Message } from "../store/messages.ts";
import { closeProposal, findLiveProposal } from "../store/proposals.ts";
import type { BillView, Outcome } from "./outcome.ts";
import { perform } from "./perform.ts";
import { needsYes, propose } from "./propose.ts";
import { readMessage } from "./read-message.ts";
import { type Turn, viewOf } from "./turn.ts";
import { undoAction } from "./undo.ts";

type Entry<K extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: K }>;

/**
 * A message that was sent before says something else now: what it did is made to fit. Null where it did nothing, and
 * so is a message like any other.
 */
export async function reviseMessage(
  turn: Turn,
  text: string,
  clients: readonly string[],
): Promise<readonly Outcome[] | null> {
  const { tx, trader, conversation, messageId, now } = turn;
  assert(messageId !== null, "only a message can be edited.");
  const live = await findLiveProposal(tx, conversation.id, now);
  // What it asked for was not done yet.
  if (live?.messageId === messageId) await closeProposal(tx, conversation.id, live.id, now);
  const versions = await listVersions(tx, conversation.id, messageId);
  const firstSaidAt = versions.at(-1)?.at ?? now;
  const message = { conversationId: conversation.id, messageId };
  const did = await listActionsOf(tx, trader.id, message, turn.random.firstIdAt(firstSaidAt));
  if (did.length === 0) return null;
  const { understanding: is } = readMessage(text, { now, clients }, undefined);
  const stands = did.filter((action) => action.undoneAt === null);
  if (stands.length === 0) return await askAnew(turn, is);
  const made = stands.flatMap(({ entry }) => (entry.kind === "create-bill" ? [entry] : []));
  const bills: BillView[] = [];
  for (const { billId } of made) bills.push(await viewOf(turn, await getBill(tx, trader.id, billId)));
  const others = stands.filter(({ entry }) => !isAbout(entry, made));
  if (is.question !== null || is.intents.every(({ intent }) => intent === "none"))
    return [{ kind: "edit-unclear", bills }];
  const was = orderBefore(versions, clients);
  if (bills.length > 0 && others.length === 0 && was !== null && areAll(is, "create-bill"))
    return await reviseBills(turn, bills, was, is.intents);
  if (
    bills.length === 0 &&
    (areAll(is, "edit-bill") || areAll(is, "record-payment") || isSameAgain(is, stands))
  )
    return await doAgain(turn, stands, is.intents);
  return await askOther(turn, bills, is);
}

/** What the latest version that was an order for bills asked for; null where none was. */
function orderBefore(versions: readonly Message[], clients: readonly string[]): readonly Intent[] | null {
  for (const { text, at } of versions.slice(1)) {
    const { understanding } = readMessage(text, { now: at, clients }, undefined);
    if (areAll(understanding, "create-bill")) return understanding.intents;
  }
  return null;
}

function areAll({ intents }: Understanding, verb: Intent["intent"]): boolean {
  return intents.every(({ intent }) => intent === verb);
}

/** What a message did, by what it asked for. */
const deedOf: Partial<Readonly<Record<Intent["intent"], JournalEntry["kind"]>>> = {
  settings: "change-setting",
  "edit-client": "edit-client",
  chase: "chase",
};

/** The same kind of thing in other words: another setting, another client to chase. */
function isSameAgain({ intents }: Understanding, stands: readonly JournalAction[]): boolean {
  return intents.every(({ intent }) => {
    const deed = deedOf[intent];
    return deed !== undefined && stands.every(({ entry }) => entry.kind === deed);
  });
}

/** Making a bill, or a change of one that the same message made. */
function isAbout(entry: JournalEntry, made: readonly Entry<"create-bill">[]): boolean {
  return (
    entry.kind === "create-bill" ||
    (entry.kind === "edit-bill" && made.some(({ billId }) => billId === entry.billId))
  );
}

/** All it did was taken back: what it says now is asked about first. */
async function askAnew(turn: Turn, is: Understanding): Promise<readonly Outcome[] | null> {
  const orders = is.question === null && is.intents.some(({ intent }) => intent === "create-bill");
  return orders ? [await propose(turn, is)] : null;
}

/** Each bill is made to say what its order says now; a bill more is asked about, and so is one that is gone. */
async function reviseBills(
  turn: Turn,
  bills: readonly BillView[],
  was: readonly Intent[],
  is: readonly Intent[],
): Promise<readonly Outcome[]> {
  const before = pairUp(bills, was);
  const after = pairUp(bills, is);
  const edits: Intent[] = [];
  const asks: Intent[] = [];
  const closed: BillView[] = [];
  for (const [index, view] of bills.entries()) {
    const [old, fresh] = [before[index], after[index]];
    const { number, state } = view.bill;
    if (fresh === undefined) {
      if (state === "open") asks.push({ intent: "cancel-bill", certainty: "guessed", bill: number });
    } else if (state === "cancelled") {
      closed.push(view);
      asks.push({ ...fresh, certainty: "guessed" });
    } else if (old !== undefined) {
      const { certainty, totalMinor = null } = fresh;
      edits.push({
        intent: "edit-bill",
        certainty,
        bill: number,
        totalMinor,
        revision: { was: old, is: fresh },
      });
    }
  }
  for (const fresh of is) if (!after.includes(fresh)) asks.push({ ...fresh, certainty: "guessed" });
  const changed = edits.filter(
    ({ revision }) => JSON.stringify(revision?.was) !== JSON.stringify(revision?.is),
  );
  // Of several bills those that say what they said are not talked of.
  const telling = changed.length === 0 && asks.length === 0 ? edits : changed;
  const outcomes: Outcome[] = [];
  if (!needsYes(telling)) for (const edit of telling) outcomes.push(await perform(turn, edit));
  if (closed.length > 0) outcomes.push({ kind: "revised-closed", bills: closed });
  const intents = needsYes(telling) ? [...telling, ...asks] : asks;
  if (intents.length > 0) outcomes.push(await propose(turn, { text: "", intents, question: null }));
  return outcomes;
}

/** Which order is which bill's: by the client, and where that changed too by the place. */
function pairUp(bills: readonly BillView[], intents: readonly Intent[]): readonly (Intent | undefined)[] {
  const left = new Set(intents);
  const take = (fits: (intent: Intent) => boolean) => {
    const found = [...left].find(fits);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const named = bills.map(({ client }) =>
    take((it) => nameKey(it.client?.match ?? it.client?.said ?? "") === client.nameKey),
  );
  const unnamed = named.filter((it) => it === undefined).length;
  // A name that is new stands for the bill of the name that is gone only where there is no doubt which.
  return named.map((it) => it ?? (left.size === unnamed ? take(() => true) : undefined));
}

/** A change or a payment said in other words now: the first is taken back, and the second done. */
async function doAgain(
  turn: Turn,
  stands: readonly JournalAction[],
  intents: readonly Intent[],
): Promise<readonly Outcome[]> {
  const pinned: Intent[] = [];
  for (const [index, intent] of intents.entries())
    pinned.push(await withBill(turn, intent, stands[index]?.entry));
  if (needsYes(pinned)) return [await propose(turn, { text: "", intents: pinned, question: null })];
  const backs: Outcome[] = [];
  for (const action of stands.toReversed()) {
    const back = await undoAction(turn, action.id);
    backs.push(back);
    if (back.kind !== "undone") return backs;
  }
  const outcomes: Outcome[] = [];
  for (const intent of pinned) outcomes.push(await perform(turn, intent));
  // What takes the place of the first, for the same client, says so by itself; else that it is gone is told.
  const named = pinned.flatMap(({ client }) => client?.match ?? client?.said ?? []);
  const same = named.length === 0 || backs.flatMap(whose).every((name) => named.includes(name));
  return same && outcomes.every(didSomething) ? outcomes : [...backs, ...outcomes];
}

/** The clients that something taken back was about. */
function whose(back: Outcome): readonly string[] {
  if (back.kind !== "undone") return [];
  const { undone } = back;
  if ("bill" in undone) return [undone.bill.client.name];
  if ("bills" in undone) return undone.bills.map(({ client }) => client.name);
  if ("clients" in undone) return undone.clients.map(({ name }) => name);
  return "client" in undone ? [undone.client.name] : [];
}

function didSomething(outcome: Outcome): boolean {
  return "actionId" in outcome || (outcome.kind === "chase" && "actionId" in outcome.told);
}

/** "make that 205": that is the bill which the first version changed. */
async function withBill(turn: Turn, intent: Intent, entry: JournalEntry | undefined): Promise<Intent> {
  if (typeof intent.bill === "number" || entry?.kind !== "edit-bill") return intent;
  const { number } = await getBill(turn.tx, turn.trader.id, entry.billId);
  return { ...intent, bill: number };
}

/** It asks for something else altogether: what it did stays, and the rest waits for a yes. */
async function askOther(
  turn: Turn,
  bills: readonly BillView[],
  is: Understanding,
): Promise<readonly Outcome[]> {
  const intents = is.intents.map((intent) => ({ ...intent, certainty: "guessed" as const }));
  const asked = await propose(turn, { ...is, intents });
  return [{ kind: "edit-other", bills }, asked];
}
