/** Cuts the official description of the Accounting API down to what the sandbox checks. See SOURCE.md there. */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

interface Node {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly allOf?: readonly Node[];
}
interface Parameter {
  readonly $ref?: string;
  readonly in: string;
  readonly name: string;
  readonly schema: Node;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Node }>> };
}
interface Spec {
  readonly info: { readonly version: string };
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, Operation>> & { parameters?: Parameter[] }>
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, Node>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const operations = [
  "GET /Organisation",
  "GET /Organisation/Actions",
  "GET /Accounts",
  "GET /TaxRates",
  "GET /Currencies",
  "GET /BrandingThemes",
  "GET /InvoiceReminders/Settings",
  "GET /Contacts",
  "PUT /Contacts",
  "POST /Contacts",
  "GET /Contacts/{ContactID}",
  "POST /Contacts/{ContactID}",
  "GET /Invoices",
  "PUT /Invoices",
  "POST /Invoices",
  "GET /Invoices/{InvoiceID}",
  "POST /Invoices/{InvoiceID}",
  "GET /Invoices/{InvoiceID}/OnlineInvoice",
  "GET /Payments",
  "PUT /Payments",
  "POST /Payments/{PaymentID}",
];

const original = parse(readFileSync(process.argv[2] ?? "", "utf8")) as Spec;
const schemas: Record<string, unknown> = {};

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** `string`, `number`, …, `[Line]`, `Contact`, with `enum`, `max` and `format` where there are some. */
function cut(node: Node): unknown {
  if (node.$ref !== undefined) {
    const name = nameOf(node.$ref);
    const target = original.components.schemas[name];
    if (target?.enum !== undefined) return { type: "string", enum: target.enum };
    reach(name);
    return { type: "object", schema: name };
  }
  if (node.type === "array") return { type: "array", items: cut(node.items ?? {}) };
  const format = node.format === "uuid" || node.format === "date" ? { format: node.format } : {};
  const more = {
    ...(node.enum === undefined ? {} : { enum: node.enum }),
    ...(node.maxLength === undefined ? {} : { max: node.maxLength }),
  };
  return { type: node.type ?? "string", ...format, ...more };
}

function reach(name: string): void {
  if (name in schemas) return;
  const schema = original.components.schemas[name];
  schemas[name] = {};
  schemas[name] = Object.fromEntries(
    Object.entries(schema?.properties ?? {}).map(([field, node]) => [field, cut(node)]),
  );
}

function described(name: string) {
  const [method = "", path = ""] = name.split(" ");
  const at = original.paths[path];
  const operation = at?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`The description has no ${name}.`);
  const parameters = [...(at?.parameters ?? []), ...(operation.parameters ?? [])].map((it) =>
    it.$ref === undefined ? it : (original.components.parameters[nameOf(it.$ref)] ?? it),
  );
  const query = parameters.filter((it) => it.in === "query");
  const body = operation.requestBody?.content["application/json"]?.schema;
  return {
    query: Object.fromEntries(query.map((it) => [it.name, cut(it.schema)])),
    ...(body === undefined ? {} : { body: cut(body) }),
  };
}

const rows = (of: Record<string, unknown>) =>
  Object.entries(of)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(",\n");
const cutOperations = Object.fromEntries(operations.map((name) => [name, described(name)]));
const text = `{"version": ${JSON.stringify(original.info.version)},
"operations": {
${rows(cutOperations)}
},
"schemas": {
${rows(Object.fromEntries(Object.entries(schemas).sort()))}
}}
`;
writeFileSync(new URL("../../../src/sandbox/xero/spec.json", import.meta.url), text);
