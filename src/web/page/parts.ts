import { html, raw } from "hono/html";
import type { BillState, SyncState } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import { type Html, when } from "./html.ts";

/** Good: done, nothing to do. Wait: on its way, or somebody's turn. Bad: needs the trader. */
export type Tone = "good" | "wait" | "bad" | "plain";

/** A word in a coloured pill. The word alone says it; the colour helps to find it. */
export function pill(word: string, tone: Tone = "plain"): Html {
  return html`<span class="pill ${tone}">${word}</span>`;
}

const syncTones: Readonly<Record<SyncState, Tone>> = {
  "Not in Xero": "plain",
  Syncing: "wait",
  "Synced with Xero": "good",
  "Draft in Xero": "wait",
  "Sync failed": "bad",
  "Edited in Xero": "wait",
  "Xero-managed": "plain",
  "No longer syncing": "plain",
};

export function syncPill(sync: SyncState): Html {
  return pill(sync, syncTones[sync]);
}

const stateTones: Readonly<Record<BillState, readonly [word: string, tone: Tone]>> = {
  open: ["Open", "plain"],
  "part-paid": ["Part paid", "wait"],
  processing: ["Payment on its way", "wait"],
  paid: ["Paid", "good"],
  credited: ["Credited", "plain"],
  cancelled: ["Cancelled", "plain"],
};

/** A bill's state as one sees it: overdue is computed and says for how long. */
export function statePill(state: BillState, daysOverdue: number): Html {
  if (daysOverdue > 0) return pill(`${daysOverdue} ${daysOverdue === 1 ? "day" : "days"} overdue`, "bad");
  return pill(...stateTones[state]);
}

export function money(minor: number, currency: Currency = "GBP"): Html {
  return html`<span class="num">${formatMoney(minor, currency)}</span>`;
}

/** `Fri 4 Dec 2026`. */
export function day(on: Day): Html {
  return html`<time class="num" datetime="${on}">${formatDay(on)}</time>`;
}

const clockTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  minute: "2-digit",
});
const clockDay = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** `Fri 4 Dec 2026, 09:30`, London time. */
export function instant(at: Date): Html {
  const said = `${clockDay.format(at).replace(",", "")}, ${clockTime.format(at)}`;
  return html`<time datetime="${at.toISOString()}">${said}</time>`;
}

const agoUnits = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** `3 hours ago`; `just now` within a minute. */
export function ago(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  for (const [unit, unitMs] of agoUnits) {
    const n = Math.floor(ms / unitMs);
    if (n > 0) return `${n} ${unit}${n === 1 ? "" : "s"} ago`;
  }
  return "just now";
}

/** What just happened, or what is wrong. Read out at once where it is new. */
export function notice(text: string, tone: Exclude<Tone, "plain"> = "good", more: Html | null = null): Html {
  return html`<div class="notice ${tone}" role="${tone === "bad" ? "alert" : "status"}"><p>${text}</p>${more}</div>`;
}

export interface Field {
  readonly name: string;
  /** The form it is in, where a page has several with fields of one name. */
  readonly form?: string;
  readonly label: string;
  readonly type?: "text" | "search" | "email" | "tel" | "date" | "time" | "password";
  readonly value?: string;
  /** One line that says what it does. */
  readonly tip?: string;
  /** What is wrong with it, after it was sent. */
  readonly error?: string | null;
  readonly required?: boolean;
  readonly maxChars?: number;
  /** What a phone's keyboard should offer. */
  readonly keys?: "decimal" | "numeric";
  /** Suggestions, as a list that the browser offers while one types. */
  readonly suggest?: readonly string[];
  readonly autocomplete?: string;
  readonly placeholder?: string;
}

function idOf({ form, name }: { readonly form?: string; readonly name: string }): string {
  return form === undefined ? `f-${name}` : `f-${form}-${name}`;
}

/** A label, its input, its one-line tip, and what is wrong with it. */
export function field(it: Field): Html {
  const id = idOf(it);
  const described = [it.tip ? `${id}-tip` : "", it.error ? `${id}-error` : ""].filter((part) => part !== "");
  return html`<div class="field">
<label for="${id}">${it.label}</label>
<input id="${id}" name="${it.name}" type="${it.type ?? "text"}" value="${it.value ?? ""}"${attribute("inputmode", it.keys)}${attribute("maxlength", it.maxChars)}${attribute("placeholder", it.placeholder)}${attribute("list", it.suggest ? `${id}-list` : undefined)}${attribute("aria-describedby", described.join(" ") || undefined)}${attribute("autocomplete", it.autocomplete ?? "off")}${it.required ? raw(" required") : ""}${it.error ? raw(' aria-invalid="true"') : ""}>
${it.suggest ? html`<datalist id="${id}-list">${it.suggest.map((value) => html`<option value="${value}"></option>`)}</datalist>` : null}
${it.error ? html`<p class="bad small" id="${id}-error">${it.error}</p>` : null}
${it.tip ? html`<p class="tip" id="${id}-tip">${it.tip}</p>` : null}
</div>`;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly tip?: string;
}

export interface Select {
  readonly name: string;
  readonly form?: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value?: string | null;
  readonly tip?: string;
  readonly error?: string | null;
}

/** One of several, in a list that opens. */
export function select(it: Select): Html {
  const id = idOf(it);
  const described = [it.tip ? `${id}-tip` : "", it.error ? `${id}-error` : ""].filter((part) => part !== "");
  return html`<div class="field">
<label for="${id}">${it.label}</label>
<select id="${id}" name="${it.name}"${attribute("aria-describedby", described.join(" ") || undefined)}${it.error ? raw(' aria-invalid="true"') : ""}>
${it.options.map((option) => html`<option value="${option.value}"${option.value === it.value ? raw(" selected") : ""}>${option.label}</option>`)}
</select>
${it.error ? html`<p class="bad small" id="${id}-error">${it.error}</p>` : null}
${it.tip ? html`<p class="tip" id="${id}-tip">${it.tip}</p>` : null}
</div>`;
}

/** One of a few, all in view. */
export function radios(it: Select): Html {
  return html`<fieldset class="choices">
<legend>${it.label}</legend>
${it.tip ? html`<p class="tip">${it.tip}</p>` : null}
${it.options.map(
  (option) =>
    html`<label class="choice"><input type="radio" name="${it.name}" value="${option.value}"${option.value === it.value ? raw(" checked") : ""}><span>${option.label}${option.tip ? html`<span class="tip">${option.tip}</span>` : null}</span></label>`,
)}
</fieldset>`;
}

/** On or off. Sends `on`, or nothing at all. */
export function toggle(it: {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
  readonly tip?: string;
}): Html {
  return html`<label class="choice toggle"><input type="checkbox" name="${it.name}" value="on"${it.on ? raw(" checked") : ""}><span>${it.label}${it.tip ? html`<span class="tip">${it.tip}</span>` : null}</span></label>`;
}

export function button(label: string, look: "main" | "quiet" | "danger" | "plain" = "main"): Html {
  return html`<button class="button ${look}">${label}</button>`;
}

export function link(href: string, label: string, look: "main" | "quiet" = "main"): Html {
  return html`<a class="button ${look}" href="${href}">${label}</a>`;
}

/** A name and a value each: what a thing is, at a glance. */
export function facts(rows: readonly (readonly [name: string, value: Html | string])[]): Html {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A heading and what is under it, on a sheet of its own. */
export function panel(heading: string, body: Html): Html {
  return html`<section class="panel stack"><h2>${heading}</h2>${body}</section>`;
}

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Html | string | null;
  readonly look?: "num" | "wide";
  /** Said again before the value where rows are cards. */
  readonly labelled?: boolean;
}

/** A table whose rows are cards on a phone. The first column names the row. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  return html`<table class="rows"><caption class="sr">${caption}</caption>
<thead><tr>${columns.map((it) => html`<th scope="col"${attribute("class", it.look)}>${it.heading}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${columns.map((it, index) => cell(it, row, index === 0))}</tr>\n`)}
</tbody></table>`;
}

function cell<Row>(it: Column<Row>, row: Row, isName: boolean): Html {
  const value = it.cell(row);
  if (isName) return html`<th scope="row"${attribute("class", it.look)}>${value}</th>`;
  return html`<td${attribute("class", it.look)}${attribute("data-label", it.labelled && value !== null ? it.heading : undefined)}>${value}</td>`;
}

function attribute(name: string, value: string | number | undefined): Html | "" {
  return value === undefined ? "" : html` ${raw(name)}="${value}"`;
}

/** What an empty list says, and what to do about it. */
export function empty(text: string, more: Html | null = null): Html {
  return html`<div class="panel stack"><p>${text}</p>${when(more !== null, () => html`<p>${more}</p>`)}</div>`;
}
