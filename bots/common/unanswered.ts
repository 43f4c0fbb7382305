import type { SendResult } from "../../src/ports.ts";

export type NotSent = Extract<SendResult, { kind: "not-sent" }>;

/** Before a connection stands nothing can have been sent. Any later end leaves that open. */
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|.*_CERT(?:_.*)?)$/;

/** What a call that got no answer means for what was to be sent. */
export function unanswered(cause: unknown): NotSent {
  const { code, message, name } = (cause ?? {}) as { code?: unknown; message?: unknown; name?: unknown };
  const known = typeof code === "string" ? code : typeof name === "string" ? name : "no answer";
  const early = neverConnected.test(known) || /reason: (?:connect|getaddrinfo) /.test(String(message));
  return refuse(early ? "transient" : "ambiguous", known);
}

export function refuse(why: NotSent["why"], detail: string): NotSent {
  return { kind: "not-sent", why, detail };
}
