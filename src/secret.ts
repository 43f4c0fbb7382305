import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Compares without telling by its time how much was right, or how long the secret is. */
export function equalTo(secret: string): (given: string) => boolean {
  const key = randomBytes(32);
  const digest = (text: string) => createHmac("sha256", key).update(text).digest();
  const wanted = digest(secret);
  return (given) => timingSafeEqual(digest(given), wanted);
}
