/**
 * Cuts Stripe's official description and example resources down to what the stand-in checks and answers. See
 * SOURCE.md. `node src/sandbox/stripe/cut-description.ts <spec3.yaml> <fixtures3.json>`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

interface Schema {
  type?: string;
  enum?: string[];
  maxLength?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: Schema | boolean;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
}

const operations = [
  "get /v1/account",
  "get /v1/checkout/sessions",
  "get /v1/checkout/sessions/{session}",
  "get /v1/payment_intents/{intent}",
  "get /v1/charges",
  "get /v1/charges/{charge}",
  "get /v1/disputes/{dispute}",
  "get /v1/refunds",
  "get /v1/events",
  "get /v1/payment_links",
  "get /v1/payment_links/{payment_link}",
  "post /v1/payment_links",
  "post /v1/payment_links/{payment_link}",
  "get /v1/webhook_endpoints",
  "post /v1/webhook_endpoints",
  "post /v1/webhook_endpoints/{webhook_endpoint}",
  "delete /v1/webhook_endpoints/{webhook_endpoint}",
];
const resources = [
  "account",
  "charge",
  "checkout.session",
  "dispute",
  "event",
  "payment_intent",
  "payment_link",
  "refund",
  "webhook_endpoint",
];
/** Of a payment link, newer than the description, as the types of the SDK (23.1.0) have it. */
const newer: Record<string, Schema> = {
  inactive_message: {
    anyOf: [
      { type: "string", maxLength: 500 },
      { type: "string", enum: [""] },
    ],
  },
  restrictions: {
    type: "object",
    required: ["completed_sessions"],
    properties: {
      completed_sessions: { type: "object", required: ["limit"], properties: { limit: { type: "integer" } } },
    },
  },
};
const priceData: Schema = {
  type: "object",
  required: ["currency"],
  properties: {
    currency: { type: "string" },
    product: { type: "string", maxLength: 5000 },
    product_data: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", maxLength: 5000 },
        description: { type: "string", maxLength: 40_000 },
      },
    },
    tax_behavior: { type: "string", enum: ["exclusive", "inclusive", "unspecified"] },
    unit_amount: { type: "integer" },
  },
};

const intentData: Record<string, Schema> = {
  description: { type: "string", maxLength: 1000 },
  metadata: { type: "object", additionalProperties: { type: "string" } },
};

const [, , descriptionPath = "", fixturesPath = ""] = process.argv;
const description = parse(readFileSync(descriptionPath, "utf8")) as Description;
const fixtures = JSON.parse(readFileSync(fixturesPath, "utf8")) as { resources: Record<string, unknown> };

function cut(schema: Schema): Schema {
  const { type, enum: words, maxLength, required, properties, items, anyOf, additionalProperties } = schema;
  return {
    ...(type === undefined ? {} : { type }),
    // Lists of every country and locale say nothing that a bill needs.
    ...(words === undefined || words.length > 60 ? {} : { enum: words }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined ? {} : { properties: mapValues(properties, cut) }),
    ...(items === undefined ? {} : { items: cut(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(cut) }),
    ...(typeof additionalProperties === "object" ? { additionalProperties: cut(additionalProperties) } : {}),
  };
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function paramsOf(operation: Operation): Schema {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const query = (operation.parameters ?? []).filter((it) => it.in === "query");
  const properties = {
    ...body?.properties,
    ...Object.fromEntries(query.map((it) => [it.name, it.schema ?? {}])),
  };
  return cut({ type: "object", required: body?.required ?? [], properties });
}

const cutOperations = operations.map((name) => {
  const [method = "", path = ""] = name.split(" ");
  const operation = description.paths[path]?.[method];
  if (operation === undefined) throw new Error(`The description has no ${name}.`);
  const params = paramsOf(operation);
  const item = params.properties?.["line_items"]?.items;
  if (name.startsWith("post /v1/payment_links")) Object.assign(params.properties ?? {}, newer);
  Object.assign(params.properties?.["payment_intent_data"]?.properties ?? {}, intentData);
  if (name === "post /v1/payment_links" && item?.properties) {
    item.properties["price_data"] = priceData;
    item.required = ["quantity"];
  }
  return [name, params] as const;
});
const rows = (entries: readonly (readonly [string, unknown])[]) =>
  entries.map(([name, it]) => `${JSON.stringify(name)}: ${JSON.stringify(it)}`).join(",\n");
writeFileSync(
  new URL("./description.json", import.meta.url),
  `{"operations": {\n${rows(cutOperations)}\n},\n"resources": {\n${rows(resources.map((it) => [it, fixtures.resources[it]]))}\n}}\n`,
);
