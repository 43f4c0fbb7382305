import { readFileSync } from "node:fs";
import { Refusal, type Rule } from "./rules.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
}
interface Spec {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Meta's examples of what it posts, by name. */
  readonly webhooks: Readonly<Record<string, unknown>>;
}
export const spec = JSON.parse(readFileSync(new URL("./spec.json", import.meta.url), "utf8")) as Spec;
export type Body = Readonly<Record<string, unknown>>;

/** Where the service is ahead of its description, by the schema's name. See SOURCE.md. */
const ahead: Readonly<Record<string, { add?: Readonly<Record<string, Schema>>; free?: readonly string[] }>> =
  {
    BaseMessageProperties: {
      add: {
        recipient: { type: "string", maxLength: 131 },
        biz_opaque_callback_data: { type: "string", maxLength: 512 },
      },
      free: ["to", "recipient_type"],
    },
    MediaObject: { add: { caption: { type: "string", maxLength: 1024 }, filename: { type: "string" } } },
    TextMessage: {
      add: {
        text: {
          type: "object",
          properties: { body: { type: "string", maxLength: 4096 }, preview_url: { type: "boolean" } },
        },
      },
    },
    MarkMessageRequestPayload: {
      add: { typing_indicator: { type: "object", properties: { type: { enum: ["text"] } } } },
    },
    Statuses: {
      add: { biz_opaque_callback_data: { type: "string" }, recipient_user_id: { type: "string" } },
      free: ["recipient_id"],
    },
  };

/** Refuses what the official description does not allow. */
export function check(name: string, value: unknown): void {
  checkValue({ $ref: `#/components/schemas/${name}` }, value, name);
}

function checkValue(schema: Schema, value: unknown, at: string): void {
  const flat = flatten(schema);
  const choice = flat.discriminator;
  if (choice?.mapping !== undefined && isObject(value)) {
    const ref = choice.mapping[String(value[choice.propertyName])];
    if (ref === undefined) throw refusal("mistyped-parameter", `${at}.${choice.propertyName} is not known`);
    const inner = flatten({ $ref: ref });
    checkFlat({ ...inner, discriminator: undefined }, value, at);
    return;
  }
  checkFlat(flat, value, at);
}

type Flat = Omit<Schema, "$ref" | "allOf" | "discriminator"> & {
  discriminator?: Schema["discriminator"] | undefined;
};

/** A schema with all that it is made of, in one. */
function flatten(schema: Schema): Flat {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const found = spec.schemas[name];
    if (found === undefined) throw new Error(`spec.json has no ${name}`);
    const flat = flatten(found);
    const { add = {}, free = [] } = ahead[name] ?? {};
    const required = flat.required?.filter((it) => !free.includes(it));
    return {
      ...flat,
      ...(required === undefined ? {} : { required }),
      properties: { ...flat.properties, ...add },
    };
  }
  const { allOf = [], ...own } = schema;
  // A part's own choice among its kinds was made by whoever refers to it.
  const parts = allOf.map((it) => ({ ...flatten(it), discriminator: undefined }));
  const all: readonly Flat[] = [...parts, own];
  const properties = Object.assign({}, ...all.map((it) => it.properties ?? {})) as Record<string, Schema>;
  return {
    ...Object.assign({}, ...all),
    required: all.flatMap((it) => it.required ?? []),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function checkFlat(schema: Flat, value: unknown, at: string): void {
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    throw refusal("mistyped-parameter", `${at} must be one of ${schema.enum.join(", ")}`);
  }
  if (schema.type !== undefined && !isOf(schema.type, value)) {
    throw refusal("mistyped-parameter", `${at} must be a ${schema.type}`);
  }
  if (typeof value === "string" && value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) {
    throw refusal("too-long", `${at} is longer than ${schema.maxLength}`);
  }
  if (Array.isArray(value)) checkItems(schema, value, at);
  if (!isObject(value)) return;
  for (const name of schema.required ?? []) {
    if (value[name] === undefined) throw refusal("missing-parameter", `${at}.${name} is required`);
  }
  const kind = schema.oneOf === undefined ? undefined : matching(schema.oneOf, value, at);
  const properties = { ...kind?.properties, ...schema.properties };
  for (const [name, inner] of Object.entries(value)) {
    const property = properties[name];
    if (property !== undefined) checkValue(property, inner, `${at}.${name}`);
    else if (Object.keys(properties).length > 0)
      throw refusal("unknown-parameter", `${at}.${name} is not known`);
  }
}

function checkItems(schema: Flat, items: readonly unknown[], at: string): void {
  if (items.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) {
    throw refusal("too-many", `${at} has more than ${schema.maxItems}`, 131009);
  }
  if (items.length < (schema.minItems ?? 0)) throw refusal("missing-parameter", `${at} is empty`);
  items.forEach((item, index) => {
    if (schema.items !== undefined) checkValue(schema.items, item, `${at}[${index}]`);
  });
}

/** The kind whose required fields are there; what is wrong with it otherwise is said by its own check. */
function matching(kinds: readonly Schema[], value: Body, at: string): Flat {
  const kind = kinds
    .map(flatten)
    .find((it) => (it.required ?? []).every((name) => value[name] !== undefined));
  if (kind === undefined) throw refusal("missing-parameter", `${at} is of no kind that is known`);
  return kind;
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOf(type: string, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function refusal(rule: Rule, message: string, code = 100): Refusal {
  return new Refusal(rule, code, `(#${code}) ${message}`);
}
