import { Hono } from "hono";
import { html } from "hono/html";
import type { DeskPorts } from "../desk/desk.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { senderName } from "../domain/setting.ts";
import { listOwed } from "../store/bills.ts";
import { findByStopToken, setChasedClient } from "../store/chased-clients.ts";
import { getClient } from "../store/clients.ts";
import { getTrader } from "../store/traders.ts";
import type { Layout } from "../web/page/layout.ts";
import { respond } from "../web/page/respond.ts";

/**
 * Where a client stops reminders. Opening the link only asks, as programs that look links over open them too; the
 * button, or a mail program's own (RFC 8058: a POST without any page), does it.
 */
export function stopRoutes(desk: DeskPorts): Hono {
  const app = new Hono();
  app.get("/:token", async (c) => {
    const found = await find(desk, c.req.param("token"));
    if (found === null) return respond(c, gone(), { status: 404 });
    return respond(c, found.optedOut ? done(found.name) : ask(found.name));
  });
  app.post("/:token", async (c) => {
    const found = await optOut(desk, c.req.param("token"));
    return found === null ? respond(c, gone(), { status: 404 }) : respond(c, done(found.name));
  });
  return app;
}

async function find({ store }: DeskPorts, token: string) {
  return await store.read(async (tx) => {
    const known = await findByStopToken(tx, token);
    if (known === undefined) return null;
    const trader = await getTrader(tx, known.traderId);
    return { known, name: senderName(trader) ?? "the sender", optedOut: known.optedOutAt !== null };
  });
}

/** Stops reminders for good; the trader is told, once. */
export async function optOut(desk: DeskPorts, token: string) {
  const found = await find(desk, token);
  if (found === null || found.optedOut) return found;
  const { traderId, clientId } = found.known;
  await desk.store.transaction(async (tx) => {
    const known = await findByStopToken(tx, token);
    if (known === undefined || known.optedOutAt !== null) return;
    await setChasedClient(tx, { ...known, optedOutAt: desk.clock.now() });
    await inTraderTurn(desk, tx, traderId, async (turn) => {
      for (const { bill } of await listOwed(tx, traderId))
        if (bill.clientId === clientId) turn.toPlan.set(bill.id, bill);
      return [
        { kind: "chase", told: { what: "opted-out", client: await getClient(tx, traderId, clientId) } },
      ];
    });
  });
  return found;
}

function ask(name: string): Layout {
  return {
    title: "Stop reminders",
    narrow: true,
    body: html`<h1>Stop reminders from ${name}?</h1>
<p>You will get no more reminders about unpaid bills. New bills still come, and what is owed stays owed.</p>
<form method="post"><button class="button" type="submit">Stop reminders</button></form>`,
  };
}

function done(name: string): Layout {
  return {
    title: "Reminders stopped",
    narrow: true,
    body: html`<h1>Reminders are stopped</h1>
<p>${name} sends you no more reminders by email. New bills still come. If something about a bill is not right, please get in touch with ${name}.</p>`,
  };
}

function gone(): Layout {
  return {
    title: "Unknown link",
    narrow: true,
    body: html`<h1>This link is not known</h1><p>Perhaps it was cut short: please open it from the email again.</p>`,
  };
}
