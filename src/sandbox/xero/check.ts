import { readFileSync } from "node:fs";
import { badRequest, notFound, Refusal } from "./rules.ts";

interface Field {
  readonly type: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly schema?: string;
  readonly items?: Field;
  readonly enum?: readonly string[];
  readonly max?: number;
  readonly format?: string;
}
interface Operation {
  readonly query: Readonly<Record<string, Field>>;
  readonly body?: Field;
}
const spec = JSON.parse(readFileSync(new URL("./spec.json", import.meta.url), "utf8")) as {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, Readonly<Record<string, Field>>>>;
};

/** What the official description calls this request: `GET /Invoices/{InvoiceID}`. */
export function operationOf(method: string, path: string): string {
  const name = Object.keys(spec.operations).find((it) => {
    const [verb, shape = ""] = it.split(" ");
    return verb === method && new RegExp(`^${shape.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
  });
  if (name === undefined) throw new Refusal("unknown-operation", 404, "", { "content-type": "text/html" });
  return name;
}

/** Refuses a request that the official description does not allow. The SDK sends `{}` with every GET. */
export function checkRequest(operation: string, query: URLSearchParams, body: unknown): void {
  const described = spec.operations[operation];
  if (described === undefined) throw notFound();
  for (const [name, value] of query) {
    const field = described.query[name];
    if (field === undefined)
      throw badRequest("unknown-parameter", "QueryParseException", `No parameter ${name}`);
    checkParameter(name, field, value);
  }
  if (described.body !== undefined) checkValue("the body", described.body, body);
}

function checkParameter(name: string, field: Field, value: string): void {
  const good =
    field.type === "integer"
      ? /^\d+$/.test(value)
      : field.type === "boolean"
        ? /^(?:true|false)$/.test(value)
        : field.items?.format !== "uuid" || value.split(",").every(isUuid);
  if (!good) throw badRequest("mistyped-field", "QueryParseException", `${name} cannot be ${value}`);
}

function checkValue(name: string, field: Field, value: unknown): void {
  if (value === undefined || value === null) return;
  const bad = (why: string) => badRequest("mistyped-field", "PostDataInvalidException", `${name} ${why}`);
  switch (field.type) {
    case "array":
      if (!Array.isArray(value)) throw bad("is no list");
      for (const item of value) if (field.items !== undefined) checkValue(name, field.items, item);
      return;
    case "object":
      checkObject(name, field.schema ?? "", value);
      return;
    case "integer":
    case "number":
    case "boolean":
      if (typeof value !== (field.type === "integer" ? "number" : field.type))
        throw bad(`is no ${field.type}`);
      return;
    default:
      if (typeof value !== "string") throw bad("is no text");
      if (field.enum !== undefined && !field.enum.includes(value)) throw bad(`cannot be ${value}`);
      if (field.max !== undefined && value.length > field.max) throw bad(`is longer than ${field.max}`);
      if (field.format === "uuid" && !isUuid(value)) throw bad("is no id");
  }
}

function checkObject(name: string, schema: string, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("mistyped-field", "PostDataInvalidException", `${name} is no object`);
  }
  const fields = spec.schemas[schema] ?? {};
  for (const [key, item] of Object.entries(value)) {
    const field = fields[key];
    if (field === undefined) {
      throw badRequest("unknown-parameter", "PostDataInvalidException", `${schema} has no ${key}`);
    }
    checkValue(`${schema}.${key}`, field, item);
  }
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
