import { Hono } from "hono";
import { etag } from "hono/etag";
import { onlyThisMachine } from "../guard.ts";
import { assetNames, readAsset } from "./assets.ts";
import { chatPage } from "./template.ts";

export interface PagePorts {
  /** True while everything outside is a stand-in: the page may then say so, and offer to move the clock. */
  readonly practice: boolean;
}

/** Nothing inline, nothing from elsewhere, framed by nobody. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");

/** The chat's page at `/` and the files it needs, for people on this machine only. */
export function createChatPage({ practice }: PagePorts): Hono {
  const app = new Hono();
  app.get("/", onlyThisMachine, (c) => {
    c.header("content-security-policy", policy);
    // Never from a cache, where a 304 on its way would take the policy off.
    c.header("cache-control", "no-store");
    return c.html(chatPage({ practice }));
  });
  for (const name of assetNames) {
    const { body, type } = readAsset(name);
    app.get(`/local/page/${name}`, onlyThisMachine, etag(), (c) => {
      // After an update the old script must not talk to the new server: it asks each time, and is told 304.
      c.header("cache-control", "no-cache");
      c.header("content-type", type);
      return c.body(body);
    });
  }
  return app;
}
