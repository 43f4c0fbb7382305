import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { answer } from "./accounting.ts";
import { checkRequest, operationOf } from "./check.ts";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { type Answer, createKeys } from "./idempotency.ts";
import { type App, createIdentity, type Identity } from "./identity.ts";
import { createLimits, type Limits, tooMany } from "./limits.ts";
import { createBooksPage } from "./page.ts";
import { badRequest, forbidden, Refusal, unauthorised } from "./rules.ts";
import { seed } from "./seed.ts";
import { createState, type Organisation, type State } from "./state.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

export interface SandboxPorts {
  readonly now: () => Date;
  /** Where its records are kept; null in memory alone. */
  readonly path: string | null;
  readonly app: App;
}

/** A Xero on loopback that remembers books and refuses what Xero refuses: the real SDK talks to it. */
export interface XeroSandbox {
  /** The origin of its API and identity endpoints, once it listens. */
  readonly url: string;
  readonly state: State;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly webhooks: Webhooks;
  /** Every call of the Accounting API, as `PUT /Invoices`. */
  readonly calls: readonly { readonly operation: string; readonly status: number }[];
  /** What a browser opens: the page that allows access, and the books. */
  readonly pages: Hono;
  close(): Promise<void>;
}

/** The header that names the organisation. */
const organisationHeader = "xero-tenant-id";

const writeScopes: Readonly<Record<string, string>> = {
  Invoices: "accounting.invoices",
  Contacts: "accounting.contacts",
  Payments: "accounting.payments",
};

export async function startXeroSandbox(ports: SandboxPorts): Promise<XeroSandbox> {
  const state = createState(ports.path, () => ports.now().getTime());
  seed(state);
  const identity = createIdentity(state, ports.app);
  const office: Office = {
    state,
    identity,
    limits: createLimits(state),
    faults: createFaults(),
    keys: createKeys(state),
    calls: [],
  };
  const webhooks = createWebhooks(state);
  const app = new Hono();
  app.all("/api.xro/2.0/*", (c) => answerCall(office, c));
  app.route("/", identity.api);
  app.route("/", identity.login);
  app.onError((error) => refuse(state, error));
  const pages = new Hono();
  // The page that allows access leads back to whoever asked, on this machine.
  // Only its own: these pages stand beside the chat's, whose policy is another.
  for (const path of ["/sandbox/*", "/identity/*"])
    pages.use(path, async (c, next) => {
      await next();
      c.header("content-security-policy", policy);
      // Without a referrer a browser would send its forms without an origin, which the guard refuses.
      c.header("referrer-policy", "same-origin");
    });
  pages.route("/", identity.login);
  pages.route("/", createBooksPage(state, office.limits));
  pages.onError((error) => refuse(state, error));

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => resolve(made));
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("Broken assumption: a server has a port.");
  return {
    url: `http://localhost:${address.port}`,
    ...office,
    webhooks,
    pages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:*; frame-ancestors 'none'";

/** What the Accounting API answers from. */
interface Office {
  readonly state: State;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly keys: ReturnType<typeof createKeys>;
  readonly calls: { operation: string; status: number }[];
}

async function answerCall(office: Office, c: Context): Promise<Response> {
  const { state } = office;
  const url = new URL(c.req.url);
  const path = url.pathname.replace("/api.xro/2.0", "");
  const operation = operationOf(c.req.method, path);
  const fault = office.faults.take(operation);
  const call = { operation, status: 0 };
  office.calls.push(call);
  const early = fault === null ? null : before(state, c, fault);
  if (early !== null) {
    call.status = early.status;
    return early;
  }
  const parts = path.slice(1).split("/").map(decodeURIComponent);
  const organisation = organisationOf(office, c, parts[0] ?? "");
  const { headers, leave } = office.limits.enter(organisation.id);
  try {
    if (fault?.kind === "slow") {
      state.fired.add("fault-slow");
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 100));
    }
    const text = await c.req.text();
    const done = settle(office, { c, operation, path: parts, query: url.searchParams, text, organisation });
    call.status = done.status;
    if (fault?.kind === "cut") return cut(c);
    if (fault?.kind === "500-done") return new Response("", { status: 500, headers });
    return reply(done, headers);
  } finally {
    leave();
  }
}

/** Who asks, and for which organisation. */
function organisationOf({ state, identity }: Office, c: Context, resource: string): Organisation {
  const access = identity.accessOf(c.req.header("authorization"));
  const organisation = state.get("organisations", c.req.header(organisationHeader) ?? "");
  const connected = state
    .all("connections")
    .some((it) => it.organisationId === organisation?.id && it.userId === access.userId && !it.removed);
  if (organisation === undefined || !connected)
    throw forbidden("not-connected", "AuthenticationUnsuccessful");
  const needed = writeScopes[resource];
  if (needed !== undefined && !access.scope.split(" ").includes(needed)) {
    throw unauthorised("scope-missing", "insufficient_scope");
  }
  return organisation;
}

interface Came {
  readonly c: Context;
  readonly operation: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly text: string;
  readonly organisation: Organisation;
}

function settle({ state, keys }: Office, came: Came): Answer {
  const { c, operation, query, text } = came;
  const key = operation.startsWith("GET") ? undefined : c.req.header("idempotency-key");
  const request = `${c.req.method} ${c.req.url}\n${text}`;
  const earlier = key === undefined ? null : keys.find(key, request);
  if (earlier !== null) return earlier;
  const body = parse(text);
  checkRequest(operation, query, body);
  let done: Answer;
  try {
    const content = answer({ ...came, state, since: c.req.header("if-modified-since"), body });
    const headers = { "content-type": "application/json; charset=utf-8" };
    done = { status: 200, body: JSON.stringify(content), headers };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    state.fired.add(error.rule);
    done = answerOf(error);
  }
  if (key !== undefined) keys.keep(key, request, done);
  return done;
}

/** What goes wrong before anything is done; null where the call is carried out. */
function before(state: State, c: Context, { kind, ms }: Fault): Response | null {
  switch (kind) {
    case "minute":
    case "day":
    case "concurrent":
    case "appminute": {
      state.fired.add("fault-429");
      const wait = kind === "concurrent" ? null : (ms ?? (kind === "day" ? 3_600_000 : 20_000));
      return reply(answerOf(tooMany("fault-429", kind, wait)), {});
    }
    case "500":
      state.fired.add("fault-5xx");
      return new Response("", { status: 500 });
    case "500-done":
      state.fired.add("fault-5xx");
      return null;
    case "slow":
      return null;
    case "cut":
      state.fired.add("fault-cut");
      return null;
    case "refuse":
      return cut(c);
    case "html":
      state.fired.add("fault-html");
      return new Response("<html><body>We will be back soon.</body></html>", {
        headers: { "content-type": "text/html" },
      });
    case "invalid":
      return reply(
        answerOf(badRequest("unreadable-body", "ValidationException", "A validation exception occurred")),
        {},
      );
    case "maintenance":
      state.fired.add("fault-maintenance");
      return new Response("The Xero API is currently offline for maintenance", {
        status: 503,
        headers: { "content-type": "text/plain" },
      });
    default:
      return reply(answerOf(unauthorised("token-expired", "TokenExpired: token expired")), {});
  }
}

function refuse(state: State, error: unknown): Response {
  if (!(error instanceof Refusal)) throw error;
  state.fired.add(error.rule);
  return reply(answerOf(error), {});
}

function parse(text: string): Record<string, unknown> {
  if (text === "") return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest("unreadable-body", "PostDataInvalidException", "The body cannot be read");
  }
}

function answerOf({ status, body, headers }: Refusal): Answer {
  if (body === null || typeof body === "string") return { status, body: body ?? "", headers };
  return { status, body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } };
}

function reply(answered: Answer, headers: Readonly<Record<string, string>>): Response {
  const { status, body } = answered;
  return new Response(body === "" ? null : body, { status, headers: { ...headers, ...answered.headers } });
}

/** The connection ends and there is no answer. */
function cut(c: Context): Response {
  (c.env as { outgoing: { destroy(): void } }).outgoing.destroy();
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}
