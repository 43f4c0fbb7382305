/** The least that takes a signed push: its signature over the raw bytes is checked, and nothing is kept. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { announce } from "../helpers/announce.ts";

const key = process.env["XERO_WEBHOOK_KEY"] ?? "";
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const right = createHmac("sha256", key).update(Buffer.concat(parts)).digest();
    const given = Buffer.from(String(request.headers["x-xero-signature"]), "base64");
    response.statusCode = given.length === right.length && timingSafeEqual(given, right) ? 200 : 401;
    response.end();
  });
});
announce(server);
