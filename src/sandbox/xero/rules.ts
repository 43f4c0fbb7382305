/**
 * What Xero does that we must bear. Each rule names where we know it from: "xero" and "reliability" are our pages of
 * facts, "spec" the official description; "unsure" marks what those could not confirm and `npm run record:xero` asks.
 * `test/sandbox/xero` has a case for every one.
 */
export const rules = {
  "unknown-operation": "spec paths: what is not listed is 404",
  "unknown-parameter": "xero 5: strict where a misspelt name would pass unseen",
  "mistyped-field":
    "spec schemas: type, words, greatest length; Xero answers 400 PostDataInvalidException (unsure)",
  "unreadable-body": "xero 3.14: 400 PostDataInvalidException",
  "no-token": "xero 3.14: 401",
  "token-expired": "xero 2.2, 3.14: an access token lives 30 minutes; 401 TokenExpired",
  "not-connected": "xero 2.5: 403 AuthenticationUnsuccessful once the connection is gone",
  "no-permission": "xero 2.5: 403 when the person lost the role that writes (exact answer unsure)",
  "scope-missing": "xero 2.3: 401 insufficient_scope (exact answer unsure)",
  "code-once": "xero 2.1: an authorisation code is used once",
  "code-life": "xero 2.1: and lives five minutes",
  "redirect-exact": "xero 2.1: the redirect address is one that is registered, https or localhost",
  "client-secret": "xero 2.1: the token endpoint wants the app's id and secret",
  "pkce-checked":
    "xero 1.2: a code asked for with a challenge is given for its verifier (for web apps unsure)",
  "refresh-rotates": "xero 2.2: each refresh gives a new refresh token",
  "refresh-grace": "xero 2.2: the old one works for 30 minutes more",
  "refresh-dead": "xero 2.2: afterwards, or after 60 days, invalid_grant",
  "connections-of-user": "xero 2.4: one token reaches every organisation of its person",
  "connections-of-consent": "xero 2.4: authEventId narrows the list to what was just allowed",
  disconnect: "xero 2.5: DELETE /connections/{id} is 204, then 404",
  "revoke-all": "xero 2.5: revocation removes all connections of the person",
  "limit-minute": "xero 3.1: 60 a minute for an organisation; 429 without a body",
  "limit-day": "xero 3.1: 1,000 a day for an organisation on the first tier",
  "limit-concurrent": "xero 3.1: five at once for an organisation",
  "limit-app": "xero 3.1: 10,000 a minute for an app",
  "limit-headers": "xero 3.1: every answer says what is left",
  "key-replays":
    "xero 3.2: the first answer to an Idempotency-Key is given again for six minutes, errors too",
  "key-other-request": "xero 3.2: the same key with another request is 400",
  "key-too-long": "xero 3.2: at most 128 characters",
  "number-taken": "xero 3.3: PUT with a number in use is refused",
  "number-of-voided": "xero 3.3: a voided invoice keeps its number, a deleted draft frees it (unsure)",
  "number-given": "xero 3.3: left out, Xero numbers it",
  "post-edits": "xero 3.3: POST with a number in use edits that invoice",
  "contact-needed": "xero 3.3: Contact is required",
  "lines-needed": "xero 3.3: LineItems is required",
  "due-needed": "xero 3.3: an approved invoice needs a due date",
  "line-complete": "xero 3.3: and on each line a description and an account",
  "line-total": "xero 3.5: quantity times unit is the line's amount",
  "tax-per-line": "xero 3.5: tax is rounded for each line, then summed",
  "tax-of-account": "xero 3.5: without TaxType the account's own is taken",
  "tax-unknown": "xero 3.5",
  "tax-not-for-account": "xero 3.5",
  "account-unknown": "xero 3.6",
  "account-archived": "xero 3.6",
  "lines-replaced": "xero 3.3: on update, lines without their id are made anew",
  "contact-fields-overwrite": "xero 3.3: contact fields inside an invoice change the contact",
  "url-says-xero": "xero 3.3: Url may not contain xero",
  "sent-only-approved": "xero 3.3: SentToContact only on approved invoices",
  "date-shape": "xero 5: dates are YYYY-MM-DD",
  "currency-off": "xero 3.13",
  "lock-date": "xero 3.12",
  "plan-cap": "xero 3.11: so many approved invoices a month",
  "paid-not-edited": "xero 3.4: money fields of an invoice with payments stay",
  "closed-not-edited": "xero 3.4: paid, voided and deleted invoices, and deleting an approved one",
  "void-keeps-due": "xero 3.4: a voided invoice still reads with its amount due",
  "contact-name-taken": "xero 3.7: case and accents make no difference",
  "contact-name-shape": "xero 3.7: no angle brackets, at most 255",
  "contact-archived": "xero 3.7",
  "contact-merged": "xero 3.7: the loser is archived and names the winner",
  "archived-left-out": "xero 3.7: lists leave archived contacts out unless asked",
  "online-not-draft": "xero 3.8: a draft has no online invoice",
  "payment-too-much": "xero 3.9",
  "payment-not-approved": "xero 3.9",
  "payment-account": "xero 3.6: a bank account, or one that takes payments",
  "payment-only-status": "xero 3.9: a payment is deleted, never edited",
  "payment-deleted": "xero 3.9: the invoice is open again",
  "credited-reads-paid": "xero 3.9: cleared by a credit note it is PAID with nothing paid",
  "modified-since": "xero 3.10: only what changed since, to the second",
  "part-paid-date-quiet": "xero 3.10: a due date changed on a part-paid invoice does not count as a change",
  "lines-only-paged": "xero 3.10: lists have lines and payments only where page is sent",
  where: "xero 3.10: filters; what cannot be read is 400",
  paging: "spec pagination: page and pageSize up to 1,000",
  "not-found": "xero 3.14: 404, text/html, empty",
  summarised: "xero 3.14: with summarised errors one bad element refuses all; without, each is told of",
  "hook-signed": "xero 4: base64 HMAC-SHA256 of the body",
  "hook-intent": "xero 4: several empty deliveries, some signed wrongly on purpose",
  "hook-thin": "xero 4: a delivery names what changed and nothing of it",
  "hook-again": "xero 4: again at once, then every 15 minutes",
  "hook-both-kinds": "xero 4: purchase bills are told of too",
  "fault-slow": "xero 1.4",
  "fault-cut": "reliability 2.2: done, and the answer never came",
  "fault-html": "xero 1.3: a page with status 200",
  "fault-maintenance": "xero 3.14: 503 in plain text",
  "fault-5xx": "xero 3.14: 500, perhaps done",
  "fault-429": "xero 3.1",
} as const;
export type Rule = keyof typeof rules;

/** A request that is refused as a whole. */
export class Refusal extends Error {
  readonly rule: Rule;
  readonly status: number;
  readonly body: object | string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    rule: Rule,
    status: number,
    body: object | string | null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(rule);
    this.rule = rule;
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** An element of a request that is refused: an invoice, a contact, a payment. */
export class Invalid extends Error {
  readonly rule: Rule;

  constructor(rule: Rule, message: string) {
    super(message);
    this.rule = rule;
  }
}

export function unauthorised(rule: Rule, detail: string): Refusal {
  return new Refusal(rule, 401, { Type: null, Title: "Unauthorized", Status: 401, Detail: detail });
}

export function forbidden(rule: Rule, detail: string): Refusal {
  return new Refusal(rule, 403, { Type: null, Title: "Forbidden", Status: 403, Detail: detail });
}

/** Recorded: no JSON at all. */
export function notFound(): Refusal {
  return new Refusal("not-found", 404, "", { "content-type": "text/html" });
}

export function badRequest(rule: Rule, type: string, message: string): Refusal {
  return new Refusal(rule, 400, { ErrorNumber: 14, Type: type, Message: message });
}
