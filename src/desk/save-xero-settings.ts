import { defaultTermsDays } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { XeroConnection, XeroSettings } from "../domain/mirror.ts";
import { termsMaxDays } from "../domain/setting.ts";
import { changeTrader } from "../store/traders.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { told } from "./connect-xero.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { openBills, openWithout } from "./retry-sync.ts";
import type { Turn } from "./turn.ts";

/** Saves how bills become invoices; the first time, the bills made before are asked about. */
export async function settingsSaved(
  turn: Turn,
  { traderId, organisationId }: Pick<XeroConnection, "traderId" | "organisationId">,
  settings: XeroSettings,
): Promise<readonly Outcome[]> {
  const before = await findXeroConnection(turn.tx, traderId);
  if (before?.organisationId !== organisationId || before.state === "off") return [];
  const first = before.settings === null;
  const importsNow = settings.importOn && before.settings?.importOn !== true;
  const changes = {
    settings,
    state: before.state === "setup" ? ("on" as const) : before.state,
    importPage: importsNow ? 1 : before.importPage,
    pollDueAt: turn.now,
  };
  await changeXeroConnection(turn.tx, before, changes);
  const connection = { ...before, ...changes };
  const vatNow = await registerForVat(turn, connection, settings);
  const termsNow = first ? await takeTerms(turn, connection) : null;
  const open = settings.direction === "two-way" && first ? (await openWithout(turn)).length : 0;
  const intent: Intent = { intent: "retry-sync", certainty: "guessed", description: openBills };
  const proposalId =
    open === 0 ? null : await openQuestion(turn, { text: "", intents: [intent], question: null });
  return [told({ what: "ready", connection, settings, open, proposalId, vatNow, termsNow, first })];
}

/** Whoever invoices with VAT in Xero is VAT registered, though they never said so here. */
async function registerForVat(
  turn: Turn,
  { facts }: XeroConnection,
  { taxType }: XeroSettings,
): Promise<boolean> {
  const charges = (facts.taxRates.find((rate) => rate.type === taxType)?.percent ?? 0) > 0;
  if (!charges || !facts.vatRegistered || turn.trader.vatRegistered) return false;
  turn.trader = await changeTrader(turn.tx, turn.trader, { vatRegistered: true });
  return true;
}

/** The organisation's own sales terms, where the trader has said none here. */
async function takeTerms(turn: Turn, { facts }: XeroConnection): Promise<number | null> {
  const days = facts.salesTermsDays;
  const unsaid = turn.trader.termsDays === defaultTermsDays;
  if (days === null || !unsaid || days === defaultTermsDays || days > termsMaxDays) return null;
  turn.trader = await changeTrader(turn.tx, turn.trader, { termsDays: days });
  return days;
}
