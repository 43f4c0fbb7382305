import { type Client, mentionOf } from "../domain/client.ts";
import type { ClientMention, Intent, Understanding } from "../domain/intent.ts";
import { listBillsOf, listLines } from "../store/bills.ts";
import { activeHolds } from "./change-holds.ts";
import { chaseNow } from "./chase-now.ts";
import { editBill, isEditable, moveDue } from "./edit-bill.ts";
import { findSaidBill, findSaidClient } from "./find-bill.ts";
import { findClient, findClientByName } from "./find-client.ts";
import { resumeChasing } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import { propose } from "./propose.ts";
import type { Turn } from "./turn.ts";

/**
 * "same again for Acme", "bill him 40", "push it back a week": what is asked is looked up and put on a card. Null where the books do not have
 * it either, or more is to be asked.
 */
export async function fromTheBooks(turn: Turn, understanding: Understanding): Promise<Outcome | null> {
  const books = understanding.question?.books ?? [];
  if (books.length === 0) return null;
  if (books.includes("due-day")) return await movedDue(turn, understanding);
  if (books.includes("all-but")) return await allBut(turn, understanding);
  if (books.includes("paused")) return await allPaused(turn, understanding);
  const intents: Intent[] = [];
  for (const intent of understanding.intents) {
    const client = intent.intent === "create-bill" ? await findSaidClient(turn, intent) : undefined;
    if (client === undefined) return null;
    const named: Intent = {
      ...intent,
      certainty: "guessed",
      client: mentionOf(client),
    };
    const priced = books.includes("last-price") ? await asLastTime(turn, named, client) : named;
    if (priced === null) return null;
    intents.push(priced);
  }
  return await propose(turn, { ...understanding, intents, question: null });
}

/** "chase everyone but Acme". Who is left out stands on a card, where the name alone did not say it. */
async function allBut(turn: Turn, { text, intents }: Understanding): Promise<Outcome | null> {
  const [only, ...others] = intents;
  const except: ClientMention[] = [];
  let sure = true;
  for (const mention of only?.except ?? []) {
    const client = await findClient(turn, mention);
    if (client === undefined) return null;
    sure &&= (await findClientByName(turn.tx, turn.trader.id, mention.said))?.id === client.id;
    except.push(mentionOf(client));
  }
  if (except.length === 0 || others.length > 0) return null;
  const intent: Intent = { intent: "chase", certainty: sure ? "said" : "guessed", client: null, except };
  return sure
    ? await chaseNow(turn, intent)
    : await propose(turn, { text, intents: [intent], question: null });
}

/** "resume", where everything is paused; with other pauses beside it that is asked about. */
async function allPaused(turn: Turn, { text, intents }: Understanding): Promise<Outcome | null> {
  const [only, ...others] = intents;
  const holds = await activeHolds(turn);
  const everything = holds.some(({ clientId, billId }) => clientId === null && billId === null);
  if (only === undefined || others.length > 0 || !everything) return null;
  return holds.length === 1
    ? await resumeChasing(turn, only)
    : await propose(turn, { text, intents: [{ ...only, certainty: "guessed" }], question: null });
}

/** "push it back a week": from the day it is due now. As said at once, and on a card where anything of it is a guess. */
async function movedDue(turn: Turn, understanding: Understanding): Promise<Outcome | null> {
  const intents: Intent[] = [];
  let sure = understanding.intents.length === 1;
  for (const intent of understanding.intents) {
    const found = intent.moveDue === undefined ? null : await findSaidBill(turn, intent);
    if (found === null) return null;
    if (found.kind === "not") return found.outcome;
    const { bill } = found;
    const named = { ...intent, bill: bill.number };
    if (!isEditable(bill)) return await editBill(turn, named);
    const moved = await moveDue(turn, bill, intent.moveDue);
    if (moved === null) return null;
    sure &&= moved.from === bill.dueOn && intent.certainty === "said";
    intents.push({ ...named, dueOn: moved.dueOn });
  }
  const [only] = intents;
  if (sure && only !== undefined) return await editBill(turn, only);
  return await propose(turn, { ...understanding, intents, question: null });
}

async function asLastTime(turn: Turn, intent: Intent, client: Client): Promise<Intent | null> {
  if (intent.totalMinor != null) return intent;
  const { tx, trader } = turn;
  const last = (await listBillsOf(tx, trader.id, client.id)).find(
    ({ state, currency }) => state !== "cancelled" && currency === trader.currency,
  );
  if (last === undefined) return null;
  const lines = await listLines(tx, trader.id, last.id);
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const { vat = "unsaid" } = intent;
  const asLast = vat === "unsaid" && trader.vatRegistered;
  return { ...intent, certainty: "guessed", lines, totalMinor, vat: asLast ? last.vat : vat };
}
