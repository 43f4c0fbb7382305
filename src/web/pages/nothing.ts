import type { Context } from "hono";
import { html } from "hono/html";
import { tradersPage } from "./frame.ts";
import type { Visit } from "./visit.ts";

/** What is not there and what is somebody else's look alike. */
export async function nothingHere(c: Context, visit: Visit): Promise<Response> {
  const body = html`<h1>There is nothing here</h1><p>Perhaps it was removed, or the address has a slip in it. <a href="/bills">Back to your bills</a></p>`;
  return await tradersPage(
    c,
    visit,
    { title: "Nothing here", body, at: null, narrow: true },
    { status: 404 },
  );
}
