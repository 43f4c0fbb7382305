import { type Client, isCompany, nameKey } from "../../domain/client.ts";
import { type Day, dayOf, formatDay } from "../../domain/day.ts";
import type { Nation } from "../../domain/holidays.ts";
import { formatMoney } from "../../domain/money.ts";
import { nationOf } from "../../domain/nation.ts";
import type { Offer, Say } from "../outcome.ts";
import type { ClientOutcome } from "../outcome-clients.ts";
import { owedList } from "./bills.ts";
import { planWords } from "./plan.ts";
import { say, undo, type Words } from "./say.ts";
import { wordStatement } from "./statement.ts";
import { lines, payWords, termsText, words } from "./text.ts";

/** What is said about clients. */

export const clientWords: Words<ClientOutcome["kind"]> = {
  "client-added": ({ client, actionId }) =>
    say(
      words(
        `Added ${client.name} to your clients.`,
        client.termsDays === null ? null : `Terms: ${termsText(client.termsDays)}.`,
      ),
      undo(actionId),
    ),
  "client-exists": ({ client }) => `${client.name} is one of your clients already.`,
  "no-client": ({ said }) => `I do not know a client called ${said}. Bill them first: bill ${said} £230`,
  "client-shown": shown,
  "client-changed": ({ before, client, actionId }) => say(changed(before, client), undo(actionId)),
  "alias-added": ({ client, alias, actionId }) =>
    say(`Done. ${alias} means ${client.name} from now on.`, undo(actionId)),
  "alias-forgotten": ({ client, alias, actionId }) =>
    say(`Done. ${alias} no longer means ${client.name}.`, undo(actionId)),
  "alias-own": ({ client }) =>
    `${client.name} is their own name, so I have kept it. To change it say: rename ${client.name} to …`,
  "client-same": ({ client }) => `That is how it is already for ${client.name}. I have changed nothing.`,
  "mail-again": ({ client }) => `I try ${client.email} again for ${client.name}.`,
  "client-unclear": ({ client }) =>
    `I could not tell what to change about ${client.name}, so I have changed nothing. Say it like: ${possessive(client.name)} email is name@example.com`,
  "name-taken": ({ name, client }) => taken(name, client),
  "client-sure": sure,
  "client-news": ({ client, field, actionId }) =>
    say(
      `${possessive(client.name)} ${field} was changed in another of your chats to ${client[field] ?? "nothing"}. If that was not you, undo it here.`,
      undo(actionId),
    ),
  statement: wordStatement,
  "which-client": ({ clients, proposalId }) =>
    say(
      `Which one: ${clients.map(({ name }) => name).join(" or ")}?`,
      ...clients.map(
        ({ id, name }): Offer => ({
          label: name,
          action: { act: "pick-client", proposalId, clientId: id },
        }),
      ),
    ),
};

function planText({ chasePlan }: Client): string | null {
  return chasePlan === null ? null : planWords(chasePlan);
}

function terms({ termsDays }: Client): string | null {
  return termsDays === null ? null : termsText(termsDays);
}

function pays({ payBy }: Client): string | null {
  return payBy === null ? null : payWords[payBy];
}

function taken(name: string, client: Client): string {
  return nameKey(name) === client.nameKey
    ? `You have a client called ${client.name} already, so I have changed nothing.`
    : `${name} already means ${client.name}, so I have changed nothing.`;
}

const nations: Readonly<Record<Nation, string>> = {
  "england-and-wales": "England & Wales",
  scotland: "Scotland",
  "northern-ireland": "Northern Ireland",
};

type Shown = Extract<ClientOutcome, { kind: "client-shown" }>;

function shown(
  { client, termsDays, aliases, creditMinor, currency, consent, refusesMail, owed, closed }: Shown,
  today: Day,
): string {
  const also = aliases.length === 0 ? null : `Also called ${aliases.join(", ")}`;
  const rest = closed.map(({ bill }) => `bill ${bill.number} ${bill.state}`).join(", ");
  return lines(
    `${client.name}, ${kindOf(client)}`,
    also,
    contactText(client),
    refusesMail ? `Mail to ${client.email} does not arrive, so I send none there.` : null,
    consentText(consent),
    termsDays === null
      ? null
      : `Terms: ${termsText(termsDays)}${client.termsDays === null ? ", as for everybody" : ""}`,
    client.payBy === null ? null : `Pays ${payWords[client.payBy]}`,
    client.chasePlan === null ? null : `Reminded ${planWords(client.chasePlan)}`,
    client.chaseTone === null ? null : `Reminders are always ${client.chaseTone}`,
    creditMinor === 0 ? null : `In credit: ${formatMoney(creditMinor, currency)}`,
    owed.length === 0 ? "Owes you nothing just now." : owedList(owed, today, client.name),
    rest === "" ? null : `Before: ${rest}`,
  );
}

function consentText(consent: Shown["consent"]): string | null {
  if (consent?.stoppedAt != null)
    return `WhatsApp: asked for no more on ${formatDay(dayOf(consent.stoppedAt))}`;
  return consent?.optedInAt == null
    ? null
    : `WhatsApp: asked for reminders on ${formatDay(dayOf(consent.optedInAt))} (${consent.how})`;
}

export function clientRestored(client: Client): string {
  const reached = client.email !== null || client.phone !== null || client.address !== null;
  return lines(`Undone: ${client.name} is as before.`, reached ? contactText(client) : null);
}

/** How a client is reached, and how to say what is not known. */
function contactText(client: Client): string {
  const { name, email, phone, address } = client;
  const known = [
    email === null ? null : `Email: ${email}`,
    phone === null ? null : `Phone: ${phone}`,
    address === null ? null : `Address: ${addressText(address)}`,
  ].filter((it) => it !== null);
  return known.length === 0
    ? `No email, phone or address yet. Say it like: ${possessive(name)} email is name@example.com`
    : known.join("\n");
}

function addressText(address: string): string {
  const nation = nationOf(address);
  return nation === null ? address : `${address} (${nations[nation]})`;
}

const unsaid: ReadonlySet<string> = new Set(["Terms", "Reminders", "Tone"]);

function changed(before: Client, client: Client): string {
  const changes = [
    ["Name", before.name, client.name],
    ["Terms", terms(before), terms(client)],
    ["Pays", pays(before), pays(client)],
    ["Reminders", planText(before), planText(client)],
    ["Tone", before.chaseTone, client.chaseTone],
    ["Email", before.email, client.email],
    ["Phone", before.phone, client.phone],
    ["Address", before.address, client.address === null ? null : addressText(client.address)],
  ] as const;
  const said = changes
    .filter(([label, was, is]) => (label === "Address" ? before.address !== client.address : was !== is))
    .map(
      ([label, was, is]) =>
        `${label}: ${is ?? (unsaid.has(label) ? "as for everybody" : "none")}${was === null ? "" : ` (was ${was})`}.`,
    );
  if (before.termsDays !== client.termsDays) said.push("That is for new bills.");
  if (before.company !== client.company || said.length === 0)
    said.push(`${client.name} is ${kindOf(client)}.`);
  return words(
    "Done.",
    before.name === client.name && before.company === client.company ? `${client.name}.` : null,
    ...said,
  );
}

/** A name alone tells a company from a person only where it ends in "Ltd" and the like. */
function kindOf(client: Client): string {
  if (isCompany(client)) return "a company";
  return client.company === null ? `taken for a person (or say "${client.name} is a company")` : "a person";
}

function sure({ client, field, value, proposalId }: Extract<ClientOutcome, { kind: "client-sure" }>): Say {
  const button = {
    label: `Change ${possessive(client.name)} ${field}`,
    action: { act: "confirm-act", proposalId },
  } as const;
  return say(
    `${client.name} has unpaid bills, and they would go to ${value} instead of ${client[field]}. Only the button changes it.`,
    button,
    { label: "No", action: { act: "decline", proposalId } },
  );
}

function possessive(name: string): string {
  return `${name}'s`;
}
