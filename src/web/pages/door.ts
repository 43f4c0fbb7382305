import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { audit } from "../../desk/audit.ts";
import type { ChannelName } from "../../domain/channel.ts";
import { pages as limits } from "../../limits.ts";
import { hashSecret } from "../../secret.ts";
import { type Conversation, getConversation } from "../../store/conversations.ts";
import { findLink, useLink } from "../../store/links.ts";
import { addSession, changeSession } from "../../store/sessions.ts";
import { button } from "../page/parts.ts";
import { respond } from "../page/respond.ts";
import type { PagesPorts } from "./ports.ts";
import { giveToken, isOwnForm, signedIn, takeToken } from "./visit.ts";

/**
 * The way in and out. Looking at a link shows whose books it opens and leaves it as it is, so that whatever
 * previews links cannot use it up; the button behind it opens them.
 */
export function createDoor(ports: PagesPorts): Hono {
  const app = new Hono();
  app.get("/open/:token", async (c) => {
    const now = ports.clock.now();
    const tokenHash = hashSecret(c.req.param("token"));
    const chat = await ports.store.read(async (tx) => {
      const link = await findLink(tx, { tokenHash, purpose: "pages", now });
      return link && (await getConversation(tx, link.conversationId));
    });
    return chat === undefined ? await ranOut(c) : await welcome(c, chat);
  });

  app.post("/open/:token", async (c) => {
    const now = ports.clock.now();
    const token = ports.random.token();
    const expiresAt = new Date(now.getTime() + limits.sessionLifeMs);
    const tokenHash = hashSecret(c.req.param("token"));
    const path = await ports.store.transaction(async (tx) => {
      const link = await useLink(tx, { tokenHash, purpose: "pages", now });
      if (link === undefined) return null;
      await addSession(tx, {
        id: ports.random.id(),
        tokenHash: hashSecret(token),
        previousHash: null,
        traderId: link.traderId,
        conversationId: link.conversationId,
        formToken: ports.random.token(),
        flash: null,
        createdAt: now,
        rotatedAt: now,
        expiresAt,
        endedAt: null,
      });
      await audit(
        { tx, now, random: ports.random, conversation: { id: link.conversationId } },
        link.traderId,
        "pages-opened",
      );
      return link.path ?? "/bills";
    });
    if (path === null) return await ranOut(c);
    giveToken(ports, c, token, expiresAt);
    return c.redirect(path, 303);
  });

  app.post(
    "/log-out",
    signedIn(ports, async (c, { session, now }) => {
      const form = await c.req.parseBody();
      if (!isOwnForm(session, String(form["form"] ?? ""))) return c.redirect("/bills", 303);
      await ports.store.transaction((tx) => changeSession(tx, session, { endedAt: now }));
      takeToken(ports, c);
      const body = html`<h1>You are logged out</h1><p>To come back, say <strong>open my bills</strong> in your chat.</p>`;
      return await respond(c, { title: "Logged out", body, narrow: true });
    }),
  );
  return app;
}

const channels: Readonly<Record<ChannelName, string>> = {
  local: "the local chat",
  telegram: "Telegram",
  "whatsapp-cloud": "WhatsApp",
  "whatsapp-web": "WhatsApp",
};

async function welcome(c: Context, chat: Conversation): Promise<Response> {
  const body = html`<h1>Open your bills</h1>
<p>You asked for this in ${channels[chat.channel]}, as <strong>${shortened(chat)}</strong>.</p>
<form method="post" class="full">${button("Open my bills")}</form>
<p class="tip">The link works once. If you did not ask for it, close this page: somebody may want you to work in their books.</p>`;
  return await respond(c, { title: "Open your bills", body, narrow: true });
}

/** Enough of a chat's name for its owner to know it; a phone number or an id only by its end. */
function shortened({ channel, chat }: Conversation): string {
  return channel === "local" || chat.length <= 4 ? chat : `…${chat.replace(/@.*$/, "").slice(-4)}`;
}

async function ranOut(c: Context): Promise<Response> {
  const body = html`<h1>This link has been used or has run out</h1>
<p>A link opens your bills once, within 10 minutes. Say <strong>open my bills</strong> in your chat for a new one.</p>`;
  return await respond(c, { title: "Link no longer good", body, narrow: true }, { status: 410 });
}
