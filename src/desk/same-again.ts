import type { Intent, Understanding } from "../domain/intent.ts";
import { listBillsOf, listLines } from "../store/bills.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { propose } from "./propose.ts";
import type { Turn } from "./turn.ts";

/** "same again for Acme": the last bill they had, on a card. Null where there is none, or more is to be asked. */
export async function sameAgain(turn: Turn, understanding: Understanding): Promise<Outcome | null> {
  if (understanding.question?.usual !== true) return null;
  const intents: Intent[] = [];
  for (const intent of understanding.intents) {
    const again = await asLastTime(turn, intent);
    if (again === null) return null;
    intents.push(again);
  }
  return await propose(turn, { ...understanding, intents, question: null });
}

async function asLastTime(turn: Turn, intent: Intent): Promise<Intent | null> {
  const client =
    intent.intent === "create-bill" && intent.client ? await findClient(turn, intent.client) : undefined;
  if (client === undefined) return null;
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
