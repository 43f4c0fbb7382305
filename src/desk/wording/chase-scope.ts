import type { BillView } from "../outcome.ts";
import type { Scope } from "../outcome-chase.ts";
import { short } from "./bills.ts";

/** Whom and what chasing is about, in words. */

export function scopeWords(scope: Scope): string {
  if (scope.kind === "everything") return "everybody";
  return scope.kind === "client"
    ? scope.client.name
    : `${scope.bill.client.name} about bill ${scope.bill.bill.number}`;
}

export function resumeWords(scope: Scope): string {
  if (scope.kind === "everything") return "resume everything";
  return scope.kind === "client" ? `resume ${scope.client.name}` : `resume bill ${scope.bill.bill.number}`;
}

export function who(scope: Scope): string {
  if (scope.kind === "everything") return "they";
  return scope.kind === "client" ? scope.client.name : scope.bill.client.name;
}

/** `bill 3 (…) is`, `bills 3 and 4 are`. */
export function several(bills: readonly BillView[]): string {
  return bills.length === 1 ? `${short(first(bills))} is` : `${numbers(bills)} are`;
}

export function numbers(bills: readonly BillView[]): string {
  const list = bills.map(({ bill }) => String(bill.number));
  return bills.length === 1
    ? short(first(bills))
    : `bills ${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}

export function first(bills: readonly BillView[]): BillView {
  const [bill] = bills;
  if (bill === undefined)
    throw new Error("Broken assumption: what is told of bills is told of at least one.");
  return bill;
}
