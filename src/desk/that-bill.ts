import type { Bill } from "../domain/bill.ts";
import { mentionOf } from "../domain/client.ts";
import type { AnyVerb, Intent } from "../domain/intent.ts";
import { findLatestBill, getBill } from "../store/bills.ts";
import { setAboutBill } from "../store/conversations.ts";
import { billTalkedOf, type Outcome } from "./outcome.ts";
import { clientOf, type Turn } from "./turn.ts";

/** Talked of last was a client or a bill that there is none of: "no, it was 60" is about that, and no other bill. */
const notHere = "";
/** The same, and a card was put since: "make it 60" is about the card, and no bill either. */
const onCard = "card";

/** Whether what was said last found nobody and no bill. */
export function missed(turn: Turn): boolean {
  return turn.conversation.aboutBillId === notHere;
}

/** Who is not known, and bills that were not made. */
const nobodysBill: ReadonlySet<Outcome["kind"]> = new Set(["no-client", "vat-refused", "refused-amount"]);

/** Notes which bill this turn talked of, for what is said next of "that". */
export async function noteTalkedOf(turn: Turn, outcomes: readonly Outcome[]): Promise<void> {
  const { tx, trader, conversation } = turn;
  const about = outcomes.map(billTalkedOf).findLast((bill) => bill !== null);
  const nothing = outcomes.some(
    (it) => nobodysBill.has(it.kind) || (it.kind === "no-bill" && it.number !== null),
  );
  if (about) await setAboutBill(tx, trader.id, conversation.id, about.id);
  else if (nothing) await setAboutBill(tx, trader.id, conversation.id, notHere);
  else if (missed(turn) && outcomes.some(({ kind }) => kind === "proposed"))
    await setAboutBill(tx, trader.id, conversation.id, onCard);
}

/** What "that" means: the bill whose card is replied to, else the one last talked of in this chat, else the newest. */
export async function thatBill(turn: Turn): Promise<Bill | undefined> {
  if (turn.repliedTo !== null) return turn.repliedTo;
  const { aboutBillId } = turn.conversation;
  if (aboutBillId === notHere || aboutBillId === onCard) return undefined;
  if (aboutBillId !== null) return await getBill(turn.tx, turn.trader.id, aboutBillId);
  return await findLatestBill(turn.tx, turn.trader.id);
}

/** What there is to say where "that" means no bill. */
export async function noSuchBill(turn: Turn): Promise<Outcome> {
  const any = await findLatestBill(turn.tx, turn.trader.id);
  return any === undefined ? { kind: "no-bill", number: null } : { kind: "plain", what: "which-bill" };
}

/** Orders about a bill that is there. */
const aboutOne: ReadonlySet<AnyVerb> = new Set([
  "edit-bill",
  "cancel-bill",
  "write-off",
  "record-payment",
  "take-back-payment",
  "send-again",
]);

/** Says "that" by its number, so that a card shows which bill is meant and a later yes means the same one. */
export async function pinned(turn: Turn, intent: Intent): Promise<Intent> {
  const open = aboutOne.has(intent.intent) && typeof intent.bill !== "number";
  if (!open || (intent.client && intent.repoint !== true)) return intent;
  const bill = await thatBill(turn);
  if (bill === undefined) return intent;
  const whose = intent.repoint ? {} : { client: mentionOf(await clientOf(turn, bill.clientId)) };
  return { ...intent, ...whose, bill: bill.number };
}
