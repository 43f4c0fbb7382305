import type { Context } from "hono";
import type { Registry } from "prom-client";
import { isOperator } from "./operator.ts";

export interface MetricsPorts {
  readonly registry: () => Promise<Registry>;
  readonly operatorToken: string | null;
}

/** Prometheus text, for this machine or for whoever holds the operator's token. */
export async function answerMetrics(c: Context, ports: MetricsPorts): Promise<Response> {
  if (!isOperator(c, ports.operatorToken)) return c.text("Not for you.", 403);
  const registry = await ports.registry();
  return c.body(await registry.metrics(), 200, { "content-type": registry.contentType });
}
