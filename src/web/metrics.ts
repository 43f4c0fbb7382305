import { createHash, timingSafeEqual } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Registry } from "prom-client";

export interface MetricsPorts {
  readonly registry: () => Promise<Registry>;
  readonly operatorToken: string | null;
}

/** Prometheus text, for this machine or for whoever holds the operator's token. */
export async function answerMetrics(c: Context, ports: MetricsPorts): Promise<Response> {
  if (!isLocal(c) && !hasToken(c, ports.operatorToken)) return c.text("Not for you.", 403);
  const registry = await ports.registry();
  return c.body(await registry.metrics(), 200, { "content-type": registry.contentType });
}

function isLocal(c: Context): boolean {
  const address = getConnInfo(c).remote.address ?? "";
  const forwarded = c.req.header("x-forwarded-for") !== undefined || c.req.header("forwarded") !== undefined;
  return /^(?:127\.|::1$|::ffff:127\.)/.test(address) && !forwarded;
}

function hasToken(c: Context, token: string | null): boolean {
  if (token === null) return false;
  const given = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
