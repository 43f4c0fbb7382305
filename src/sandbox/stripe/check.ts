import { readFileSync } from "node:fs";
import { Refusal } from "./rules.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema;
}
export type Json = Readonly<Record<string, unknown>>;
interface Description {
  readonly operations: Readonly<Record<string, Schema>>;
  readonly resources: Readonly<Record<string, Json>>;
}

const description = JSON.parse(
  readFileSync(new URL("./description.json", import.meta.url), "utf8"),
) as Description;

/** The operations that are answered: `post /v1/payment_links/{payment_link}`. */
export const operations: readonly string[] = Object.keys(description.operations);

/** The parameters of a call as what they are, not as the text they came as. Refuses what the description does not allow. */
export function checkParams(operation: string, given: Json): Json {
  const schema = description.operations[operation];
  if (schema === undefined) throw new Error(`The description has no ${operation}.`);
  return readObject(schema, given, "") as Json;
}

function read(schema: Schema, value: unknown, path: string): unknown {
  if (schema.anyOf !== undefined) return readAny(schema.anyOf, value, path);
  switch (schema.type) {
    case "object":
      return readObject(schema, value, path);
    case "array":
      if (!Array.isArray(value)) throw mistyped(path, "array");
      return value.map((item, index) => read(schema.items ?? {}, item, `${path}[${index}]`));
    case "integer":
      if (!/^-?\d+$/.test(String(value))) throw mistyped(path, "integer");
      return Number(value);
    case "boolean":
      if (value !== "true" && value !== "false") throw mistyped(path, "boolean");
      return value === "true";
    case "string":
      return readString(schema, value, path);
    default:
      return value;
  }
}

/** The first form that fits; where none does, what the last one says of it. */
function readAny(forms: readonly Schema[], value: unknown, path: string): unknown {
  let refusal: Refusal | undefined;
  for (const form of forms) {
    try {
      return read(form, value, path);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? mistyped(path, "value");
}

function readString({ enum: words, maxLength }: Schema, value: unknown, path: string): string {
  if (typeof value !== "string") throw mistyped(path, "string");
  if (words !== undefined && !words.includes(value)) {
    throw new Refusal("mistyped-parameter", 400, `Invalid ${path}: must be one of ${words.join(", ")}`, {
      param: path,
    });
  }
  if (maxLength !== undefined && value.length > maxLength) {
    throw new Refusal("too-long", 400, `Invalid string: must be at most ${maxLength} characters`, {
      param: path,
    });
  }
  return value;
}

function readObject(schema: Schema, value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw mistyped(path, "object");
  const { properties = {}, additionalProperties } = schema;
  const inside = (name: string) => (path === "" ? name : `${path}[${name}]`);
  const entries = Object.entries(value).map(([name, item]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (known === undefined) {
      throw new Refusal("unknown-parameter", 400, `Received unknown parameter: ${inside(name)}`, {
        code: "parameter_unknown",
        param: inside(name),
      });
    }
    return [name, read(known, item, inside(name))] as const;
  });
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) {
      throw new Refusal("missing-parameter", 400, `Missing required param: ${inside(name)}.`, {
        code: "parameter_missing",
        param: inside(name),
      });
    }
  }
  return Object.fromEntries(entries);
}

function mistyped(path: string, type: string): Refusal {
  return new Refusal("mistyped-parameter", 400, `Invalid ${type}: ${path}`, { param: path });
}

/**
 * A resource as Stripe's own example has it, with our values. A field that the example has not got is refused: what
 * the stand-in made up would be learnt from.
 */
export function resource(name: string, values: Json): Json {
  const example = description.resources[name];
  if (example === undefined) throw new Error(`The description has no resource ${name}.`);
  const made = Object.keys(values).filter((key) => !Object.hasOwn(example, key) && !optional.has(key));
  if (made.length > 0) throw new Error(`A ${name} has no ${made.join(", ")}.`);
  return { ...structuredClone(example), ...values };
}

/** What is there only where it is asked for, and so not in the examples. */
const optional: ReadonlySet<string> = new Set(["line_items"]);

/** Whether a resource of that kind has such a field. */
export function hasField(name: string, field: string): boolean {
  return Object.hasOwn(description.resources[name] ?? {}, field);
}
