import { type ClientDetails, cleanName, nameKey } from "../domain/client.ts";
import type { PaymentMethod } from "../domain/intent.ts";
import { nameMaxChars } from "../limits.ts";
import { methodOf, methodWords } from "./read-method.ts";
import { type PlanSaid, readPlan } from "./read-plan.ts";
import { sentenceOf } from "./sentence.ts";

/** What a sentence says of a client beyond an email, a phone or an address. */
export type ClientChange =
  | { readonly kind: "alias"; readonly name: string }
  | { readonly kind: "rename"; readonly name: string }
  | { readonly kind: "company"; readonly company: boolean }
  | { readonly kind: "pays"; readonly payBy: PaymentMethod }
  /** How they are not reached any more. */
  | { readonly kind: "unset"; readonly field: "email" | "phone" | "address" }
  | { readonly kind: "reminded"; readonly wish: Partial<Pick<ClientDetails, "chasePlan" | "chaseTone">> };

export interface ClientSaid {
  /** As it was said: "Dave the roofer". */
  readonly client: string;
  readonly change: ClientChange;
}

/** Reads "Dave the roofer is also called Big Dave" and the like: whole sentences of known shapes only. */
export function readClientChange(text: string, plan: PlanSaid | null = readPlan(text)): ClientSaid | null {
  const said = sentenceOf(text);
  if (said.endsWith("?")) return null;
  if (plan !== null) return reminded(plan);
  for (const [shape, make] of shapes) {
    const [, client, rest] = shape.exec(said) ?? [];
    if (client === undefined || rest === undefined) continue;
    const change = make(cleanName(rest, nameMaxChars));
    if (change !== null) return { client: client.trim(), change };
  }
  return null;
}

function reminded({ client, wish }: PlanSaid): ClientSaid | null {
  if (client === null) return null;
  if (wish.kind === "plan") return { client, change: { kind: "reminded", wish: { chasePlan: wish.plan } } };
  return wish.kind === "tone"
    ? { client, change: { kind: "reminded", wish: { chaseTone: wish.tone } } }
    : null;
}

const named =
  (kind: "alias" | "rename") =>
  (name: string): ClientChange | null =>
    nameKey(name) === "" ? null : { kind, name };

const shapes: readonly (readonly [RegExp, (rest: string) => ClientChange | null])[] = [
  [/^(.+?) (?:is|are) (?:also|sometimes) (?:called|known as) (.+)$/i, named("alias")],
  [/^(.+?) (?:aka|a\.k\.a\.?|alias) (.+)$/i, named("alias")],
  [/^(.+?)'s? (?:nickname|other name|alias) is (.+)$/i, named("alias")],
  [/^rename (.+?) (?:to|as) (.+)$/i, named("rename")],
  [/^(?:change|update) (.+?)'s? name to (.+)$/i, named("rename")],
  [/^(.+?)(?: is| are|'s|'re)? now (?:called|known as|trading as) (.+)$/i, named("rename")],
  [/^(?:change|update) (.+?)(?: from .+)? to ((?-i:\p{Lu})[^\d£]*)$/iu, named("rename")],
  [new RegExp(`^(.+?) (?:always |usually |normally |mostly )?pays?(?: me| us)?(?: by| in| with)? (${methodWords})$`, "i"), pays],
  [/^(?:remove|delete|clear|forget|drop|take off) (.+?)(?:'s?|s') (e-?mail(?: address)?|phone(?: number)?|mobile(?: number)?|number|(?:postal )?address)$/i, unset],
  [/^(.+?) (?:has|have)(?: got)? no ((?:e-?mail|phone|mobile|address)(?: address| number)?)(?: any ?more| now)?$/i, unset],
  [/^(.+?) (?:is|are) (not a (?:limited )?company|a (?:limited )?(?:company|business)|a (?:private )?(?:person|individual)|a consumer|private)$/i, companyOf],
]; // biome-ignore format: one row a shape

function pays(rest: string): ClientChange | null {
  const payBy = methodOf(rest);
  return payBy === null ? null : { kind: "pays", payBy };
}

function unset(rest: string): ClientChange {
  const field = /^e-?mail/i.test(rest) ? "email" : /address$/i.test(rest) ? "address" : "phone";
  return { kind: "unset", field };
}

function companyOf(rest: string): ClientChange {
  return { kind: "company", company: /^a (?:limited )?(?:company|business)$/i.test(rest) };
}
