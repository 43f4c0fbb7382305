import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { checkParams, type Json, operations } from "./check.ts";
import { createDelivering, type Delivering } from "./delivering.ts";
import { parseForm } from "./form.ts";
import { does } from "./operations.ts";
import { Refusal, type Rule } from "./rules.ts";
import { type Account, type Bank, newId, type State } from "./state.ts";

/** What may go wrong with the next calls of an operation (`post /v1/payment_links`); `times` of them, then all is well. */
export type Fault =
  /** It is done, and the line is cut before the answer. */
  | { readonly kind: "cut-answer"; readonly times: number }
  | { readonly kind: "slow"; readonly ms: number; readonly times: number }
  /** Nothing is done. */
  | { readonly kind: "refuse"; readonly status: number; readonly times: number };

/** A call as it happened, whether its answer arrived or not. */
export interface Call {
  readonly operation: string;
  readonly idempotencyKey: string | null;
  readonly params: Json;
  status: number;
}

/** Stripe on loopback: it remembers accounts and refuses what Stripe refuses. The real SDK talks to it. */
export interface StripeSandbox {
  /** Where its API listens. */
  readonly url: string;
  readonly bank: Bank;
  readonly delivering: Delivering;
  readonly calls: readonly Call[];
  fault(operation: string, fault: Fault): void;
  close(): Promise<void>;
}

export interface SandboxPorts {
  readonly state: State;
  readonly now: () => Date;
  readonly fraction: () => number;
  readonly pagesUrl: () => string;
  /** Something has changed: keep it. */
  readonly changed: () => void;
}

const dayMs = 86_400_000;

export async function startStripeSandbox(ports: SandboxPorts): Promise<StripeSandbox> {
  const bank: Bank = { ...ports, fired: new Set<Rule>(), added: () => undefined };
  const delivering = createDelivering(bank, ports.fraction);
  bank.added = (account, event) => {
    delivering.add(account, event);
    ports.changed();
  };
  const calls: Call[] = [];
  const faults = new Map<string, Fault>();

  function takeFault(operation: string): Fault | undefined {
    const fault = faults.get(operation);
    if (fault === undefined) return undefined;
    if (fault.times <= 1) faults.delete(operation);
    else faults.set(operation, { ...fault, times: fault.times - 1 });
    return fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stripe");
    const method = (request.method ?? "get").toLowerCase();
    const text = method === "get" ? searchParams.toString() : await readBody(request);
    const { operation, id } = findOperation(method, pathname);
    const fault = takeFault(operation);
    const key = request.headers["idempotency-key"];
    const params = parseForm(text);
    const call: Call = { operation, idempotencyKey: typeof key === "string" ? key : null, params, status: 0 };
    calls.push(call);
    if (fault?.kind === "slow") await pause(fault.ms);
    if (fault?.kind === "refuse")
      return reply(response, call, fault.status, failure("api_error", "scheduled"));
    try {
      const account = authorise(bank, request, operation);
      const { status, body, replayed } = once(bank, account, call, () =>
        perform(bank, account, operation, id, params),
      );
      ports.changed();
      if (fault?.kind === "cut-answer") response.destroy();
      else reply(response, call, status, body, replayed ? { "idempotent-replayed": "true" } : {});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      bank.fired.add(error.rule);
      reply(response, call, error.status, { error: error.error });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`the Stripe stand-in failed: ${String(error)}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bank,
    delivering,
    calls,
    fault: (operation, fault) => void faults.set(operation, fault),
    close: async () => {
      delivering.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function findOperation(method: string, path: string): { readonly operation: string; readonly id: string } {
  for (const operation of operations) {
    const [verb, template = ""] = operation.split(" ");
    const match = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
    if (verb === method && match !== null) return { operation, id: match[1] ?? "" };
  }
  return { operation: `${method} ${path}`, id: "" };
}

function perform(bank: Bank, account: Account, operation: string, id: string, params: Json): Json {
  const run = does[operation];
  if (run === undefined) throw new Refusal("unknown-path", 404, `Unrecognized request URL (${operation}).`);
  const read = checkParams(operation, params);
  return expand(account, run(bank, account, read, id), (read["expand"] ?? []) as readonly string[]);
}

/** Puts whole objects in the place of their ids, along paths such as `data.payment_intent.latest_charge`. */
function expand(account: Account, answer: Json, paths: readonly string[]): Json {
  return paths.reduce((body, path) => expandAt(account, body, path.split(".")) as Json, answer);
}

function expandAt(account: Account, value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((it) => expandAt(account, it, [name ?? "", ...rest]));
  const whole = typeof value === "string" ? account.objects[value] : value;
  if (name === undefined || typeof whole !== "object" || whole === null) return whole;
  const object = whole as Json;
  return { ...object, [name]: expandAt(account, object[name], rest) };
}

/** Whose account the key opens, where it has the right that the call needs. */
function authorise(bank: Bank, request: IncomingMessage, operation: string): Account {
  const given = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
  const key = Object.hasOwn(bank.state.keys, given) ? bank.state.keys[given] : undefined;
  const account = key === undefined ? undefined : bank.state.accounts[key.accountId];
  if (key === undefined || account === undefined) {
    throw new Refusal("wrong-key", 401, `Invalid API Key provided: ${given.slice(0, 8)}****`);
  }
  const right = rightFor(operation);
  const writes = right.replace(/_read$/, "_write");
  if (right !== "" && key.rights !== null && !key.rights.includes(right) && !key.rights.includes(writes)) {
    throw new Refusal(
      "no-permission",
      403,
      `The provided key '${given.slice(0, 8)}****' does not have the required permissions for this endpoint on account '${account.id}'. Having the 'rak_${right}' permission would allow this request to continue.`,
    );
  }
  return account;
}

/** `post /v1/payment_links` needs `payment_link_write`; every key may read its own account. */
function rightFor(operation: string): string {
  const [method, path = ""] = operation.split(" ");
  const noun = /^\/v1\/(checkout\/)?(\w+?)s?(?:\/|$)/.exec(path);
  if (noun === null || noun[2] === "account") return "";
  const name = noun[1] === undefined ? noun[2] : "checkout_session";
  return `${name}_${method === "get" ? "read" : "write"}`;
}

/** Does a call, or answers what its idempotency key was answered before. */
function once(bank: Bank, account: Account, call: Call, run: () => Json) {
  const key = call.idempotencyKey;
  if (key === null || !call.operation.startsWith("post "))
    return { status: 200, body: run(), replayed: false };
  const print = JSON.stringify([call.operation, call.params]);
  const before = account.answers[key];
  const nowMs = bank.now().getTime();
  if (before !== undefined && nowMs - before.atMs < dayMs) {
    if (before.call !== print) {
      throw new Refusal(
        "idempotent-mismatch",
        400,
        "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        {
          type: "idempotency_error",
        },
      );
    }
    bank.fired.add("idempotent-replay");
    return { ...before, replayed: true };
  }
  // What is refused throws, and so is not kept.
  const body = run();
  account.answers[key] = { call: print, status: 200, body, atMs: nowMs };
  return { status: 200, body, replayed: false };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function failure(type: string, message: string): Json {
  return { error: { type, message } };
}

function reply(
  response: ServerResponse,
  call: Call,
  status: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  call.status = status;
  response.writeHead(status, { "content-type": "application/json", "request-id": newId("req"), ...headers });
  response.end(JSON.stringify(body));
}
