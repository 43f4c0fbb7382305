import type { Intent, Understanding } from "../domain/intent.ts";
import type { XeroConnection, XeroSettings } from "../domain/mirror.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { told } from "./connect-xero.ts";
import type { Outcome } from "./outcome.ts";
import { settingsSaved } from "./save-xero-settings.ts";
import type { Turn } from "./turn.ts";

/** One thing about Xero that was said in the chat. */
type Said =
  | { readonly set: Partial<XeroSettings> }
  | { readonly about: "account" | "tax" | "theme"; readonly name: string };

const on = (text: string | undefined) => text?.toLowerCase() === "on";

/** Whole sentences of known shapes; anything left over is no setting. */
const shapes: readonly (readonly [shape: RegExp, read: (match: RegExpExecArray) => Said])[] = [
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

function named(about: string | undefined, name: string | undefined): Said {
  return {
    about: about?.startsWith("tax") ? "tax" : about === "theme" ? "theme" : "account",
    name: name ?? "",
  };
}

function read(text: string): Said | null {
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
export function readXeroSetting(text: string): Understanding | null {
  if (read(text) === null) return null;
  return {
    text,
    intents: [{ intent: "xero-setting", certainty: "said", description: text }],
    question: null,
  };
}

/** "xero account 201", "xero read only": what the setup page sets, said in the chat. */
export async function changeXeroSetting(turn: Turn, intent: Intent): Promise<Outcome> {
  const said = read(intent.description ?? "");
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (
    said === null ||
    connection === undefined ||
    connection.state === "off" ||
    connection.settings === null
  ) {
    return told({ what: "not-connected" });
  }
  const found: Choices | Partial<XeroSettings> = "set" in said ? said.set : choose(connection, said);
  if ("choices" in found) return told({ what: "no-such-choice", ...found });
  const settings = { ...connection.settings, ...found };
  // Payments need an account: where there is one only, it is meant.
  const [only, other] = connection.facts.bankAccounts;
  if (settings.writeBack && settings.writeBackAccount === null) {
    if (only === undefined || other !== undefined) {
      const choices = connection.facts.bankAccounts.map((it) => it.name);
      return told({ what: "no-such-choice", about: "account", choices });
    }
    settings.writeBackAccount = only.id;
  }
  if (settings.importOn && !connection.settings.importOn) await settingsSaved(turn, connection, settings);
  else await changeXeroConnection(turn.tx, connection, { settings });
  return told({ what: "settings", connection, settings });
}

type Choices = { readonly about: "account" | "tax" | "theme"; readonly choices: readonly string[] };

function choose(
  { facts }: XeroConnection,
  { about, name }: Extract<Said, { about: string }>,
): Choices | Partial<XeroSettings> {
  const same = (one: string) => one.toLowerCase() === name;
  if (about === "account") {
    const account = facts.salesAccounts.find(
      (it) => same(it.code) || same(it.name) || same(`${it.code} ${it.name}`),
    );
    const choices = facts.salesAccounts.map((it) => `${it.code} ${it.name}`);
    return account === undefined ? { about, choices } : { account: account.code };
  }
  if (about === "tax") {
    const rate = facts.taxRates.find((it) => same(it.type) || same(it.name));
    return rate === undefined
      ? { about, choices: facts.taxRates.map((it) => it.name) }
      : { taxType: rate.type };
  }
  const theme = facts.themes.find((it) => same(it.name));
  return theme === undefined ? { about, choices: facts.themes.map((it) => it.name) } : { theme: theme.id };
}
