import { createRequire } from "node:module";
import { raw } from "hono/html";
import type { Html } from "../page/html.ts";

const require = createRequire(import.meta.url);

/** The dark squares of a QR code as one path, a unit each, with the quiet edge around that scanners need. */
export function qrPath(text: string): { readonly path: string; readonly size: number } {
  // Loaded with the first page that shows one: its sixty files were part of every start.
  const { create }: typeof import("qrcode") = require("qrcode");
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const edge = 4;
  let path = "";
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x)) path += `M${x + edge} ${y + edge}h1v1h-1z`;
  return { path, size: modules.size + 2 * edge };
}

/** Drawn black on white in any light: that is what cameras read. */
export function qrPicture(text: string, label: string): Html {
  const { path, size } = qrPath(text);
  return raw(
    `<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
  );
}
