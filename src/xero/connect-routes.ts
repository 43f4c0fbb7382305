import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { askToConnect } from "../desk/connect-xero.ts";
import { xero as limits } from "../limits.ts";
import { firstLine } from "../log.ts";
import { hashSecret } from "../secret.ts";
import { listConversations } from "../store/conversations.ts";
import { findLink, type Link, useLink } from "../store/links.ts";
import { sealedColumns } from "../store/sealed-columns.ts";
import { addXeroSignIn, changeXeroSignIn, findXeroSignIn, type XeroSignIn } from "../store/xero-sign-ins.ts";
import { button, notice } from "../web/page/parts.ts";
import { respond } from "../web/page/respond.ts";
import { booksOf, inTurn, type Room } from "./room.ts";
import { keepTokens } from "./tokens.ts";

/** The pages from the link in the chat to Xero and back. What is decided is decided in the chat. */
export function createConnectRoutes(room: Room): Hono {
  const app = new Hono();
  // Robots that look at links only look: nothing is used up by a GET.
  app.get("/connect/xero/:token", async (c) => {
    const tokenHash = hashSecret(c.req.param("token"));
    const now = room.desk.clock.now();
    const link = await room.store.read((tx) => findLink(tx, { tokenHash, purpose: "connect-xero", now }));
    return link === undefined ? await runOut(c) : await invitation(room, c, link);
  });
  app.post("/connect/xero/:token", async (c) => {
    const token = c.req.param("token");
    const [state, cookie, verifier] = [secret(), secret(), secret()];
    const id = room.desk.random.id();
    const now = room.desk.clock.now();
    const begun = await room.store.transaction(async (tx) => {
      const link = await useLink(tx, { tokenHash: hashSecret(token), purpose: "connect-xero", now });
      if (link === undefined) return false;
      const { traderId, conversationId } = link;
      await addXeroSignIn(tx, {
        id,
        traderId,
        conversationId,
        cookieHash: hashSecret(cookie),
        stateHash: hashSecret(state),
        verifier: room.seal.seal(verifier, sealedColumns.verifier.placeOf(id)),
        pending: null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + limits.signInLifeMs),
        decidedAt: null,
      });
      return true;
    });
    if (!begun) return await runOut(c);
    giveCookie(room, c, cookie);
    const consentUrl = await room.door.consentUrl({ state, verifier, redirectUri: redirectUri(room) });
    return c.redirect(consentUrl, 303);
  });
  app.get("/callback/xero", async (c) => {
    const problem = await comeBack(room, c);
    // An address that held a code shows nothing and is left at once.
    return c.redirect(problem === null ? "/setup" : `/setup?problem=${problem}`, 302);
  });
  return app;
}

type Problem = "denied" | "lost" | "outage";

async function comeBack(room: Room, c: Context): Promise<Problem | null> {
  const { state, code, error } = c.req.query();
  const signIn =
    state === undefined
      ? undefined
      : await room.store.read((tx) => findXeroSignIn(tx, { stateHash: hashSecret(state) }));
  const cookie = cookieOf(room, c);
  const ours = signIn !== undefined && cookie !== null && signIn.cookieHash === hashSecret(cookie);
  const now = room.desk.clock.now();
  if (!ours || signIn.pending !== null || signIn.decidedAt !== null || signIn.expiresAt <= now) return "lost";
  if (error !== undefined || code === undefined || state === undefined) {
    await decline(room, signIn);
    return "denied";
  }
  try {
    await accept(room, signIn, { code, state });
    return null;
  } catch (failure) {
    room.desk.log.warn({ error: firstLine(failure) }, "a sign-in to Xero failed");
    return "outage";
  }
}

async function decline(room: Room, signIn: XeroSignIn): Promise<void> {
  await inTurn(
    room,
    signIn.traderId,
    async (turn) => {
      await changeXeroSignIn(turn.tx, signIn, { decidedAt: turn.now });
      return [{ kind: "xero", news: { what: "refused-there" } }];
    },
    signIn.conversationId,
  );
}

/** Takes what Xero gave, and asks in the chat whether it is right. */
async function accept(
  room: Room,
  signIn: XeroSignIn,
  came: { readonly code: string; readonly state: string },
): Promise<void> {
  const verifier = room.seal.open(signIn.verifier ?? "", sealedColumns.verifier.placeOf(signIn.id));
  const tokens = await room.door.exchange(came, { verifier, redirectUri: redirectUri(room) });
  await keepTokens({ ...room.desk, ...room }, tokens);
  const all = await room.door.connections(tokens.access);
  // A token reaches everything its person ever let us into: only this consent's is what was just picked.
  const picked = all.find((it) => it.consentId === tokens.consentId);
  if (picked === undefined) throw new Error("Xero names no organisation for this consent.");
  const { organisationId, name, id: connectionId } = picked;
  const { userId } = tokens;
  const of = { traderId: signIn.traderId, userId, organisationId };
  const facts = await booksOf(room, of, false).facts();
  const pending = { userId, connectionId, organisationId, organisationName: name || facts.name, facts };
  await inTurn(
    room,
    signIn.traderId,
    async (turn) => {
      const expiresAt = new Date(turn.now.getTime() + limits.setupLifeMs);
      const kept = await changeXeroSignIn(turn.tx, signIn, { pending, expiresAt, verifier: null });
      return kept ? await askToConnect(turn, pending) : [];
    },
    signIn.conversationId,
  );
}

/** Names the chat, so that nobody connects their books to somebody else's. */
async function invitation(room: Room, c: Context, link: Link): Promise<Response> {
  const chats = await room.store.read((tx) => listConversations(tx, link.traderId));
  const chat = chats.find((it) => it.id === link.conversationId);
  // The chat may have been unlinked since: then nobody would be asked.
  if (chat === undefined) return await runOut(c);
  const where = {
    local: "the local chat",
    telegram: "Telegram",
    "whatsapp-cloud": "WhatsApp",
    "whatsapp-web": "WhatsApp",
  };
  const body = html`<h1>Connect Xero</h1>
<section class="panel stack">
<p>This connects your Xero organisation to the chat <strong>${chat.chat}</strong> on ${where[chat.channel]}. Whoever writes there will see your open invoices and make new ones.</p>
<p>If that is not your chat, close this page.</p>
<form method="post" class="pay">${button("Go on to Xero")}</form>
<p class="tip">You sign in at Xero itself; we never see your password. Nothing is written there before you have said yes in the chat, and set it up.</p>
</section>`;
  return await respond(c, { title: "Connect Xero", body, narrow: true }, { formsTo: [room.loginUrl] });
}

async function runOut(c: Context): Promise<Response> {
  const body = html`<h1>Connect Xero</h1>${notice("This link has been used or has run out. Say “connect xero” in the chat for a new one.", "bad")}`;
  return await respond(c, { title: "Connect Xero", body, narrow: true }, { status: 410 });
}

export function redirectUri(room: Room): string {
  return `${room.desk.publicUrl()}/callback/xero`;
}

/** A browser keeps a `__Host-` cookie only over https. */
function cookieName(room: Room): string {
  return room.desk.publicUrl().startsWith("https:") ? "__Host-xero" : "xero";
}

export function giveCookie(room: Room, c: Context, value: string): void {
  const secure = cookieName(room).startsWith("__Host-");
  // Lax and not Strict: it must come back with the visitor from Xero.
  const maxAge = limits.setupLifeMs / 1000;
  setCookie(c, cookieName(room), value, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

export function cookieOf(room: Room, c: Context): string | null {
  return getCookie(c, cookieName(room)) ?? null;
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}
