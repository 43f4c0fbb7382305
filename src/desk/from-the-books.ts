import { type Client, mentionOf } from "../domain/client.ts";
import type { Intent, Understanding } from "../domain/intent.ts";
import { listBillsOf, listLines } from "../store/bills.ts";
import { findSaidClient } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { propose } from "./propose.ts";
import type { Turn } from "./turn.ts";

/**
 * "same again for Acme", "bill him 40": what is asked is looked up and put on a card. Null where the books do not have
 * it either, or more is to be asked.
 */
export async function fromTheBooks(turn: Turn, understanding: Understanding): Promise<Outcome | null> {
  const books = understanding.question?.books ?? [];
  if (books.length === 0) return null;
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
