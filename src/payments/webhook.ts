import { type Context, Hono } from "hono";
import { limitBody } from "../limit-body.ts";
import { stripe as limits } from "../limits.ts";
import type { CardEvent } from "../ports.ts";
import {
  type CardAccountRow,
  findCardAccountByHandle,
  findInstallationAccount,
} from "../store/card-accounts.ts";
import { readOf } from "./read-order.ts";
import { accountOf, type CardRoom, secretOf } from "./room.ts";
import { readFact } from "./take-event.ts";

/** Reads a push; null where its signature is not good. */
export type ReadPush = (
  body: string,
  signature: string,
  secret: string,
  now: Date,
) => Promise<CardEvent | null>;

/**
 * Where Stripe pushes. A push is checked and written down; what it is about is read again later. Whatever is wrong
 * with one has the same answer, so that nobody learns which handles there are.
 */
export function createCardWebhooks(room: CardRoom, readPush: ReadPush): Hono {
  const app = new Hono();
  app.use(limitBody(limits.pushMaxBytes));
  const { store } = room.desk;
  app.post("/", async (c) => {
    return await take(room, readPush, c, await store.read(findInstallationAccount));
  });
  app.post("/:handle", async (c) => {
    const handle = c.req.param("handle");
    return await take(room, readPush, c, await store.read((tx) => findCardAccountByHandle(tx, handle)));
  });
  return app;
}

async function take(
  room: CardRoom,
  readPush: ReadPush,
  c: Context,
  account: CardAccountRow | undefined,
): Promise<Response> {
  const { desk } = room;
  const body = await c.req.text();
  const signature = c.req.header("stripe-signature") ?? "";
  const secret = account === undefined ? null : secretOf(room, account);
  const event = secret === null ? null : await readPush(body, signature, secret, desk.clock.now());
  const foreign = event !== null && event.accountId !== null && event.accountId !== account?.accountRef;
  if (event === null || account === undefined || foreign) return c.text("Not for us.", 400);
  const order = readOf(room, account, event);
  if (order === null) return c.text("Noted.");
  const { object, objectRef } = order.work;
  // Of a shop that uses the account too most payments are none of ours.
  if (desk.queue.triesAtOnce() && object !== "intent")
    await room.early.begin(order.id, async (signal) =>
      readFact(await accountOf(room, account), object, objectRef, signal),
    );
  await desk.store.transaction((tx) => desk.queue.enqueue(tx, [order]));
  return c.text("Noted.");
}
