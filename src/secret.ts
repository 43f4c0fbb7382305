import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Compares without telling by its time how much was right, or how long the secret is. */
export function equalTo(secret: string): (given: string) => boolean {
  const key = randomBytes(32);
  const digest = (text: string) => createHmac("sha256", key).update(text).digest();
  const wanted = digest(secret);
  return (given) => timingSafeEqual(digest(given), wanted);
}

/** Whether a push is signed with the key: HMAC-SHA256 over the bytes as they came, in hex or base64. */
export function isSigned(
  bytes: Uint8Array,
  key: string,
  encoding: "hex" | "base64",
  signature: string,
): boolean {
  const wanted = Buffer.from(createHmac("sha256", key).update(bytes).digest(encoding));
  const given = Buffer.from(signature);
  // How long a signature is, is no secret.
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** What is kept of a secret that somebody holds. 128 bits cannot be tried one by one, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
