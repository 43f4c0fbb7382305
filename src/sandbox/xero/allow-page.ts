import { html, raw } from "hono/html";
import type { Organisation } from "./state.ts";

export const sandboxStyle = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f2f5f8; color: #1c2b3a; }
  main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  .narrow { max-width: 30rem; }
  .card { background: #fff; border: 1px solid #c9d3dd; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
  .note { color: #4a5b6b; font-size: .9rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid #dfe6ec; vertical-align: top; }
  .money { text-align: right; font-variant-numeric: tabular-nums; }
  label { display: block; margin: .6rem 0; }
  input, select { font: inherit; padding: .35rem .5rem; border: 1px solid #8595a4; border-radius: 4px; max-width: 100%; }
  button { font: inherit; padding: .4rem .9rem; border: 0; border-radius: 4px; background: #0b6e99; color: #fff; cursor: pointer; }
  button.other { background: #fff; color: #7a1f1f; border: 1px solid #c48d8d; }
  form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
  form.row label { margin: 0; }
`;

/** Plain pages, nothing from elsewhere, no scripts. */
export function sandboxPage(title: string, narrow: boolean, content: unknown) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(sandboxStyle)}</style>
</head>
<body><main class="${narrow ? "narrow" : ""}">${content}</main></body>
</html>`;
}

/** Where a person allows the app into their books, in place of Xero's own page. */
export function allowPage(query: URLSearchParams, organisations: readonly Organisation[]) {
  return sandboxPage(
    "Practice accounting: allow access",
    true,
    html`<h1>Practice accounting</h1>
<p class="note">This stands in for Xero on this machine. Nothing here is real.</p>
<div class="card">
<p><strong>JustPayMe</strong> would like to read and write invoices, contacts and payments of:</p>
<form method="post" action="/identity/connect/authorize">
${[...query].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>Organisation
<select name="organisation">${organisations.map((it) => html`<option value="${it.id}">${it.name}</option>`)}</select></label>
<button>Allow access</button>
</form>
<form method="post" action="/identity/connect/authorize">
${[...query].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p><button class="other">Cancel</button></p>
</form>
</div>`,
  );
}
