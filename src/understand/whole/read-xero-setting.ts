import type { XeroSettings } from "../../domain/mirror.ts";
import type { ReadWhole } from "../sentence.ts";

/** One thing about Xero that was said in the chat. */
export type XeroSettingSaid =
  | { readonly set: Partial<XeroSettings> }
  | { readonly about: "account" | "tax" | "theme"; readonly name: string };

const on = (text: string | undefined) => text?.toLowerCase() === "on";

/** Whole sentences of known shapes; anything left over is no setting. */
const shapes: readonly (readonly [shape: RegExp, read: (match: RegExpExecArray) => XeroSettingSaid])[] = [
  [
    /^(?:(?:make|set|switch) )?xero (?:to )?(two[- ]way|read[- ]only)$/,
    ([, way]) => ({ set: { direction: way?.startsWith("two") ? "two-way" : "read-only" } }),
  ],
  [
    /^(?:push|put|send)(?: (?:bills|them|new bills))?(?: (?:in)?to)? xero as (drafts?|approved|authorised)(?: invoices)?$/,
    ([, as]) => ({ set: { pushAs: as?.startsWith("draft") ? "draft" : "approved" } }),
  ],
  [
    /^(?:turn |switch )?xero import(?:s)?(?: is)? (on|off)$/,
    ([, state]) => ({ set: { importOn: on(state) } }),
  ],
  [
    /^(?:turn |switch )?xero (?:write[- ]?back|payments)(?: is| are)? (on|off)$/,
    ([, state]) => ({ set: { writeBack: on(state) } }),
  ],
  [
    /^(?:set |change |use )?(?:the |my )?xero (account|tax|tax rate|tax type|theme)(?: to| is)? (.+)$/,
    ([, about, name]) => named(about, name),
  ],
  [/^use (account|tax rate|theme) (.+) in xero$/, ([, about, name]) => named(about, name)],
];

function named(about: string | undefined, name: string | undefined): XeroSettingSaid {
  return {
    about: about?.startsWith("tax") ? "tax" : about === "theme" ? "theme" : "account",
    name: name ?? "",
  };
}

/** What a message sets about Xero; null where it is about anything else. */
export function xeroSettingSaid(text: string): XeroSettingSaid | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, "");
  for (const [shape, said] of shapes) {
    const match = shape.exec(plain);
    if (match !== null) return said(match);
  }
  return null;
}

/** A message that sets something about Xero, as an order of its own. */
export const readXeroSetting: ReadWhole = (said) =>
  xeroSettingSaid(said) === null
    ? null
    : { intent: { intent: "xero-setting", certainty: "said", description: said }, gaps: [] };
