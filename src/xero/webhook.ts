import { Hono } from "hono";
import * as z from "zod";
import { limitBody } from "../limit-body.ts";
import { xero as limits } from "../limits.ts";
import { isSigned } from "../secret.ts";
import { hastenPoll, isXeroConnected } from "../store/xero-connections.ts";
import { addXeroEvent } from "../store/xero-events.ts";
import type { Room } from "./room.ts";

const delivery = z.object({
  events: z.array(
    z.object({
      resourceId: z.string(),
      tenantId: z.string(),
      eventCategory: z.string(),
      eventType: z.string(),
      eventDateUtc: z.string(),
    }),
  ),
});

/**
 * Where Xero tells that something changed: the signature over the raw bytes decides, also of the empty deliveries by
 * which Xero tries us out; what it names is written down, and looked at a moment later. Of an organisation that nobody
 * here has connected it is taken and forgotten: Xero would send it again and then no more at all.
 */
export function createWebhook(room: Room, poke: () => void): Hono {
  const app = new Hono();
  app.post("/webhooks/xero", limitBody(limits.webhookBodyMaxBytes), async (c) => {
    // Without a key nothing can be told apart: Xero tries again until there is one.
    if (room.webhookKeys.length === 0) return c.body(null, 503);
    const raw = Buffer.from(await c.req.arrayBuffer());
    const signature = c.req.header("x-xero-signature") ?? "";
    if (!room.webhookKeys.some((key) => isSigned(raw, key, "base64", signature))) return c.body(null, 401);
    const parsed = delivery.safeParse(parse(raw));
    if (parsed.success && (await keep(room, parsed.data.events))) poke();
    return c.body(null, 200);
  });
  return app;
}

/** Answers whether anything in it concerns us and is new. */
async function keep(room: Room, all: z.infer<typeof delivery>["events"]): Promise<boolean> {
  const organisations = new Set(all.map((it) => it.tenantId));
  const known = await room.store.read(async (tx) => {
    const found = new Set<string>();
    for (const id of organisations) if (await isXeroConnected(tx, id)) found.add(id);
    return found;
  });
  const events = all.filter((it) => known.has(it.tenantId));
  if (events.length === 0) return false;
  const receivedAt = room.desk.clock.now();
  return await room.store.transaction(async (tx) => {
    const fresh = new Set<string>();
    for (const it of events) {
      const id = [it.tenantId, it.resourceId, it.eventDateUtc, it.eventType, it.eventCategory].join("|");
      const event = {
        id,
        organisationId: it.tenantId,
        category: it.eventCategory,
        resourceId: it.resourceId,
        receivedAt,
        doneAt: null,
      };
      if (await addXeroEvent(tx, event)) fresh.add(it.tenantId);
    }
    for (const organisationId of fresh) await hastenPoll(tx, organisationId, receivedAt);
    return fresh.size > 0;
  });
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
