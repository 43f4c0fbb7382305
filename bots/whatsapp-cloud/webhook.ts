import { Hono } from "hono";
import { limitBody } from "../../src/limit-body.ts";
import { whatsAppCloud as limits } from "../../src/limits.ts";
import { equalTo, isSigned } from "../../src/secret.ts";

export interface WebhookPorts {
  readonly appSecret: string;
  readonly verifyToken: string;
  /** True once all it says is stored. */
  readonly take: (raw: unknown) => Promise<boolean>;
}

/**
 * Where Meta posts. The signature is over the bytes as they came: written anew, the same JSON would not match.
 * 200 means stored; anything else has Meta post it again, for days.
 */
export function createWebhook({ appSecret, verifyToken, take }: WebhookPorts): Hono {
  const app = new Hono();
  const isToken = equalTo(verifyToken);
  app.get("/", (c) => {
    const {
      "hub.mode": mode,
      "hub.verify_token": token = "",
      "hub.challenge": challenge = "",
    } = c.req.query();
    return mode === "subscribe" && isToken(token) ? c.text(challenge) : c.body(null, 403);
  });
  app.use(limitBody(limits.webhookBodyMaxBytes));
  app.post("/", async (c) => {
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const [, signature = ""] = /^sha256=(.*)$/.exec(c.req.header("x-hub-signature-256") ?? "") ?? [];
    if (!isSigned(bytes, appSecret, "hex", signature)) return c.body(null, 401);
    let raw: unknown;
    try {
      raw = JSON.parse(bytes.toString());
    } catch {
      return c.body(null, 400);
    }
    return c.body(null, (await take(raw)) ? 200 : 503);
  });
  return app;
}
