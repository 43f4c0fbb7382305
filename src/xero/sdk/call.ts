import { createRequire } from "node:module";
import type { AccountingApi } from "xero-node";
import { LedgerFault } from "./ledger-fault.ts";
import { isObject, read } from "./loose.ts";

/** What every answer of the API says beside its content. */
export interface Heard {
  readonly dayRemaining: number | null;
  readonly minuteRemaining: number | null;
}

export interface Called<B> {
  readonly body: B;
  readonly heard: Heard;
}

const require = createRequire(import.meta.url);
type ApiModule = { readonly AccountingApi: new (basePath: string) => AccountingApi };
let loaded: ApiModule["AccountingApi"] | undefined;

/** Loads Xero's SDK, of which only the accounting part is needed: half the time and memory of all of it. */
function load(callTimeoutMs: number): ApiModule["AccountingApi"] {
  if (loaded !== undefined) return loaded;
  const path = require.resolve("xero-node/dist/gen/api/accountingApi.js");
  // The SDK sets no timeout, and writes lists as IDs[]=…, which is not what Xero reads. Its own copy of axios is asked.
  const { defaults } = createRequire(path)("axios") as { defaults: Record<string, unknown> };
  defaults["timeout"] = callTimeoutMs;
  defaults["maxRedirects"] = 0;
  defaults["paramsSerializer"] = { indexes: null };
  loaded = (require(path) as ApiModule).AccountingApi;
  return loaded;
}

/** One for each call: it holds the access token, which it reads late. */
export function accountingApi(apiUrl: string, accessToken: string, callTimeoutMs: number): AccountingApi {
  const Api = load(callTimeoutMs);
  const api = new Api(`${apiUrl}/api.xro/2.0`);
  api.accessToken = accessToken;
  return api;
}

/**
 * One call. `list` is what a good answer holds: a page with status 200 has none. `changes` says that an answer which
 * did not come leaves in doubt whether it was done.
 */
export async function call<B extends object>(
  run: () => Promise<{ response: { headers?: unknown }; body: B }>,
  list: keyof B & string,
  changes: boolean,
): Promise<Called<B>> {
  let answered: { response: { headers?: unknown }; body: B };
  try {
    answered = await run();
  } catch (error) {
    throw faultOf(error, changes);
  }
  const { body, response } = answered;
  if (!Array.isArray(body?.[list])) {
    throw new LedgerFault(
      changes ? "unknown" : "retry",
      "outage",
      "Xero answered something that is no answer",
    );
  }
  return { body, heard: heardIn(response.headers) };
}

function heardIn(headers: unknown): Heard {
  const number = (name: string) => {
    const value = isObject(headers) ? headers[name] : undefined;
    return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : null;
  };
  return { dayRemaining: number("x-daylimit-remaining"), minuteRemaining: number("x-minlimit-remaining") };
}

/** The SDK rejects with a JSON text. What is wrong with our own arguments is a bug and stays one. */
function faultOf(error: unknown, changes: boolean): Error {
  if (typeof error !== "string") return error instanceof Error ? error : new Error(String(error));
  const parsed: unknown = JSON.parse(error);
  const response = read(parsed, "response");
  const status = Number(read(response, "statusCode") ?? 0);
  const body = read(response, "body") ?? read(parsed, "body");
  const headers = read(response, "headers");
  const inDoubt = changes ? "unknown" : "retry";
  switch (status) {
    case 0: {
      const text = String(body);
      const never = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(text);
      return new LedgerFault(
        never ? "retry" : inDoubt,
        "outage",
        `no answer from Xero: ${text.slice(0, 80)}`,
      );
    }
    case 400:
      return new LedgerFault("stop", "refused", "Xero refused the request", { messages: messagesIn(body) });
    case 401: {
      const detail = String(read(body, "Detail") ?? "");
      if (/scope/i.test(detail)) return new LedgerFault("stop", "permission", detail);
      return new LedgerFault("retry", "token", `the access token was refused: ${detail.slice(0, 40)}`);
    }
    case 403: {
      const detail = String(read(body, "Detail") ?? "");
      if (/AuthenticationUnsuccessful/i.test(detail)) {
        return new LedgerFault("reconnect", "disconnected", "the organisation is not connected any more");
      }
      return new LedgerFault("stop", "permission", detail.slice(0, 120));
    }
    case 404:
      return new LedgerFault("stop", "not-found", "Xero has no such record");
    case 429: {
      const retryAfterMs = Number(read(headers, "retry-after") ?? 2) * 1000;
      const problem = String(read(headers, "x-rate-limit-problem") ?? "minute");
      return new LedgerFault("later", "limit", `Xero's ${problem} limit`, { retryAfterMs, problem });
    }
    default:
      return new LedgerFault(inDoubt, "outage", `Xero answered ${status}`);
  }
}

/** Every message of a refusal, however deep it sits. */
export function messagesIn(body: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (isObject(value)) {
      const errors = value["ValidationErrors"] ?? value["validationErrors"];
      if (Array.isArray(errors)) {
        for (const it of errors) {
          const message = read(it, "Message") ?? read(it, "message");
          if (typeof message === "string") found.add(message);
        }
      }
      Object.values(value).forEach(look);
    }
  };
  look(body);
  const whole = read(body, "Message");
  if (found.size === 0 && typeof whole === "string") found.add(whole);
  return [...found];
}
