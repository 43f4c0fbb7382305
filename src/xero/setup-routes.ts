import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { XeroConnection } from "../domain/mirror.ts";
import type { LedgerConnection } from "../ports-ledger.ts";
import { hashSecret } from "../secret.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { findXeroSignIn } from "../store/xero-sign-ins.ts";
import type { Html } from "../web/page/html.ts";
import { notice, link as pageLink } from "../web/page/parts.ts";
import { respond } from "../web/page/respond.ts";
import { cookieOf, giveCookie } from "./connect-routes.ts";
import { booksOf, type Room } from "./room.ts";
import { changeOrganisation, saveSettings } from "./set-up.ts";
import { type Given, readForm, setupForm } from "./setup-form.ts";
import { accessOf } from "./tokens.ts";

/** What a visitor is told who cannot set anything up. */
const problems: Readonly<Record<string, string>> = {
  denied:
    "You did not allow access in Xero, so nothing is connected. Say “connect xero” in the chat to try again.",
  lost: "This sign-in has run out, or was begun in another browser. Say “connect xero” in the chat for a new link.",
  outage: "Xero did not answer. Nothing is connected; say “connect xero” in the chat to try again.",
};
const factsFreshMs = 60 * 60_000;
const askAgainSeconds = 3;

/** The setup page: for the browser that came back from Xero, or whoever followed the link in the chat. */
export function createSetupRoutes(room: Room): Hono {
  const app = new Hono();
  app.get("/setup", async (c) => {
    const key = c.req.query("key");
    if (key !== undefined) {
      giveCookie(room, c, key);
      return c.redirect("/setup", 302);
    }
    const problem = c.req.query("problem");
    if (problem !== undefined) return await told(c, problems[problem] ?? problems["lost"] ?? "", "bad");
    const found = await findVisitor(room, c);
    return found.kind === "open"
      ? await showForm(room, c, found.connection, null)
      : await wait(c, found.kind);
  });
  app.post("/setup", async (c) => {
    if (isForeign(room, c)) return await told(c, problems["lost"] ?? "", "bad");
    const found = await findVisitor(room, c);
    if (found.kind !== "open") return await wait(c, found.kind);
    const given = new URLSearchParams(await c.req.text());
    return await take(room, c, found.connection, given);
  });
  return app;
}

type Visitor =
  | { readonly kind: "open"; readonly connection: XeroConnection }
  /** The chat has not said yes yet, or said no, or the link ran out. */
  | { readonly kind: "asked" | "lost" };

async function findVisitor(room: Room, c: Context): Promise<Visitor> {
  const cookie = cookieOf(room, c);
  if (cookie === null) return { kind: "lost" };
  return await room.store.read(async (tx): Promise<Visitor> => {
    const signIn = await findXeroSignIn(tx, { cookieHash: hashSecret(cookie) });
    if (signIn === undefined || signIn.expiresAt <= room.desk.clock.now()) return { kind: "lost" };
    if (signIn.decidedAt === null) return { kind: signIn.pending === null ? "lost" : "asked" };
    const connection = await findXeroConnection(tx, signIn.traderId);
    const gone = connection === undefined || connection.state === "off" || connection.state === "reconnect";
    return gone ? { kind: "lost" } : { kind: "open", connection };
  });
}

/** A form elsewhere that was made to look like ours. Our own pages send no referrer, and so no origin either. */
function isForeign(room: Room, c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = c.req.header("origin");
  const ours = [room.desk.publicUrl(), `http://${c.req.header("host")}`];
  return origin !== undefined && !ours.includes(origin);
}

async function wait(c: Context, why: "asked" | "lost"): Promise<Response> {
  if (why === "lost") return await told(c, problems["lost"] ?? "", "bad");
  // The answer is given in the chat; this page finds out by itself.
  c.header("refresh", `${askAgainSeconds}; url=/setup`);
  return await told(
    c,
    "Nearly there. Go back to the chat and answer Yes; then this page goes on by itself.",
    "wait",
  );
}

async function told(c: Context, text: string, tone: "good" | "wait" | "bad", more: Html | null = null) {
  const body = html`<h1>Xero</h1>${notice(text, tone, more)}`;
  return await respond(c, { title: "Xero", body, narrow: true }, { status: tone === "bad" ? 410 : 200 });
}

async function showForm(
  room: Room,
  c: Context,
  known: XeroConnection,
  wrong: Given | null,
): Promise<Response> {
  const connection = await fresh(room, known);
  const organisations = await others(room, connection);
  const body = html`<h1>Set up Xero</h1>
<p class="tip">How bills become invoices in ${connection.organisationName}. You can change all of it later, here or in the chat.</p>
${wrong === null ? null : notice("Please look at what is marked below.", "bad")}
${setupForm(connection, organisations, wrong)}`;
  const status = wrong === null ? 200 : 400;
  return await respond(c, { title: "Set up Xero", body, narrow: true }, { status });
}

async function take(
  room: Room,
  c: Context,
  connection: XeroConnection,
  form: URLSearchParams,
): Promise<Response> {
  const organisationId = form.get("organisation") ?? connection.organisationId;
  if (organisationId !== connection.organisationId) {
    const wanted = (await others(room, connection)).find((it) => it.organisationId === organisationId);
    if (wanted === undefined) return await showForm(room, c, connection, { values: form, errors: {} });
    await changeOrganisation(room, connection, wanted);
    return c.redirect("/setup", 303);
  }
  const read = readForm(form, connection);
  if (read.kind === "wrong") return await showForm(room, c, connection, read.given);
  await saveSettings(room, connection, read.settings);
  const back = pageLink("/", "Back to the chat");
  return await told(c, "Saved. What happens next is said in the chat.", "good", html`<p>${back}</p>`);
}

/** Accounts and rates as they are in Xero now; as they were last read where Xero does not answer. */
async function fresh(room: Room, connection: XeroConnection): Promise<XeroConnection> {
  const factsAt = room.desk.clock.now();
  if (factsAt.getTime() - connection.factsAt.getTime() < factsFreshMs) return connection;
  try {
    const facts = await booksOf(room, connection, false).facts();
    await room.store.transaction((tx) => changeXeroConnection(tx, connection, { facts, factsAt }));
    return { ...connection, facts, factsAt };
  } catch (error) {
    room.desk.log.warn(
      { error: String(error).slice(0, 100) },
      "the organisation's settings could not be read",
    );
    return connection;
  }
}

/** Every organisation that the person let us into, this one first. */
async function others(room: Room, connection: XeroConnection): Promise<readonly LedgerConnection[]> {
  const { organisationId, connectionId: id, organisationName: name } = connection;
  const own = { id, organisationId, name, consentId: "" };
  try {
    const access = await accessOf({ ...room.desk, ...room }, connection.userId, null);
    const all = await room.door.connections(access);
    return [own, ...all.filter((it) => it.organisationId !== organisationId)];
  } catch (error) {
    room.desk.log.warn({ error: String(error).slice(0, 100) }, "the organisations could not be listed");
    return [own];
  }
}
