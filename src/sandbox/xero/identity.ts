import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { allowPage } from "./allow-page.ts";
import { notFound, Refusal, unauthorised } from "./rules.ts";
import { sandboxUserId } from "./seed.ts";
import type { Connection, Grant, State } from "./state.ts";

export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Null allows any on this machine. */
  readonly redirectUri: string | null;
}

interface Code {
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string | null;
  readonly authEventId: string;
  readonly madeAtMs: number;
  used: boolean;
}
export interface Access {
  readonly userId: string;
  readonly authEventId: string;
  readonly scope: string;
  readonly untilMs: number;
}

export interface Identity {
  /** The page on which a person allows access: what a browser opens. */
  readonly login: Hono;
  /** The token, revocation and connections endpoints. */
  readonly api: Hono;
  /** Whose access token this is. */
  accessOf(header: string | undefined): Access;
}

export const minuteMs = 60_000;
const codeLifeMs = 5 * minuteMs;
const accessLifeMs = 30 * minuteMs;
const graceMs = 30 * minuteMs;
const refreshLifeMs = 60 * 24 * 60 * minuteMs;

/** What the identity service remembers. */
interface Service {
  readonly state: State;
  readonly app: App;
  readonly codes: Map<string, Code>;
  readonly tokens: Map<string, Access>;
}

export function createIdentity(state: State, app: App): Identity {
  const service: Service = { state, app, codes: new Map(), tokens: new Map() };
  const login = new Hono();
  login.get("/identity/connect/authorize", (c) => {
    const query = new URL(c.req.url).searchParams;
    checkAsked(app, query);
    return c.html(allowPage(query, state.all("organisations")));
  });
  login.post("/identity/connect/authorize", async (c) =>
    c.redirect(allow(service, new URLSearchParams(await c.req.text())), 302),
  );

  const api = new Hono();
  api.post("/connect/token", async (c) => {
    checkSecret(c, app);
    const form = new URLSearchParams(await c.req.text());
    return c.json(
      form.get("grant_type") === "refresh_token" ? refresh(service, form) : exchange(service, form),
    );
  });
  api.post("/connect/revocation", async (c) => {
    checkSecret(c, app);
    const grant = state.get("grants", new URLSearchParams(await c.req.text()).get("token") ?? "");
    if (grant !== undefined) revoke(state, grant);
    return c.body(null, 200);
  });
  api.get("/connections", (c) => {
    const { userId } = accessOf(service, c.req.header("authorization"));
    return c.json(connectionsOf(state, userId, c.req.query("authEventId")));
  });
  api.delete("/connections/:id", (c) => {
    const { userId } = accessOf(service, c.req.header("authorization"));
    const found = state.get("connections", c.req.param("id"));
    if (found === undefined || found.removed || found.userId !== userId) throw notFound();
    state.fired.add("disconnect");
    state.put("connections", { ...found, removed: true });
    return c.body(null, 204);
  });
  return { login, api, accessOf: (header) => accessOf(service, header) };
}

function accessOf({ state, tokens }: Service, header: string | undefined): Access {
  const access = tokens.get(/^Bearer (.+)$/.exec(header ?? "")?.[1] ?? "");
  if (access === undefined) throw unauthorised("no-token", "TokenInvalid: the access token is unknown");
  if (access.untilMs <= state.now()) {
    throw unauthorised("token-expired", "TokenExpired: token expired at another time");
  }
  return access;
}

/** Somebody pressed "Allow access", or did not. Answers where the browser goes. */
function allow({ state, app, codes }: Service, form: URLSearchParams): string {
  checkAsked(app, form);
  const back = new URL(form.get("redirect_uri") ?? "");
  back.searchParams.set("state", form.get("state") ?? "");
  const organisationId = form.get("organisation");
  if (organisationId === null) {
    back.searchParams.set("error", "access_denied");
    return back.href;
  }
  const authEventId = randomUUID();
  connect(state, organisationId, authEventId);
  const code = randomBytes(16).toString("base64url");
  codes.set(code, {
    redirectUri: form.get("redirect_uri") ?? "",
    scope: form.get("scope") ?? "",
    challenge: form.get("code_challenge"),
    authEventId,
    madeAtMs: state.now(),
    used: false,
  });
  back.searchParams.set("code", code);
  return back.href;
}

function issue({ state, tokens }: Service, grant: Pick<Grant, "userId" | "authEventId" | "scope">): object {
  const { userId, authEventId, scope } = grant;
  const refresh = randomBytes(24).toString("base64url");
  const claims = {
    authentication_event_id: authEventId,
    xero_userid: userId,
    scope: scope.split(" "),
    jti: randomUUID(),
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const access = `${part({ alg: "RS256" })}.${part(claims)}.${randomBytes(16).toString("base64url")}`;
  tokens.set(access, { userId, authEventId, scope, untilMs: state.now() + accessLifeMs });
  if (scope.includes("offline_access")) {
    const fresh = { id: refresh, userId, authEventId, scope, madeAtMs: state.now() };
    state.put("grants", { ...fresh, rotatedAtMs: null, revoked: false });
  }
  return {
    access_token: access,
    refresh_token: refresh,
    expires_in: accessLifeMs / 1000,
    token_type: "Bearer",
    scope,
  };
}

function exchange(service: Service, form: URLSearchParams): object {
  const code = service.codes.get(form.get("code") ?? "");
  if (code === undefined || code.used) throw invalidGrant("code-once");
  code.used = true;
  if (code.madeAtMs + codeLifeMs <= service.state.now()) throw invalidGrant("code-life");
  if (code.redirectUri !== form.get("redirect_uri")) throw invalidGrant("redirect-exact");
  if (code.challenge !== null) {
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (verifier !== code.challenge) throw invalidGrant("pkce-checked");
  }
  return issue(service, { userId: sandboxUserId, authEventId: code.authEventId, scope: code.scope });
}

function refresh(service: Service, form: URLSearchParams): object {
  const { state } = service;
  const grant = state.get("grants", form.get("refresh_token") ?? "");
  const now = state.now();
  if (grant === undefined || grant.revoked || grant.madeAtMs + refreshLifeMs <= now)
    throw invalidGrant("refresh-dead");
  if (grant.rotatedAtMs !== null) {
    if (grant.rotatedAtMs + graceMs <= now) throw invalidGrant("refresh-dead");
    state.fired.add("refresh-grace");
  }
  state.fired.add("refresh-rotates");
  state.put("grants", { ...grant, rotatedAtMs: grant.rotatedAtMs ?? now });
  return issue(service, grant);
}

function connectionsOf(state: State, userId: string, consent: string | undefined): readonly object[] {
  state.fired.add(consent === undefined ? "connections-of-user" : "connections-of-consent");
  return state
    .all("connections")
    .filter(
      (it) => it.userId === userId && !it.removed && (consent === undefined || it.authEventId === consent),
    )
    .map((it) => wire(state, it));
}

function checkAsked(app: App, asked: URLSearchParams): void {
  const redirect = asked.get("redirect_uri") ?? "";
  const registered =
    app.redirectUri === null ? /^http:\/\/localhost(?::\d+)?\//.test(redirect) : redirect === app.redirectUri;
  if (!registered) {
    throw new Refusal("redirect-exact", 400, "unauthorized_client: Invalid redirect_uri", {
      "content-type": "text/plain",
    });
  }
  if (asked.get("client_id") !== app.clientId) {
    throw new Refusal("client-secret", 400, "unauthorized_client: Unknown client", {
      "content-type": "text/plain",
    });
  }
}

function checkSecret(c: Context, app: App): void {
  const given = Buffer.from(
    /^Basic (.+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "",
    "base64",
  ).toString();
  if (given !== `${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`) {
    throw new Refusal("client-secret", 401, { error: "invalid_client" });
  }
}

function invalidGrant(
  rule: "code-once" | "code-life" | "redirect-exact" | "pkce-checked" | "refresh-dead",
): Refusal {
  return new Refusal(rule, 400, { error: "invalid_grant" });
}

/** Allowing access to an organisation again is the same connection, allowed anew. */
function connect(state: State, organisationId: string, authEventId: string): void {
  const known = state
    .all("connections")
    .find((it) => it.userId === sandboxUserId && it.organisationId === organisationId && !it.removed);
  const now = state.now();
  const fresh = { id: randomUUID(), userId: sandboxUserId, organisationId, createdAtMs: now, removed: false };
  state.put("connections", { ...(known ?? fresh), authEventId, updatedAtMs: now });
}

function revoke(state: State, grant: Grant): void {
  state.fired.add("revoke-all");
  for (const it of state.all("grants"))
    if (it.userId === grant.userId) state.put("grants", { ...it, revoked: true });
  for (const it of state.all("connections")) {
    if (it.userId === grant.userId) state.put("connections", { ...it, removed: true });
  }
}

function wire(state: State, connection: Connection): object {
  return {
    id: connection.id,
    authEventId: connection.authEventId,
    tenantId: connection.organisationId,
    tenantType: "ORGANISATION",
    tenantName: state.get("organisations", connection.organisationId)?.name ?? "",
    createdDateUtc: new Date(connection.createdAtMs).toISOString().slice(0, -1),
    updatedDateUtc: new Date(connection.updatedAtMs).toISOString().slice(0, -1),
  };
}
