import type { Context } from "hono";
import type { StatusCode } from "hono/utils/http-status";
import { type Layout, layout } from "./layout.ts";

/**
 * No script, nothing from elsewhere, framed by nobody, kept by no cache. A form goes to ourselves; one that goes on
 * to another site (to log in there) names its origin, as browsers hold redirects to the same rule.
 */
export function pageHeaders(formsTo: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["form-action 'self'", ...formsTo].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  };
}

/** As a page, but of a PDF, which a browser shows with a viewer of its own. */
export function paperHeaders(name: string): Readonly<Record<string, string>> {
  return {
    ...pageHeaders(),
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
}

/** Answers with a page. */
export async function respond(
  c: Context,
  page: Layout,
  { status = 200, formsTo = [] }: { readonly status?: StatusCode; readonly formsTo?: readonly string[] } = {},
): Promise<Response> {
  for (const [name, value] of Object.entries(pageHeaders(formsTo))) c.header(name, value);
  c.status(status);
  return await c.html(layout(page));
}
