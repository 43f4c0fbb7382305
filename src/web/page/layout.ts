import { html, raw } from "hono/html";
import { type Html, when } from "./html.ts";
import { stylePath } from "./style.ts";

export interface Layout {
  /** Of the page: the heading says it too, in its own words. */
  readonly title: string;
  readonly body: Html;
  /** The trader's own pages have a way around; a page for one purpose (to pay, to connect) has none. */
  readonly nav?: Html | null;
  /** A column to read and fill in rather than a list to look over. */
  readonly narrow?: boolean;
  /** Whose page it is, where it is a trader's own and not ours. */
  readonly brand?: string;
  /** Seconds after which the page loads itself again: while something it shows is under way. */
  readonly again?: number | null;
  /** What stands at the very end, in small. */
  readonly foot?: Html | null;
}

/** Our mark: a bill with a tick. */
const mark = raw(
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#14493b"/><path d="M9 17l5 5 9-12" fill="none" stroke="#f4b44d" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%2314493b'/%3E%3Cpath d='M9 17l5 5 9-12' fill='none' stroke='%23f4b44d' stroke-width='3.5'/%3E%3C/svg%3E";

/** A whole page: works without scripts, and asks for nothing but its style sheet. */
export function layout({
  title,
  body,
  nav = null,
  narrow = false,
  brand,
  foot = null,
  again = null,
}: Layout): Html {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${when(again !== null, () => html`<meta http-equiv="refresh" content="${again}">`)}<title>${title}${brand === undefined ? " · JustPayMe" : ""}</title>
<link rel="stylesheet" href="${stylePath}">
<link rel="icon" href="${icon}">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="top${nav === null ? "" : " way"}"><div>
<span class="brand">${brand === undefined ? mark : null}<span>${brand ?? "JustPayMe"}</span></span>
${nav}
</div></header>
<main id="main"${narrow ? raw(' class="narrow"') : ""}>
${body}
</main>
${when(foot !== null, () => html`<footer class="foot">${foot}</footer>`)}
</body>
</html>
`;
}
