import { readFileSync } from "node:fs";
import { Refusal } from "./rules.ts";

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly limit?: string;
}
interface Entry {
  readonly fields: readonly Field[];
  readonly subtypes?: readonly string[];
  readonly returns?: readonly string[];
}
interface Spec {
  readonly methods: Readonly<Record<string, Entry>>;
  readonly types: Readonly<Record<string, Entry>>;
}
const spec = JSON.parse(readFileSync(new URL("./api.json", import.meta.url), "utf8")) as Spec;
export type Params = Readonly<Record<string, unknown>>;

/** Refuses a call that the official description does not allow. */
export function checkCall(method: string, params: Params): void {
  const entry = Object.hasOwn(spec.methods, method) ? spec.methods[method] : undefined;
  if (entry === undefined) throw new Refusal("unknown-method", 404, "Not Found");
  for (const field of entry.fields) checkField(field, params[field.name]);
  for (const name of Object.keys(params)) {
    if (!entry.fields.some((field) => field.name === name)) {
      throw new Refusal("unknown-parameter", 400, `Bad Request: unknown parameter "${name}"`);
    }
  }
}

/** Holds the stand-in's own answer to the description: what it made up would be learnt from. */
export function assertResult(method: string, result: unknown): void {
  const returns = spec.methods[method]?.returns ?? [];
  if (!returns.some((type) => isOf(type, result))) {
    throw new Error(`${method} does not answer like that: ${JSON.stringify(result)}`);
  }
}

function checkField({ name, types, required, limit }: Field, value: unknown): void {
  if (value === undefined) {
    if (required) throw new Refusal("missing-parameter", 400, `Bad Request: parameter "${name}" is required`);
    return;
  }
  if (!types.some((type) => isOf(type, value))) {
    throw new Refusal("mistyped-parameter", 400, `Bad Request: can't parse "${name}"`);
  }
  if (limit !== undefined && typeof value === "string") checkLimit(name, limit, value);
}

function checkLimit(name: string, limit: string, value: string): void {
  const [, min, max, unit] = /(\d+)-(\d+) (characters|bytes)/.exec(limit) ?? [];
  const size = unit === "bytes" ? Buffer.byteLength(value) : [...value].length;
  if (size > Number(max)) throw new Refusal("too-long", 400, `Bad Request: ${name} is too long`);
  if (size < Number(min)) throw new Refusal("empty-text", 400, `Bad Request: message ${name} is empty`);
}

/** Whether a value is what the description calls by this name. */
export function isOf(type: string, value: unknown): boolean {
  if (type.startsWith("Array of ")) {
    return Array.isArray(value) && value.every((item) => isOf(type.slice("Array of ".length), item));
  }
  switch (type) {
    case "Integer":
      return Number.isInteger(typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value);
    case "Float":
      return typeof value === "number";
    case "String":
    case "InputFile":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "True":
      return value === true;
    default:
      return isObjectOf(type, value);
  }
}

function isObjectOf(type: string, value: unknown): boolean {
  const entry = spec.types[type];
  if (entry === undefined || typeof value !== "object" || value === null) return false;
  if (entry.subtypes !== undefined) return entry.subtypes.some((subtype) => isOf(subtype, value));
  const params = value as Params;
  const known = Object.keys(params).every((name) => entry.fields.some((field) => field.name === name));
  return (
    known &&
    entry.fields.every(({ name, types, required }) =>
      params[name] === undefined ? !required : types.some((it) => isOf(it, params[name])),
    )
  );
}
