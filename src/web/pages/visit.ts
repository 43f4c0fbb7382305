import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { type Day, dayOf } from "../../domain/day.ts";
import { pages as limits } from "../../limits.ts";
import { equalTo, hashSecret } from "../../secret.ts";
import type { Flash } from "../../store/schema/pages.ts";
import { changeSession, findSession, type Session } from "../../store/sessions.ts";
import { getTrader, type Trader } from "../../store/traders.ts";
import { respond } from "../page/respond.ts";
import type { PagesPorts } from "./ports.ts";

/** A trader looking at their pages: who they are, and what a form of theirs must bring back. */
export interface Visit {
  readonly session: Session;
  readonly trader: Trader;
  readonly now: Date;
  readonly today: Day;
  /** What was just done, to be shown on this page alone. */
  readonly flash: Flash | null;
  /** Names a form of this page: sent twice, it counts once. */
  readonly once: () => string;
}

export type Visited = (c: Context, visit: Visit) => Promise<Response>;

/** Lets in who has a session; anybody else is told how to get one, and nothing more. */
export function signedIn(ports: PagesPorts, page: Visited): (c: Context) => Promise<Response> {
  return async (c) => {
    const visit = await visitOf(ports, c);
    return visit === null ? await notSignedIn(c) : await page(c, visit);
  };
}

async function visitOf(ports: PagesPorts, c: Context): Promise<Visit | null> {
  const token = readToken(ports, c);
  if (token === undefined) return null;
  const now = ports.clock.now();
  const tokenHash = hashSecret(token);
  const found = await ports.store.read(async (tx) => {
    const session = await findSession(tx, tokenHash, now, new Date(now.getTime() - limits.idleMs));
    return session && { session, trader: await getTrader(tx, session.traderId) };
  });
  if (found === undefined) return null;
  const { session, trader } = found;
  const flash = c.req.method === "GET" ? session.flash : null;
  const current = tokenHash === session.tokenHash;
  const kept = c.req.method === "GET" ? await keepFresh(ports, c, session, { current, now }) : session;
  return { session: kept, trader, now, today: dayOf(now), flash, once: ports.random.token };
}

/**
 * Gives a session in use a new token from time to time, so that one that leaked runs out. The old one is good until
 * the new one comes back: on a bad connection the answer that brought it may be lost. Takes the flash off, too.
 */
async function keepFresh(
  ports: PagesPorts,
  c: Context,
  session: Session,
  { current, now }: { readonly current: boolean; readonly now: Date },
): Promise<Session> {
  const due = now.getTime() - session.rotatedAt.getTime() > limits.rotateMs;
  const token = due && current ? ports.random.token() : null;
  const change = {
    ...(session.flash === null ? {} : { flash: null }),
    ...(current && session.previousHash !== null ? { previousHash: null } : {}),
    ...(token === null
      ? {}
      : { tokenHash: hashSecret(token), previousHash: session.tokenHash, rotatedAt: now }),
  };
  if (Object.keys(change).length === 0) return session;
  const changed = await ports.store.transaction((tx) => changeSession(tx, session, change));
  if (changed && token !== null) giveToken(ports, c, token, session.expiresAt);
  return changed ? { ...session, ...change } : session;
}

/** The cookie's name. With the prefix a browser takes it only over https, for this host alone. */
const cookie = "justpayme";

function isSecure(ports: PagesPorts): boolean {
  return ports.publicUrl().startsWith("https:");
}

function readToken(ports: PagesPorts, c: Context): string | undefined {
  return isSecure(ports) ? getCookie(c, cookie, "host") : getCookie(c, cookie);
}

export function giveToken(ports: PagesPorts, c: Context, token: string, expiresAt: Date): void {
  const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - ports.clock.now().getTime()) / 1_000));
  const kind = isSecure(ports) ? ({ prefix: "host", secure: true } as const) : {};
  setCookie(c, cookie, token, { ...kind, path: "/", httpOnly: true, sameSite: "Lax", maxAge });
}

export function takeToken(ports: PagesPorts, c: Context): void {
  giveToken(ports, c, "", ports.clock.now());
}

/** Whether a form carries this session's own token: one made elsewhere cannot. */
export function isOwnForm(session: Session, given: string): boolean {
  return equalTo(session.formToken)(given);
}

async function notSignedIn(c: Context): Promise<Response> {
  const body = html`<h1>Please come in through your chat</h1>
<p>These pages open with a link that works once. Say <strong>open my bills</strong> in your chat, and open the link it gives you.</p>`;
  return await respond(c, { title: "Come in through your chat", body, narrow: true }, { status: 401 });
}
