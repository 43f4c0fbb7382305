/** Cuts the official description of the Bot API down to what the stand-in checks. See SOURCE.md. */
import { readFileSync, writeFileSync } from "node:fs";

interface Field {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}
interface Entry {
  fields?: Field[];
  subtypes?: string[];
  returns?: string[];
}
interface Original {
  version: string;
  methods: Record<string, Entry>;
  types: Record<string, Entry>;
}

const methods = [
  "getMe",
  "getUpdates",
  "setWebhook",
  "deleteWebhook",
  "getWebhookInfo",
  "sendMessage",
  "sendPhoto",
  "sendDocument",
  "editMessageText",
  "editMessageReplyMarkup",
  "answerCallbackQuery",
  "setMyCommands",
  "getMyCommands",
  "sendChatAction",
];
const original = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Original;
const reached = new Set<string>();

function reach(type: string): void {
  const name = type.replace(/^(?:Array of )+/, "");
  const entry = original.types[name];
  if (reached.has(name) || entry === undefined) return;
  reached.add(name);
  for (const field of entry.fields ?? []) field.types.forEach(reach);
  entry.subtypes?.forEach(reach);
}

function cut({ fields, subtypes, returns }: Entry) {
  return {
    fields: (fields ?? []).map(({ name, types, required, description }) => {
      const limit = /\d+-\d+ (?:characters|bytes)/.exec(description)?.[0];
      return { name, types, required, ...(limit === undefined ? {} : { limit }) };
    }),
    ...(subtypes === undefined ? {} : { subtypes }),
    ...(returns === undefined ? {} : { returns }),
  };
}

const entry = (name: string) => original.methods[name] ?? {};
for (const name of methods) for (const field of entry(name).fields ?? []) field.types.forEach(reach);
for (const name of ["Update", "User", "WebhookInfo"]) reach(name);
const lines = (entries: [string, Entry][]) =>
  entries.map(([name, it]) => `${JSON.stringify(name)}: ${JSON.stringify(cut(it))}`).join(",\n");
const text = `{"version": ${JSON.stringify(original.version)},
"methods": {
${lines(methods.map((name) => [name, entry(name)]))}
},
"types": {
${lines([...reached].sort().map((name) => [name, original.types[name] ?? {}]))}
}}
`;
writeFileSync(new URL("./api.json", import.meta.url), text);
