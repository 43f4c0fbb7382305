import { html, raw } from "hono/html";
import { termsText } from "../../desk/wording/text.ts";
import { type Bill, isOwed } from "../../domain/bill.ts";
import { type Client, isCompany } from "../../domain/client.ts";
import type { Consent } from "../../domain/consent.ts";
import { type Hold, isActive } from "../../domain/hold.ts";
import type { Intent, Verb } from "../../domain/intent.ts";
import { listAliases } from "../../store/aliases.ts";
import { listBillsOf } from "../../store/bills.ts";
import { findChasedClient } from "../../store/chased-clients.ts";
import { findConsent } from "../../store/client-chat.ts";
import { type OwedSum, sumOwed } from "../../store/client-pages.ts";
import { findClientById } from "../../store/clients.ts";
import { listHolds } from "../../store/holds.ts";
import type { Tx } from "../../store/store.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, facts, field, instant, link, pill } from "../page/parts.ts";
import { habitOf, owedText } from "./clients.ts";
import { dayIn, type Form } from "./form.ts";
import { ordering } from "./frame.ts";
import { methodOptions } from "./new-bill.ts";
import { holdText } from "./step-life.ts";
import type { Visit } from "./visit.ts";

/** A client and all that their page tells. */
export interface ClientSeen {
  readonly client: Client;
  readonly aliases: readonly string[];
  readonly bills: readonly Bill[];
  readonly owed: readonly OwedSum[];
  readonly habit: string | null;
  readonly optedOutAt: Date | null;
  /** Mail to their address does not arrive. */
  readonly refusesMail: boolean;
  /** What they said on WhatsApp; undefined where they never wrote. */
  readonly consent: Consent | undefined;
  /** What pauses the reminders of all their bills. */
  readonly holds: readonly Hold[];
}

export async function seeClient(tx: Tx, { trader, today }: Visit, id: string): Promise<ClientSeen | null> {
  const client = await findClientById(tx, trader.id, id);
  if (client === undefined) return null;
  const aliases = (await listAliases(tx, trader.id)).filter((alias) => alias.clientId === id);
  const chased = await findChasedClient(tx, trader.id, id);
  const holds = (await listHolds(tx, trader.id)).filter(
    (hold) =>
      isActive(hold, today) && hold.billId === null && (hold.clientId === null || hold.clientId === id),
  );
  return {
    client,
    aliases: aliases.map(({ name }) => name),
    bills: await listBillsOf(tx, trader.id, id),
    owed: await sumOwed(tx, trader.id, [id]),
    habit: await habitOf(tx, client),
    optedOutAt: chased?.optedOutAt ?? null,
    refusesMail: client.email !== null && chased?.refusedEmail === client.email,
    consent: await findConsent(tx, trader.id, id),
    holds,
  };
}

export function clientHead({ client, aliases, owed, habit, holds }: ClientSeen): Html {
  const method = methodOptions.find(({ value }) => value === client.payBy)?.label;
  return html`<div class="stack"><p class="muted no-print"><a href="/clients">Clients</a></p>
<div class="head"><h1>${client.name}</h1><p class="big num">${owed.length === 0 ? "£0" : owedText(owed)}</p></div>
${when(holds.length > 0, () => html`<p class="row">${holds.map((hold) => pill(holdText(hold), "wait"))}</p>`)}
${when(habit !== null, () => html`<p>Pays ${habit}.</p>`)}
${facts([
  ["Email", client.email ?? "not known"],
  ["Phone", client.phone ?? "not known"],
  ["Address", client.address ?? "not known"],
  ["Terms", client.termsDays === null ? "as your other clients have" : termsText(client.termsDays)],
  ["Pays by", method ?? "as your other clients do"],
  ["Is a", isCompany(client) ? "company" : "private person"],
  ...(aliases.length === 0 ? [] : [["Also called", aliases.join(", ")] as const]),
])}
<p class="row no-print">${link(`/bills/new?client=${client.id}`, "New bill")}${link(`/clients/${client.id}/statement.pdf`, "Statement (PDF)", "quiet")}</p></div>`;
}

/** What can be done for a client: each is one of the chat's own orders. */
interface ClientOrder {
  readonly verb: Verb;
  readonly label: string;
  readonly fits: (seen: ClientSeen) => boolean;
  /** Why it would do nothing just now. */
  readonly not?: (seen: ClientSeen) => string | null;
  readonly fields: (seen: ClientSeen) => Html;
  readonly read?: (form: Form) => Partial<Intent>;
}

const owes = ({ bills }: ClientSeen) => bills.some(isOwed);
const isAll = ({ clientId }: Hold) => clientId === null;
const press = (tip: string, label: string) => html`<p class="tip">${tip}</p>${button(label)}`;

export const clientOrders: Readonly<Record<string, ClientOrder>> = {
  chase: {
    verb: "chase",
    label: "Send a reminder now",
    fits: owes,
    not: ({ holds, optedOutAt }) => {
      if (optedOutAt !== null) return "They asked for no more reminders.";
      return holds.length > 0 ? "Reminders are paused: go on with them first." : null;
    },
    fields: () =>
      press("Goes in the next reminder hours, instead of the next one planned.", "Send a reminder"),
  },
  statement: {
    verb: "statement",
    label: "Send a statement",
    fits: owes,
    fields: ({ client, refusesMail }) =>
      press(
        client.email === null || refusesMail
          ? "You get the text in your chat, to send on."
          : `Says what is owed and since when. Goes to ${client.email}, and can be undone for two minutes.`,
        "Send a statement",
      ),
  },
  hold: {
    verb: "hold-chasing",
    label: "Pause the reminders",
    fits: () => true,
    fields: () =>
      joined([
        field({
          form: "hold",
          name: "until",
          label: "Until",
          type: "date",
          tip: "Leave it empty to pause them until you say otherwise.",
        }),
        button("Pause"),
      ]),
    read: (form) => ({ until: dayIn(form, "until") }),
  },
  resume: {
    verb: "resume-chasing",
    label: "Go on with the reminders",
    fits: ({ holds }) => holds.length > 0,
    not: ({ holds }) =>
      holds.every(isAll) ? "Everybody's reminders are paused: go on with them in Settings." : null,
    fields: () => press("Reminders go on from the next one due.", "Go on"),
  },
};

/** The client's orders, and below them the form that changes what is known of them. */
export function clientOrdersPart(seen: ClientSeen, visit: Visit, edit: Html): Html {
  const { id } = seen.client;
  const offered = Object.entries(clientOrders).filter(([, it]) => it.fits(seen));
  const one = (name: string, it: ClientOrder) => {
    const reason = it.not?.(seen) ?? null;
    if (reason !== null)
      return html`<p class="not"><strong>${it.label}</strong><span class="tip"> ${reason}</span></p>`;
    return html`<details><summary>${it.label}</summary>${ordering(visit, `/clients/${id}/${name}`, it.fields(seen))}</details>`;
  };
  const erase = html`<details class="danger"><summary>Erase who they are</summary>${ordering(
    visit,
    `/clients/${id}/erase`,
    html`<p class="tip">Name, email, phone and address go; bills and payments stay, under a name that says nothing. The question is put to you once more, in your chat.</p>${button("Erase", "danger")}`,
  )}</details>`;
  return html`<div class="orders">${offered.map(([name, it]) => one(name, it))}${edit}${owes(seen) ? raw("") : erase}</div>`;
}

/** What they may be sent and by which way, and what they agreed to or stopped. */
export function consents({ client, refusesMail, optedOutAt, consent }: ClientSeen): Html {
  const byEmail =
    client.email === null
      ? "No email address is known, so nothing goes to them by itself: you get each message to send on."
      : refusesMail
        ? `Mail to ${client.email} does not arrive, so none is sent there: you get each message to send on. Save the right address here, or say the same one again in the chat to have it tried once more.`
        : `Bills and reminders go to ${client.email}. Every message has a link by which they can stop reminders.`;
  return joined([
    html`<p>${byEmail}</p>`,
    when(
      optedOutAt !== null,
      () =>
        html`<p class="row">${pill("No reminders", "wait")}<span>They asked for no more: ${optedOutAt === null ? null : instant(optedOutAt)}. New bills still go to them.</span></p>`,
    ),
    onWhatsApp(consent),
    html`<p class="tip"><a href="/help/reminders">How reminders work</a></p>`,
  ]);
}

function onWhatsApp(consent: Consent | undefined): Html {
  if (consent === undefined)
    return html`<p class="row">${pill("WhatsApp: not asked for")}<span class="tip">Nothing goes to them there until they write START to your number.</span></p>`;
  const { optedInAt, stoppedAt, how, unreachedAt } = consent;
  if (stoppedAt !== null)
    return html`<p class="row">${pill("WhatsApp: stopped", "wait")}<span>They said “${how}”, ${instant(stoppedAt)}. That is for good.</span></p>`;
  if (unreachedAt !== null)
    return html`<p class="row">${pill("WhatsApp: does not reach them", "wait")}<span>Since ${instant(unreachedAt)}. It is tried again once they write.</span></p>`;
  return html`<p class="row">${pill("WhatsApp: agreed", "good")}<span>They said “${how}”${optedInAt === null ? null : html`, ${instant(optedInAt)}`}.</span></p>`;
}
