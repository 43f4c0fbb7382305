import { html, raw } from "hono/html";
import type { Letter } from "./letter.ts";
import { startWords, stopWords } from "./letter-text.ts";

/*
 * Mail programs know little of HTML: tables for the layout, styles in each element, one small sheet for the dark.
 * No picture and nothing that is fetched: the mail looks the same where pictures are blocked, and tells nobody that
 * it was opened.
 */

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const text = `${font}font-size:17px;line-height:1.5;color:#1d2a26;`;
const quiet = `${font}font-size:14px;line-height:1.45;color:#55635e;`;

const dark = raw(`<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #121816 !important; }
  .sheet { background-color: #1b2320 !important; }
  .text, .text td, .text p { color: #e9efec !important; }
  .quiet, .quiet p, .quiet a { color: #a9b8b2 !important; }
  .rule { border-color: #33403b !important; }
  .button a { background-color: #2f8f74 !important; color: #ffffff !important; }
}
@media (max-width: 480px) { .sheet { padding: 24px 18px !important; } }
</style>`);

/** The HTML part of a mail. Everything put into it is escaped. */
export function asHtml(letter: Letter): string {
  const [preview] = letter.paragraphs;
  return String(html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${letter.subject}</title>
${dark}
</head>
<body class="page" style="margin:0;padding:0;background-color:#f2f5f3;">
<div style="display:none;max-height:0;overflow:hidden;">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f2f5f3;"><tr><td align="center" style="padding:16px 8px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;"><tr><td class="sheet text" style="background-color:#ffffff;border-radius:12px;padding:32px;${text}">
${paragraphs([letter.greeting, ...letter.paragraphs])}
${rows(letter)}
${letter.links.map(button)}
${letter.payment.length === 0 ? "" : html`<p style="margin:0 0 18px;">${lines(letter.payment)}</p>`}
${paragraphs(letter.closing)}
<p style="margin:0;">${lines(letter.signature)}</p>
</td></tr><tr><td class="quiet" style="padding:16px 12px;${quiet}">
<p style="margin:0;">${lines(letter.foot)}</p>
${letter.startUrl === null ? "" : html`<p style="margin:10px 0 0;"><a href="${letter.startUrl}" style="color:#55635e;text-decoration:underline;">${startWords}</a></p>`}
${letter.stopUrl === null ? "" : html`<p style="margin:10px 0 0;"><a href="${letter.stopUrl}" style="color:#55635e;text-decoration:underline;">${stopWords}</a></p>`}
</td></tr></table>
</td></tr></table>
</body>
</html>
`);
}

function paragraphs(items: readonly string[]) {
  return items.map((item) => html`<p style="margin:0 0 18px;">${item}</p>`);
}

function lines(items: readonly string[]) {
  return items.map((item, index) => (index === 0 ? html`${item}` : html`<br>${item}`));
}

function rows({ rows: items }: Letter) {
  if (items.length === 0) return "";
  const cell = "padding:9px 0;border-top:1px solid #dfe6e2;vertical-align:top;";
  return html`<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px;border-collapse:collapse;">${items.map(
    ({ label, value, strong }) => {
      const weight = strong ? "font-weight:600;" : "";
      return html`<tr><td class="rule" style="${cell}${text}${weight}padding-right:12px;">${unbroken(label)}</td><td class="rule" align="right" style="${cell}${text}${weight}${value.length < 24 ? "white-space:nowrap;" : ""}">${value}</td></tr>`;
    },
  )}</table>`;
}

/** A day stays on one line. */
function unbroken(label: string): string {
  return label.replace(/\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}\b/g, (day) =>
    day.replaceAll(" ", "\u00a0"),
  );
}

/** As tall as a thumb. Its address stands beneath it in the plain part, for who would rather see where it leads. */
function button({ label, url }: Letter["links"][number]) {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 20px;"><tr><td class="button"><a href="${url}" style="display:inline-block;padding:14px 24px;border-radius:10px;background-color:#14493b;color:#ffffff;${font}font-size:17px;font-weight:600;text-decoration:none;">${label}</a></td></tr></table>`;
}
