import { type Bill, isOwed } from "../domain/bill.ts";
import type { Hold } from "../domain/hold.ts";
import type { Intent } from "../domain/intent.ts";
import { getBill, listOwed } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import type { BillView } from "./bill-view.ts";
import { findSaidBill } from "./find-bill.ts";
import { findClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import type { Scope } from "./outcome-chase.ts";
import { noSuchBill, thatBill } from "./that-bill.ts";
import { type Turn, viewOf } from "./turn.ts";

export type Scoped =
  | { readonly kind: "scope"; readonly scope: Scope }
  | { readonly kind: "not"; readonly outcome: Outcome };

/** What an order about chasing is about: the bill said, the client said, "that", or everything. */
export async function scopeOf(turn: Turn, intent: Intent): Promise<Scoped> {
  if (typeof intent.bill === "number") {
    const found = await findSaidBill(turn, intent);
    return found.kind === "not" ? found : scope({ kind: "bill", bill: await viewOf(turn, found.bill) });
  }
  if (intent.client) {
    const client = await findClient(turn, intent.client);
    if (client === undefined)
      return { kind: "not", outcome: { kind: "no-client", said: intent.client.said } };
    return scope({ kind: "client", client });
  }
  if (turn.repliedTo === null && !intent.last) return scope({ kind: "everything" });
  // "leave them alone" is about whom we talked of, not about one of their bills.
  const bill = await thatBill(turn);
  if (bill === undefined) return { kind: "not", outcome: await noSuchBill(turn) };
  return turn.repliedTo === null
    ? scope({ kind: "client", client: await getClient(turn.tx, turn.trader.id, bill.clientId) })
    : scope({ kind: "bill", bill: await viewOf(turn, bill) });
}

function scope(it: Scope): Scoped {
  return { kind: "scope", scope: it };
}

/** The owed bills in a scope, oldest due day first. */
export async function billsIn(turn: Turn, it: Scope): Promise<readonly Bill[]> {
  if (it.kind === "bill") {
    const bill = await getBill(turn.tx, turn.trader.id, it.bill.bill.id);
    return isOwed(bill) ? [bill] : [];
  }
  const owed = await listOwed(turn.tx, turn.trader.id);
  return owed
    .filter(({ bill }) => it.kind === "everything" || bill.clientId === it.client.id)
    .map(({ bill }) => bill);
}

/** What a hold that is about a bill pauses. */
export function scopeOfHold(hold: Hold, bill: BillView): Scope {
  if (hold.clientId === null) return { kind: "everything" };
  return hold.billId === null ? { kind: "client", client: bill.client } : { kind: "bill", bill };
}

/** The columns by which a hold names its scope. */
export function scopeIds(it: Scope): { readonly billId: string | null; readonly clientId: string | null } {
  if (it.kind === "everything") return { billId: null, clientId: null };
  return it.kind === "client"
    ? { billId: null, clientId: it.client.id }
    : { billId: it.bill.bill.id, clientId: it.bill.client.id };
}
