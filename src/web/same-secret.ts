import { createHash, timingSafeEqual } from "node:crypto";

/** Whether what was given is the secret, told in a time that says nothing about either. */
export function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
