import { ages } from "../../domain/aged-debt.ts";
import type { Client } from "../../domain/client.ts";
import { formatDay } from "../../domain/day.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Statement } from "../../domain/statement.ts";
import type { Say } from "../outcome.ts";
import { say } from "./say.ts";
import { count, lines, listOf } from "./text.ts";

/** More of an account than this is left to the paper. */
const entriesMax = 10;

/** A client's account, as text and as a paper. */
export function wordStatement({
  client,
  statement,
  proposalId,
}: {
  readonly client: Client;
  readonly statement: Statement;
  readonly proposalId: string;
}): Say {
  const { on, entries, broughtMinor } = statement;
  const money = (minor: number) => formatMoney(minor, statement.currency);
  const shown = entries.slice(-entriesMax);
  const before = entries.length - shown.length;
  const [first] = shown;
  const openingMinor = first === undefined ? broughtMinor : first.balanceMinor - first.changeMinor;
  const text = lines(
    `${client.name}'s statement, ${formatDay(on)}:`,
    openingMinor === 0
      ? null
      : `${before > 0 ? count(before, "earlier line") : "Before that"}: ${money(openingMinor)}`,
    ...shown.map(({ on: day, bill, changeMinor }) =>
      bill === null
        ? `${formatDay(day)}: ${money(-changeMinor)} paid`
        : `${formatDay(day)}: bill ${bill}, ${money(changeMinor)}`,
    ),
    standing(statement),
  );
  const said = say(text, {
    label: `Send it to ${client.name}`,
    action: { act: "confirm", proposalId },
  });
  return {
    ...said,
    attachment: { paper: statement, alt: `${client.name}'s statement, as a PDF.` },
  };
}

/** `Owed: £230, £100 of it 1–30 days overdue.` */
function standing({ balanceMinor, byAge, creditMinor, currency }: Statement): string {
  const money = (minor: number) => formatMoney(minor, currency);
  if (balanceMinor < 0) return `Nothing is owed; ${money(-balanceMinor)} is in credit.`;
  if (balanceMinor === 0) return "Nothing is owed.";
  const late = ages.flatMap((age, at) => {
    const minor = byAge[at] ?? 0;
    return age === "current" || minor === 0 ? [] : [`${money(minor)} is ${age} days overdue`];
  });
  const credit = creditMinor === 0 ? "" : `, after ${money(creditMinor)} of credit`;
  return `Owed: ${money(balanceMinor)}${credit}${late.length === 0 ? "" : `; ${listOf(late)}`}.`;
}
