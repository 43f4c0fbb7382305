import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { equalTo } from "../secret.ts";

/** Whether this machine asks, or whoever holds the operator's token: as a bearer, or as a browser's password. */
export function isOperator(c: Context, token: string | null): boolean {
  return isLocal(c) || hasToken(c, token);
}

/** Lets nobody by but the operator; a browser is asked for the token. */
export function operatorsOnly(token: string | null): MiddlewareHandler {
  return async (c, next) => {
    // A page elsewhere can have a browser on this machine ask under a name of its own.
    const isByName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(c.req.url).hostname);
    if ((isLocal(c) && isByName) || hasToken(c, token)) {
      await next();
      return;
    }
    c.res = c.text("Not for you.", 401, { "www-authenticate": 'Basic realm="JustPayMe"' });
  };
}

function isLocal(c: Context): boolean {
  const address = getConnInfo(c).remote.address ?? "";
  const forwarded = c.req.header("x-forwarded-for") !== undefined || c.req.header("forwarded") !== undefined;
  return /^(?:127\.|::1$|::ffff:127\.)/.test(address) && !forwarded;
}

function hasToken(c: Context, token: string | null): boolean {
  if (token === null) return false;
  const header = c.req.header("authorization") ?? "";
  const basic = /^Basic (.+)$/.exec(header)?.[1];
  const given =
    basic === undefined
      ? header.replace(/^Bearer /, "")
      : Buffer.from(basic, "base64")
          .toString()
          .replace(/^[^:]*:/, "");
  return equalTo(token)(given);
}
