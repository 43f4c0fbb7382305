/** Cuts Meta's description of the Cloud API down to what the stand-in checks. See SOURCE.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
interface Original {
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
  readonly paths: Readonly<Record<string, unknown>>;
}

const original = parse(readFileSync(process.argv[2] ?? "", "utf8")) as Original;
const { schemas } = original.components;
const reached = new Set<string>();
const prefix = "#/components/schemas/";

/** Without what is for people, and with every schema it refers to put on the list. */
function cut(value: Json, isProperties = false): Json {
  if (Array.isArray(value)) return value.map((it) => cut(it));
  if (typeof value === "string") {
    if (value.startsWith(prefix)) reach(value.slice(prefix.length));
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isProperties || !["description", "example", "examples", "format", "default"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, it]) => [key, cut(it, !isProperties && key === "properties")]));
}

const out = new Map<string, Json>();
function reach(name: string): void {
  if (reached.has(name)) return;
  reached.add(name);
  out.set(name, cut(schemas[name] ?? {}));
}

for (const name of ["Message", "MarkMessageRequestPayload", "MessageResponsePayload", "WebhookPayload"])
  reach(name);
interface Hook {
  readonly post: {
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly examples: Readonly<Record<string, { readonly value: Json }>>;
        };
      };
    };
  };
}
const hook = original.paths["/whatsapp/webhooks"] as Hook;
const { examples } = hook.post.requestBody.content["application/json"];
const lines = (entries: readonly (readonly [string, Json])[]) =>
  entries.map(([name, it]) => `${JSON.stringify(name)}: ${JSON.stringify(it)}`).join(",\n");
const text = `{"version": ${JSON.stringify(original.info.version)},
"schemas": {
${lines([...out].sort(([a], [b]) => (a < b ? -1 : 1)))}
},
"webhooks": {
${lines(Object.entries(examples).map(([name, { value }]) => [name, value]))}
}}
`;
writeFileSync(new URL("./spec.json", import.meta.url), text);
