import type { Intent } from "../domain/intent.ts";
import type { XeroConnection, XeroSettings } from "../domain/mirror.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { type XeroSettingSaid, xeroSettingSaid } from "../understand/whole/read-xero-setting.ts";
import { told } from "./connect-xero.ts";
import type { Outcome } from "./outcome.ts";
import { settingsSaved } from "./save-xero-settings.ts";
import type { Turn } from "./turn.ts";

/** "xero account 201", "xero read only": what the setup page sets, said in the chat. */
export async function changeXeroSetting(turn: Turn, intent: Intent): Promise<Outcome> {
  const said = xeroSettingSaid(intent.description ?? "");
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
  { about, name }: Extract<XeroSettingSaid, { about: string }>,
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
