import { Hono } from "hono";
import { html } from "hono/html";
import { deletionDelayMs } from "../limits.ts";
import { retentions } from "../store/retention.ts";
import { panel } from "./page/parts.ts";
import { respond } from "./page/respond.ts";

/** Whom this installation hands data to: those that are switched on. */
export interface Processors {
  readonly telegram: boolean;
  readonly whatsApp: boolean;
  readonly xero: boolean;
  readonly stripe: boolean;
  readonly mail: boolean;
  readonly secondReader: boolean;
}

const others: readonly (readonly [name: keyof Processors, who: string, what: string])[] = [
  ["telegram", "Telegram", "carries the trader's chat"],
  [
    "whatsApp",
    "Meta (WhatsApp)",
    "carries the trader's chat, and reminders to clients who asked for them there",
  ],
  ["xero", "Xero", "keeps the trader's accounts, where the trader connected it"],
  ["stripe", "Stripe", "takes card payments, where the trader connected it; card numbers never come here"],
  ["mail", "The operator's mail provider", "carries bills and reminders to clients"],
  [
    "secondReader",
    "The operator's language model",
    "is shown single messages that could not be read otherwise, with the names of that trader’s clients",
  ],
];

/** What is kept, why, for how long, who else sees it, and what everybody can ask for: in plain words. */
export function privacyRoutes(processors: Processors): Hono {
  return new Hono().get("/", async (c) => {
    const on = others.filter(([name]) => processors[name]);
    const days = (what: string) => retentions.find((it) => it.what === what)?.days;
    const body = html`<h1>Your data</h1>
<p>JustPayMe sends bills and reminders for people who work for themselves. This page says what is kept about traders and about their clients.</p>
${panel(
  "What is kept, and why",
  html`<ul>
<li>Of a trader: the chat, what was said in it, the business name and bank details that clients are to see, bills, payments and settings. Without them there would be no bills.</li>
<li>Of a client: name, and what the trader gives of email, phone and address; their bills, what they paid, when they were reminded, and whether they want to be.</li>
<li>Who did what to access, bank details and data: ids and times alone, in a list that is only ever added to.</li>
</ul>
<p>It is kept to carry out what the trader agreed with us and owes by law; reminding clients of what they owe is the trader's legitimate interest. Nothing is sold, shown to advertisers, or used to train a model.</p>`,
)}
${panel(
  "How long",
  html`<ul>
<li>What came in by a channel: ${days("incoming")} days. What was sent: ${days("told")} days.</li>
<li>Bills, payments and the conversation: as long as the trader stays.</li>
<li>Exchanges that a trader called wrong: ${days("feedback")} days.</li>
<li>Backups are sealed; the oldest is eight weeks old. What was deleted is gone from them by then.</li>
</ul>`,
)}
${panel(
  "Who else sees it",
  on.length === 0
    ? html`<p>Nobody: on this installation nothing outside is switched on.</p>`
    : html`<ul>${on.map(([, who, what]) => html`<li><strong>${who}</strong> ${what}.</li>`)}</ul>`,
)}
${panel(
  "What you can ask for",
  html`<ul>
<li><strong>Traders</strong> take everything along: open the pages from the chat, then Export.</li>
<li><strong>Traders</strong> have everything deleted: say “delete my account”. It happens after ${deletionDelayMs / 86_400_000} days; until then “keep my account” takes it back.</li>
<li><strong>Clients</strong> stop reminders by the link in each of them, or by answering STOP on WhatsApp. New bills still come.</li>
<li><strong>Clients</strong> ask the trader who billed them to see, correct or erase what is kept: “erase” and the name, in the trader's chat.</li>
</ul>`,
)}
${panel(
  "What stays in Xero and Stripe",
  html`<p>Invoices, contacts and payments that went into the trader's own Xero or Stripe are theirs and stay there, whatever is deleted here. When a trader leaves we end our access to both: the connection to Xero, our payment links and our key to Stripe.</p>`,
)}
<p>Questions and complaints go to whoever runs this installation, and to the Information Commissioner's Office (ico.org.uk).</p>`;
    return await respond(c, { title: "Your data", body, narrow: true });
  });
}
