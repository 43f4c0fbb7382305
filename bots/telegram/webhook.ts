import { Hono } from "hono";
import { limitBody } from "../../src/limit-body.ts";
import { telegram as limits } from "../../src/limits.ts";
import { equalTo } from "../../src/secret.ts";
import type { Intake } from "./intake.ts";

/**
 * Where Telegram pushes updates. The secret is checked before the body is read; 200 means stored, and
 * anything else has Telegram send the update again.
 */
export function createWebhook(secret: string, intake: Intake): Hono {
  const app = new Hono();
  const isSecret = equalTo(secret);
  app.use(async (c, next) => {
    if (!isSecret(c.req.header("x-telegram-bot-api-secret-token") ?? "")) return c.body(null, 401);
    return await next();
  });
  app.use(limitBody(limits.webhookBodyMaxBytes));
  app.post("/", async (c) => {
    const update: unknown = await c.req.json().catch(() => undefined);
    if (typeof update !== "object" || update === null) return c.body(null, 400);
    return c.body(null, (await intake.take(update)) ? 200 : 503);
  });
  return app;
}
