import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { StatusCode } from "hono/utils/http-status";
import { pages as limits } from "../../limits.ts";
import { type Html, when } from "../page/html.ts";
import { button, notice } from "../page/parts.ts";
import { respond } from "../page/respond.ts";
import { type Progress, progressPart } from "./progress.ts";
import type { Visit } from "./visit.ts";

const places = [
  ["/bills", "Bills"],
  ["/clients", "Clients"],
  ["/settings", "Settings"],
  ["/help", "Help"],
] as const;
export type Place = (typeof places)[number][0];

export interface TradersPage {
  readonly title: string;
  readonly body: Html;
  /** Where in the way around it is; null for none of its places. */
  readonly at: Place | null;
  readonly narrow?: boolean;
  /** Something is under way with Xero. */
  readonly progress?: Progress | null;
}

/** A page of the trader's: the way around, what was just done, and the page itself. */
export async function tradersPage(
  c: Context,
  visit: Visit,
  page: TradersPage,
  answer: { readonly status?: StatusCode; readonly formsTo?: readonly string[] } = {},
): Promise<Response> {
  const { progress = null } = page;
  const body = html`${flash(visit, c.req.path)}${progress === null ? null : progressPart(progress)}${page.body}`;
  const foot = html`<form method="post" action="/log-out" class="row no-print">${guard(visit)}<span>${visit.trader.tradingName ?? visit.trader.legalName ?? "Your books"}</span>${button("Log out", "plain")}</form>`;
  const { title, narrow = false } = page;
  return await respond(
    c,
    {
      title,
      body,
      narrow,
      nav: wayAround(page.at),
      foot,
      again: progress === null ? null : limits.progressSeconds,
    },
    answer,
  );
}

/** Where one may go from here. */
export function wayAround(at: Place | null): Html {
  return html`<nav aria-label="Your pages"><ul>${places.map(
    ([path, name]) =>
      html`<li><a href="${path}"${path === at ? raw(' aria-current="page"') : ""}>${name}</a></li>`,
  )}</ul></nav>`;
}

function flash(visit: Visit, here: string): Html | null {
  const said = visit.flash;
  if (said === null) return null;
  const undo = when(
    said.actionId !== null,
    () =>
      html`<form method="post" action="/undo">${guard(visit)}<input type="hidden" name="action" value="${said.actionId}"><input type="hidden" name="back" value="${here}">${button("Undo", "quiet")}</form>`,
  );
  return notice(said.text, said.good ? "good" : "wait", undo);
}

/** What every form brings back: the session's own token, and the name of this very form. */
export function guard({ session, once }: Visit): Html {
  return html`<input type="hidden" name="form" value="${session.formToken}"><input type="hidden" name="once" value="${once()}">`;
}

/** A form that does one thing to one of the trader's records. */
export function ordering(visit: Visit, action: string, body: Html): Html {
  return html`<form method="post" action="${action}" class="stack full">${guard(visit)}${body}</form>`;
}
