import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "browser");

const types = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
} as const;

export const styleNames = [
  "palette.css",
  "chat.css",
  "composer.css",
  "messages.css",
  "outgoing.css",
  "panel.css",
] as const;

/** In the order in which they need each other, so that the browser may fetch them all at once. */
export const scriptNames = [
  "storage.js",
  "api.js",
  "text.js",
  "focus.js",
  "bubble.js",
  "scroll.js",
  "transcript.js",
  "letter.js",
  "outbox.js",
  "pace.js",
  "composer.js",
  "suggestions.js",
  "person.js",
  "panel.js",
  "chat.js",
] as const;

/** What is served, and nothing else: no path from outside ever reaches the disk. */
export const assetNames: readonly string[] = [...styleNames, ...scriptNames, "mark.svg"];

export function readAsset(name: string): { readonly body: string; readonly type: string } {
  const extension = name.slice(name.lastIndexOf(".")) as keyof typeof types;
  return { body: readFileSync(join(folder, name), "utf8"), type: types[extension] };
}
