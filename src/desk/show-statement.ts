import { type Client, mentionOf } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Intent } from "../domain/intent.ts";
import { traderLines, traderName } from "../domain/letterhead.ts";
import { accountFigures, type Statement } from "../domain/statement.ts";
import { readAccount } from "../store/account.ts";
import { bankFor } from "../store/bill-page.ts";
import type { Tx } from "../store/store.ts";
import type { Trader } from "../store/traders.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import { scopeOf } from "./scope.ts";
import type { Turn } from "./turn.ts";

/** "statement for Acme": where their account stands, as a paper to look at; sending it is another word. */
export async function showStatement(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  if (scope.kind === "everything") return { kind: "plain", what: "statement-whose" };
  const client = scope.kind === "client" ? scope.client : scope.bill.client;
  const statement = await makeStatement(turn.tx, turn.trader, client, turn);
  const send: Intent = {
    intent: "statement",
    certainty: "said",
    client: mentionOf(client),
  };
  const proposalId = await openQuestion(turn, { text: "", intents: [send], question: null });
  return { kind: "statement", client, statement, proposalId };
}

/** A client's statement, in the currency of the trader's books. */
export async function makeStatement(
  tx: Tx,
  trader: Trader,
  client: Client,
  { now, today }: { readonly now: Date; readonly today: Day },
): Promise<Statement> {
  const { currency } = trader;
  const bank = await bankFor(tx, trader, now);
  return {
    kind: "statement",
    on: today,
    currency,
    client: client.name,
    to: [client.name, ...(client.address?.split(/\n|, /) ?? [])],
    from: traderLines(trader),
    ...accountFigures(await readAccount(tx, trader.id, client.id, currency), today),
    bank: bank === null ? null : { name: trader.legalName ?? traderName(trader), ...bank },
  };
}
