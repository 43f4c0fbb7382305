import type { Intent } from "../domain/intent.ts";
import type { JournalAction } from "../domain/journal.ts";
import { findAction, findNewestAction, forgetUndo, listActionsOn } from "../store/actions.ts";
import { getBill } from "../store/bills.ts";
import { contentOf, withoutEdit, writeContent } from "./bill-content.ts";
import { findSaidBill } from "./find-bill.ts";
import type { Outcome } from "./outcome.ts";
import { showBill } from "./show-bill.ts";
import { move, type Turn, viewOf } from "./turn.ts";
import { recordAgain, undoAction, undoLatest } from "./undo.ts";

/**
 * "redo", "undo the undo": what "undo" took back just now stands again. "Put it back" means that only right after an
 * undo, and is one itself after anything else.
 */
export async function redo(turn: Turn, intent: Intent): Promise<Outcome> {
  const newest = await findNewestAction(turn.tx, turn.trader.id);
  if (newest?.entry.kind !== "undo")
    return intent.last ? await undoLatest(turn, intent) : { kind: "not-undone", why: "no-undo" };
  const action = await findAction(turn.tx, turn.trader.id, newest.entry.actionId);
  return action === undefined ? { kind: "not-undone", why: "no-undo" } : await again(turn, action, newest.id);
}

/** "reopen bill 2": a bill that was cancelled, written off or taken back is owed again. */
export async function reopenBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, intent);
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  if (bill.state !== "cancelled" && bill.state !== "credited") return await showBill(turn, intent);
  const actions = await listActionsOn(turn.tx, turn.trader.id, bill.id);
  const closed = actions.findLast(
    ({ entry, undoneAt }) =>
      undoneAt === null && (entry.kind === "cancel-bill" || entry.kind === "write-off"),
  );
  if (closed !== undefined) return await undoAction(turn, closed.id);
  const birth = actions.find(({ entry, undoneAt }) => entry.kind === "create-bill" && undoneAt !== null);
  if (birth !== undefined) return await again(turn, birth, null);
  // Neither by a word nor by a button: it was voided in Xero.
  return { kind: "not-undone", why: "not-again" };
}

/** Does once more what was taken back; `undo` is what took it back. */
async function again(turn: Turn, action: JournalAction, undo: string | null): Promise<Outcome> {
  const { id: actionId } = action;
  const outcome = action.undoneAt === null ? null : await done(turn, action);
  if (outcome === null || outcome.kind === "not-undone")
    return outcome ?? { kind: "not-undone", why: "no-undo" };
  await forgetUndo(turn.tx, turn.trader.id, { undo, action: actionId });
  return outcome;
}

async function done(turn: Turn, { id: actionId, entry }: JournalAction): Promise<Outcome> {
  switch (entry.kind) {
    case "create-bill":
    case "cancel-bill": {
      const bill = await getBill(turn.tx, turn.trader.id, entry.billId);
      const [from, to] =
        entry.kind === "create-bill" ? (["cancelled", "open"] as const) : (["open", "cancelled"] as const);
      if (bill.state !== from) return { kind: "not-undone", why: "changed-since" };
      const view = await viewOf(turn, await move(turn, bill, { state: to, paidMinor: bill.paidMinor }));
      return to === "cancelled"
        ? { kind: "cancelled", bill: view, actionId }
        : { kind: "undone", undone: { kind: "bill-reopened", bill: view }, actionId };
    }
    case "edit-bill": {
      const bill = await getBill(turn.tx, turn.trader.id, entry.billId);
      if (bill.state !== "open") return { kind: "not-undone", why: "closed-since" };
      const content = withoutEdit(await contentOf(turn, bill), entry.now, entry.was);
      if (content === null) return { kind: "not-undone", why: "changed-since" };
      const before = await viewOf(turn, bill);
      const edited = await viewOf(turn, await writeContent(turn, bill, content));
      return { kind: "edited", before, bill: { ...edited, lines: content.lines }, actionId };
    }
    case "record-payment": {
      const undone = await recordAgain(turn, entry.paymentId);
      return typeof undone === "string"
        ? { kind: "not-undone", why: undone }
        : { kind: "undone", undone, actionId };
    }
    default:
      return { kind: "not-undone", why: "not-again" };
  }
}
