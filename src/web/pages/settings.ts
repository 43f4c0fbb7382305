import { html } from "hono/html";
import { settingWords } from "../../desk/wording/settings.ts";
import { dayOf } from "../../domain/day.ts";
import { type Hold, isActive } from "../../domain/hold.ts";
import type { Intent, Verb } from "../../domain/intent.ts";
import { type SettingKind, settingFields } from "../../domain/setting.ts";
import { listConversations } from "../../store/conversations.ts";
import { listHolds } from "../../store/holds.ts";
import { type Html, joined } from "../page/html.ts";
import { button, day, field, link, panel } from "../page/parts.ts";
import { acts, order } from "./act.ts";
import { dayIn, type Form } from "./form.ts";
import { ordering, tradersPage } from "./frame.ts";
import { findLinked, integrations } from "./integrations.ts";
import { nothingHere } from "./nothing.ts";
import type { PagesPorts } from "./ports.ts";
import { findProgress } from "./progress.ts";
import { settingForms } from "./setting-forms.ts";
import { holdText } from "./step-life.ts";
import { signedIn, type Visit } from "./visit.ts";

/** What there is to set, by what it is for. */
const groups: readonly {
  readonly heading: string;
  readonly help?: Html;
  readonly kinds: readonly SettingKind[];
}[] = [
  {
    heading: "You, on your bills",
    kinds: ["trading-name", "legal-name", "address", "reply-email", "sign-off"],
  },
  {
    heading: "Prices and payment",
    help: html`<a href="/help/getting-paid">Getting paid</a> · <a href="/help/vat">VAT on your bills</a>`,
    kinds: ["terms", "pay-by", "bank", "vat-number", "plus-vat"],
  },
  {
    heading: "Reminders to clients",
    help: html`<a href="/help/reminders">How reminders work</a>`,
    kinds: ["chase-plan", "chase-tone", "chase-time"],
  },
  { heading: "Messages to you", kinds: ["monday-summary", "quiet-hours"] },
];

export function settingsPage(ports: PagesPorts) {
  return signedIn(ports, async (c, visit) => {
    const { trader, today } = visit;
    const { linked, chats, holds, progress } = await ports.store.read(async (tx) => ({
      linked: await findLinked(tx, ports, trader.id),
      chats: (await listConversations(tx, trader.id)).length,
      holds: (await listHolds(tx, trader.id)).filter(
        (it) => isActive(it, today) && it.billId === null && it.clientId === null,
      ),
      progress: await findProgress(tx, trader.id),
    }));
    const group = ({ heading, help, kinds }: (typeof groups)[number]) =>
      html`<section class="panel"><h2>${heading}</h2><div class="orders">${kinds.map((kind) => setting(kind, visit))}${kinds.includes("chase-plan") ? pausing(holds, visit) : null}</div>${help === undefined ? null : html`<p class="tip">${help}</p>`}</section>`;
    const body = joined([
      html`<h1>Settings</h1>`,
      ...groups.map(group),
      panel("Integrations", integrations(linked, visit)),
      chatsPart(chats, visit),
      dataPart(visit),
    ]);
    return await tradersPage(c, visit, { title: "Settings", body, at: "/settings", narrow: true, progress });
  });
}

function setting(kind: SettingKind, visit: Visit): Html {
  const { label, value } = settingWords[kind];
  return html`<details id="${kind}"><summary>${label} <span class="set">${value(visit.trader) ?? "not set"}</span></summary>
${ordering(visit, `/settings/${kind}`, html`${settingForms[kind].fields(visit.trader)}${button("Save")}`)}</details>`;
}

/** Everybody's reminders at once. */
function pausing(holds: readonly Hold[], visit: Visit): Html {
  const paused = holds.at(-1);
  const form =
    paused === undefined
      ? html`${field({ form: "pause", name: "until", label: "Until", type: "date", tip: "Leave it empty to pause them until you say otherwise." })}${button("Pause everybody's reminders")}`
      : button("Go on with the reminders");
  const state = paused === undefined ? "not paused" : holdText(paused).toLowerCase();
  return html`<details id="pause"><summary>All reminders <span class="set">${state}</span></summary>${ordering(visit, `/settings/${paused === undefined ? "pause" : "resume"}`, form)}</details>`;
}

function chatsPart(chats: number, visit: Visit): Html {
  return panel(
    "Your chats",
    html`<p>${chats === 1 ? "One chat speaks for you." : `${chats} chats speak for you.`} A code lets another one in; "unlink this chat", said in a chat, shuts that one out.</p>
${ordering(visit, "/settings/link-chat", button("Link another chat", "quiet"))}`,
  );
}

function dataPart(visit: Visit): Html {
  const { deleteAt } = visit.trader;
  const leaving =
    deleteAt === null
      ? html`<details class="danger"><summary>Delete my account</summary>${ordering(visit, "/settings/delete-account", html`<p class="tip">Everything goes in 30 days, and until then a word keeps it. The question is put to you once more, in your chat.</p>${button("Delete my account", "danger")}`)}</details>`
      : html`<div class="not stack tight"><p>Everything will be deleted on ${day(dayOf(deleteAt))}.</p>${ordering(visit, "/settings/keep-account", button("Keep my account"))}</div>`;
  return html`<section class="panel stack"><h2>Your data</h2><p>Everything we keep for you is yours to take along.</p>
<p class="row">${link("/export", "Export", "quiet")}</p><div class="orders">${leaving}</div><p class="tip"><a href="/help/your-data">Take your books along, or leave</a></p></section>`;
}

/** What is no setting but is done here: the chat's own orders. */
const others: Readonly<
  Record<
    string,
    (form: Form) => Partial<Intent> & { readonly intent: Verb | "delete-account" | "keep-account" }
  >
> = {
  pause: (form) => ({ intent: "hold-chasing", until: dayIn(form, "until") }),
  resume: () => ({ intent: "resume-chasing" }),
  "link-chat": () => ({ intent: "link-chat" }),
  "delete-account": () => ({ intent: "delete-account" }),
  "keep-account": () => ({ intent: "keep-account" }),
};

export function sendSetting(ports: PagesPorts) {
  return acts(ports, async (c, visit, form) => {
    const name = c.req.param("kind") ?? "";
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    if (other !== undefined)
      return { take: (turn) => order(turn, { certainty: "said", ...other(form) }), next: "/settings" };
    const kind = (Object.keys(settingFields) as readonly SettingKind[]).find((it) => it === name);
    if (kind === undefined) return await nothingHere(c, visit);
    const said = settingForms[kind].says(form);
    if (said === null) return c.redirect("/settings", 303);
    const intent = { intent: "settings", certainty: "said", description: said } as const;
    return { take: (turn) => order(turn, intent), next: "/settings" };
  });
}
