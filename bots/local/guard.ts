import type { Context, MiddlewareHandler } from "hono";

/**
 * A page elsewhere, a tunnel or another machine must not reach a chat that has no login: the Host must be
 * this machine's, nothing may have forwarded the request, and a browser's Origin must be this very site.
 */
export const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? "";
  const local = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/.test(host);
  const forwarded = Object.keys(c.req.header()).some(
    (name) => name === "forwarded" || name.startsWith("x-forwarded-"),
  );
  if (!local || forwarded || isForeign(c, host)) {
    return c.json({ error: "The local chat is only for this machine." }, 403);
  }
  return await next();
};

function isForeign(c: Context, host: string): boolean {
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== `http://${host}`) return true;
  const site = c.req.header("sec-fetch-site");
  return (site === "cross-site" || site === "same-site") && !isVisit(c);
}

/** Somebody followed a link to the page itself: the page elsewhere learns nothing, and may not frame it. */
function isVisit(c: Context): boolean {
  const mode = c.req.header("sec-fetch-mode");
  const dest = c.req.header("sec-fetch-dest");
  return c.req.method === "GET" && c.req.path === "/" && mode === "navigate" && dest === "document";
}
