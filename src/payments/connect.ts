import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { Fault } from "../fault.ts";
import { limitBody } from "../limit-body.ts";
import { bodyMaxBytes, stripe as limits } from "../limits.ts";
import type { CardAccount, CardEndpoint } from "../ports.ts";
import { hashSecret } from "../secret.ts";
import { findLink, type Link, useLink } from "../store/links.ts";
import { button, field, notice, panel } from "../web/page/parts.ts";
import { respond } from "../web/page/respond.ts";
import { addAccount } from "./add-account.ts";
import type { CardRoom } from "./room.ts";

/** The page on which a trader gives us a restricted key to their Stripe account: never in the chat, where it stays. */
export function createConnectRoutes(room: CardRoom): Hono {
  const app = new Hono();
  app.use(limitBody(bodyMaxBytes));
  // Looking uses nothing up: whatever makes previews of links may look too.
  app.get("/:token", async (c) => {
    const link = await find(room, c);
    return link === undefined ? await gone(c) : await form(room, c, null);
  });
  app.post("/:token", async (c) => {
    const link = await find(room, c);
    if (link === undefined) return await gone(c);
    const typed = (await c.req.parseBody())["key"];
    const wrong = await connect(room, link, typeof typed === "string" ? typed.trim() : "");
    if (wrong === "gone") return await gone(c);
    return wrong === null ? await done(c) : await form(room, c, wrong);
  });
  return app;
}

async function find({ desk }: CardRoom, c: Context): Promise<Link | undefined> {
  const tokenHash = hashSecret(c.req.param("token") ?? "");
  const now = desk.clock.now();
  return await desk.store.read((tx) => findLink(tx, { tokenHash, purpose: "connect-stripe", now }));
}

/** Answers what is wrong, in words for the page; null where the account is connected. */
async function connect(room: CardRoom, link: Link, key: string): Promise<string | null> {
  if (/^sk_/.test(key))
    return "That is a secret key: it may do anything in your account. Please make a restricted key, which begins with rk_.";
  if (!/^rk_(?:live|test)_\w+$/.test(key))
    return "That is no restricted key. It begins with rk_live_ or rk_test_.";
  const signal = AbortSignal.timeout(limits.connectTimeoutMs);
  try {
    const cards = await room.open(key);
    const account = await cards.check(signal);
    if (account.missing.length > 0)
      return `The key lacks ${account.missing.join(", ")}. Please edit it in Stripe, then press Connect again.`;
    return await keep(room, link, key, account, signal);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.action === "reconnect"
      ? "Stripe does not know that key. Please copy it again, whole."
      : "Stripe did not answer. Nothing was changed; please try again in a minute.";
  }
}

async function keep(
  room: CardRoom,
  link: Link,
  key: string,
  account: CardAccount,
  signal: AbortSignal,
): Promise<string | null> {
  const { desk } = room;
  const handle = desk.random.token();
  const cards = await room.open(key);
  const url = `${desk.publicUrl()}/webhooks/stripe/${handle}`;
  // Stripe can push only where it can get to; elsewhere we go and look.
  const endpoint: CardEndpoint | null =
    url.startsWith("https:") || room.practiceKey !== null
      ? await cards.makeEndpoint(url, `endpoint:${handle}`, signal)
      : null;
  const { traderId, tokenHash } = link;
  const kept = await desk.store.transaction(async (tx) => {
    const now = desk.clock.now();
    if ((await useLink(tx, { tokenHash, purpose: "connect-stripe", now })) === undefined) return false;
    return await addAccount(room, tx, { traderId, account, key, handle, endpoint });
  });
  if (kept) return null;
  if (endpoint !== null) await cards.endEndpoint(endpoint.endpointId, signal);
  return "gone";
}

async function gone(c: Context): Promise<Response> {
  const body = html`<h1>This link is no longer good</h1>
<p>It works once, for ten minutes. Say “take cards” in your chat for a new one.</p>`;
  return await respond(c, { title: "Link used up", narrow: true, body }, { status: 410 });
}

async function done(c: Context): Promise<Response> {
  const body = html`<h1>Card payments are on</h1>
${notice("Your clients can pay by card from now on.")}
<p>Every bill has a page with a card button. You can close this page and go back to your chat.</p>`;
  return await respond(c, { title: "Card payments are on", narrow: true, body });
}

const rights = [
  ["Charges", "Read"],
  ["Checkout Sessions", "Read"],
  ["Disputes", "Read"],
  ["Events", "Read"],
  ["Payment Intents", "Read"],
  ["Payment Links", "Write"],
  ["Webhook Endpoints", "Write"],
] as const;

async function form({ practiceKey }: CardRoom, c: Context, wrong: string | null): Promise<Response> {
  const body = html`<h1>Take card payments</h1>
<p>Your clients pay on Stripe's own page, and the money goes straight to your Stripe account. I need a restricted key: it lets me make payment links and see payments. It cannot move your money.</p>
${practiceKey === null ? howTo() : notice("This is practice: a stand-in for Stripe on this computer, with its key filled in. No money moves.", "wait")}
<form method="post" class="stack">
${field({
  name: "key",
  label: "Restricted key",
  type: practiceKey === null ? "password" : "text",
  value: practiceKey ?? "",
  tip: "It is kept sealed, and never shown again.",
  error: wrong,
  required: true,
  maxChars: 300,
})}
${button("Connect")}
</form>`;
  return await respond(
    c,
    { title: "Take card payments", narrow: true, body },
    { status: wrong === null ? 200 : 422 },
  );
}

function howTo() {
  return panel(
    "Where to find one",
    html`<ol>
<li>In Stripe, open Developers, then API keys.</li>
<li>Press “Create restricted key” and name it JustPayMe.</li>
<li>Give it these rights and leave the rest at None:
<ul>${rights.map(([name, right]) => html`<li>${name}: <strong>${right}</strong></li>`)}</ul></li>
<li>Create it, copy it, and paste it here.</li>
</ol>`,
  );
}
