import { randomBytes } from "node:crypto";
import { type Json, resource } from "./check.ts";
import { expireSessions } from "./paying.ts";
import { Refusal } from "./rules.ts";
import { type Account, all, type Bank, find, newId, put, seconds } from "./state.ts";

/** What an operation does once its parameters have the right shape. `ids` are the parts of its path. */
type Operation = (bank: Bank, account: Account, params: Json, id: string) => Json;

export const does: Readonly<Record<string, Operation>> = {
  "get /v1/account": (_bank, account) =>
    resource("account", {
      id: account.id,
      country: "GB",
      default_currency: "gbp",
      charges_enabled: true,
      business_profile: { name: account.name },
    }),
  "post /v1/payment_links": (bank, account, params) => {
    const { amountMinor, currency } = priceOf(params);
    const id = newId("plink");
    return put(bank, account, "payment_link", {
      id,
      url: `${bank.pagesUrl()}/${id}`,
      active: true,
      currency,
      metadata: params["metadata"] ?? {},
      inactive_message: params["inactive_message"] ?? null,
      after_completion: params["after_completion"] ?? { type: "hosted_confirmation" },
      payment_intent_data: params["payment_intent_data"] ?? null,
      payment_method_types: params["payment_method_types"] ?? null,
      restrictions: limitOf(params),
      line_items: { object: "list", has_more: false, data: [lineOf(params, amountMinor, currency)] },
    });
  },
  "get /v1/payment_links/{payment_link}": (_bank, account, _params, id) => find(account, "payment_link", id),
  "post /v1/payment_links/{payment_link}": (bank, account, params, id) => {
    const { active, metadata } = {
      active: undefined,
      metadata: undefined,
      ...find(account, "payment_link", id),
      ...params,
    };
    return put(bank, account, "payment_link", { id, active, metadata });
  },
  "get /v1/payment_links": (_bank, account, params) =>
    page(
      account,
      params,
      all(account, "payment_link").filter(matching(params, ["active"])),
      "/v1/payment_links",
    ),
  "get /v1/checkout/sessions": (bank, account, params) => {
    expireSessions(bank, account);
    const wanted = matching(params, ["payment_link", "payment_intent", "status"]);
    return page(account, params, all(account, "checkout.session").filter(wanted), "/v1/checkout/sessions");
  },
  "get /v1/checkout/sessions/{session}": (bank, account, _params, id) => {
    expireSessions(bank, account);
    return find(account, "checkout.session", id);
  },
  "get /v1/payment_intents/{intent}": (_bank, account, _params, id) => find(account, "payment_intent", id),
  "get /v1/charges/{charge}": (_bank, account, _params, id) => find(account, "charge", id),
  "get /v1/charges": (_bank, account, params) =>
    page(account, params, all(account, "charge").filter(matching(params, ["payment_intent"])), "/v1/charges"),
  "get /v1/disputes/{dispute}": (_bank, account, _params, id) => find(account, "dispute", id),
  "get /v1/refunds": (_bank, account, params) =>
    page(
      account,
      params,
      all(account, "refund").filter(matching(params, ["charge", "payment_intent"])),
      "/v1/refunds",
    ),
  "get /v1/events": (bank, account, params) => listEvents(bank, account, params),
  "get /v1/webhook_endpoints": (_bank, account, params) =>
    page(account, params, all(account, "webhook_endpoint"), "/v1/webhook_endpoints"),
  "post /v1/webhook_endpoints": (bank, account, params) => {
    const id = newId("we");
    const secret = `whsec_${randomBytes(24).toString("base64url")}`;
    account.secrets[id] = secret;
    const { url, enabled_events, description = null, api_version = null, metadata = {} } = params;
    const values = { id, url, enabled_events, description, api_version, metadata, status: "enabled" };
    return { ...put(bank, account, "webhook_endpoint", values), secret };
  },
  "post /v1/webhook_endpoints/{webhook_endpoint}": (bank, account, params, id) => {
    find(account, "webhook_endpoint", id);
    const { disabled, ...values } = params;
    const status = disabled === undefined ? {} : { status: disabled ? "disabled" : "enabled" };
    return put(bank, account, "webhook_endpoint", { id, ...values, ...status });
  },
  "delete /v1/webhook_endpoints/{webhook_endpoint}": (_bank, account, _params, id) => {
    find(account, "webhook_endpoint", id);
    delete account.objects[id];
    delete account.secrets[id];
    return { id, object: "webhook_endpoint", deleted: true };
  },
};

interface Price {
  readonly unit_amount?: number;
  readonly currency: string;
  readonly product_data?: { readonly name: string };
}

function itemOf(params: Json): { readonly price_data?: Price; readonly quantity: number } {
  const [item] = params["line_items"] as readonly { price_data?: Price; quantity: number }[];
  if (item === undefined) throw new Refusal("missing-parameter", 400, "Missing required param: line_items.");
  return item;
}

function priceOf(params: Json): { readonly amountMinor: number; readonly currency: string } {
  const { price_data: price, quantity } = itemOf(params);
  if (price?.unit_amount === undefined) {
    throw new Refusal(
      "missing-parameter",
      400,
      "Missing required param: line_items[0][price_data][unit_amount].",
    );
  }
  const amountMinor = price.unit_amount * quantity;
  if (price.currency === "gbp" && amountMinor < 30) {
    throw new Refusal("smallest-charge", 400, "Amount must be at least £0.30 gbp", {
      code: "amount_too_small",
    });
  }
  return { amountMinor, currency: price.currency };
}

function lineOf(params: Json, amountMinor: number, currency: string): Json {
  const { price_data: price, quantity } = itemOf(params);
  const description = price?.product_data?.name ?? "";
  return { object: "item", description, quantity, amount_total: amountMinor, currency };
}

function limitOf(params: Json): Json | null {
  const restrictions = params["restrictions"] as { completed_sessions: { limit: number } } | undefined;
  return restrictions === undefined
    ? null
    : { completed_sessions: { count: 0, limit: restrictions.completed_sessions.limit } };
}

function matching(params: Json, names: readonly string[]): (object: Json) => boolean {
  const given = names.filter((name) => params[name] !== undefined);
  return (object) => given.every((name) => object[name] === params[name]);
}

const monthMs = 30 * 86_400_000;

function listEvents(bank: Bank, account: Account, params: Json): Json {
  const oldest = seconds(bank) - monthMs / 1000;
  const types = [...((params["types"] as readonly string[] | undefined) ?? [])];
  if (typeof params["type"] === "string") types.push(params["type"]);
  const since = (params["created"] as { gte?: number } | undefined)?.gte ?? 0;
  const wanted = account.events
    .map((id) => find(account, "event", id))
    .filter((it) => Number(it["created"]) >= Math.max(oldest, since))
    .filter((it) => types.length === 0 || types.includes(String(it["type"])))
    .filter(
      (it) =>
        params["delivery_success"] === undefined ||
        (it["pending_webhooks"] === 0) === params["delivery_success"],
    );
  return page(account, params, wanted, "/v1/events");
}

/** The newest first, a page at a time. `ending_before` answers what is newer than that object. */
function page(_account: Account, params: Json, objects: readonly Json[], url: string): Json {
  const newest = objects.toReversed();
  const limit = Number(params["limit"] ?? 10);
  const at = (name: string) => newest.findIndex((it) => it["id"] === params[name]);
  const after = at("starting_after");
  const before = at("ending_before");
  const rest = before >= 0 ? newest.slice(0, before) : newest.slice(after + 1);
  // Before an object, the page next to it comes first.
  const data = before >= 0 ? rest.slice(Math.max(0, rest.length - limit)) : rest.slice(0, limit);
  return { object: "list", url, has_more: rest.length > data.length, data };
}
