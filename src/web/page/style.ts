import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { compress } from "hono/compress";

/** One sheet, named after what is in it: a browser asks for it once and never again. */
const sheet = [
  "style.css",
  "forms.css",
  "details.css",
  "parts.css",
  "ages.css",
  "rows.css",
  "pay.css",
  "narrow.css",
]
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
  .join("\n")
  .replace(/\/\*[\s\S]*?\*\//g, "")
  .replace(/\s*\n\s*/g, "\n")
  .trim();

export const stylePath = `/page/${createHash("sha256").update(sheet).digest("base64url").slice(0, 12)}.css`;

export function createStyleRoute(): Hono {
  const app = new Hono();
  app.use("/page/*", compress());
  app.get("/page/:name", (c) => {
    if (c.req.path !== stylePath) return c.notFound();
    c.header("cache-control", "public, max-age=31536000, immutable");
    c.header("content-type", "text/css; charset=utf-8");
    return c.body(sheet);
  });
  return app;
}
