import { randomBytes } from "node:crypto";
import { hasField, type Json, resource } from "./check.ts";
import { Refusal, type Rule } from "./rules.ts";

/** One account at Stripe and everything in it. All of it is plain data, so that it can be kept in a file. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** The newest last. */
  readonly objects: Record<string, Json>;
  readonly events: string[];
  /** Secrets of webhook endpoints, which no answer but the first one holds. */
  readonly secrets: Record<string, string>;
  readonly answers: Record<string, Answer>;
}

/** What was answered to a call with an idempotency key. */
export interface Answer {
  readonly call: string;
  readonly status: number;
  readonly body: Json;
  readonly atMs: number;
}

export interface Key {
  readonly accountId: string;
  /** Rights such as `payment_link_write`; null may do everything. */
  readonly rights: readonly string[] | null;
}

export interface State {
  readonly accounts: Record<string, Account>;
  readonly keys: Record<string, Key>;
}

/** What the parts of the stand-in share. */
export interface Bank {
  readonly state: State;
  readonly now: () => Date;
  /** Where the pages a client pays on are. */
  readonly pagesUrl: () => string;
  readonly fired: Set<Rule>;
  /** An event has been written down for an account. */
  added: (account: Account, event: Json) => void;
}

export const apiVersion = "2026-10-28.endive";

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("base64url").replace(/[-_]/g, "x")}`;
}

/** Opens an account; what may be done in it goes by its keys. */
export function addAccount(state: State, name: string): Account {
  const id = newId("acct");
  const account: Account = { id, name, objects: {}, events: [], secrets: {}, answers: {} };
  state.accounts[id] = account;
  return account;
}

export function addKey(state: State, account: Account, rights: readonly string[] | null = null): string {
  const key = newId("rk_test");
  state.keys[key] = { accountId: account.id, rights };
  return key;
}

/** An object of that kind in the account; nobody else's is there. */
export function find(account: Account, kind: string, id: string): Json {
  const found = Object.hasOwn(account.objects, id) ? account.objects[id] : undefined;
  if (found === undefined || found["object"] !== kind) {
    const named = kind.replaceAll(".", "_");
    throw new Refusal("resource-missing", 404, `No such ${named}: '${id}'`, {
      code: "resource_missing",
      param: named,
    });
  }
  return found;
}

/** The ids of an account's objects by their kinds, as looking through all of them takes longer with every payment. */
const indexes = new WeakMap<Account, Map<unknown, Set<string>>>();

function indexOf(account: Account): Map<unknown, Set<string>> {
  const known = indexes.get(account);
  if (known !== undefined) return known;
  const index = new Map<unknown, Set<string>>();
  indexes.set(account, index);
  for (const [id, object] of Object.entries(account.objects)) note(index, object["object"], id);
  return index;
}

function note(index: Map<unknown, Set<string>>, kind: unknown, id: string): void {
  const ids = index.get(kind) ?? new Set();
  index.set(kind, ids.add(id));
}

export function all(account: Account, kind: string): readonly Json[] {
  const ids = [...(indexOf(account).get(kind) ?? [])];
  return ids.map((id) => account.objects[id]).filter((it) => it !== undefined);
}

/** Writes an object down, new or changed. */
export function put(bank: Bank, account: Account, kind: string, values: Json): Json {
  const id = String(values["id"]);
  const before = account.objects[id];
  const created = hasField(kind, "created") ? { created: seconds(bank) } : {};
  const object = before === undefined ? resource(kind, { ...created, ...values }) : { ...before, ...values };
  note(indexOf(account), kind, id);
  account.objects[id] = object;
  return object;
}

export function seconds(bank: Bank): number {
  return Math.floor(bank.now().getTime() / 1000);
}

/** Has an event happen: with the object as it is now, whatever becomes of it. */
export function emit(bank: Bank, account: Account, type: string, object: Json): void {
  const id = newId("evt");
  const event = put(bank, account, "event", {
    id,
    type,
    api_version: apiVersion,
    data: { object: structuredClone(object) },
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
  });
  account.events.push(id);
  bank.added(account, event);
}
