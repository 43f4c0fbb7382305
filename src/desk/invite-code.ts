import { inviteLifeMs } from "../limits.ts";
import type { Inbound, Random } from "../ports.ts";
import { hashSecret } from "../secret.ts";
import { addInvite } from "../store/invites.ts";
import type { Tx } from "../store/store.ts";

/** Makes a code that lets one chat in, once: as the trader's, or with null as a new trader's. Only its hash is kept. */
export async function makeInvite(
  tx: Tx,
  random: Random,
  traderId: string | null,
  now: Date,
): Promise<string> {
  const code = random.token();
  const expiresAt = new Date(now.getTime() + inviteLifeMs);
  await addInvite(tx, { codeHash: hashSecret(code), traderId, createdAt: now, expiresAt });
  return code;
}

/** The code a message brings, if it is one: after a link was tapped, or typed alone. */
export function codeIn(inbound: Inbound): string | null {
  if (inbound.kind === "start") return inbound.code;
  if (inbound.kind !== "text" || inbound.forwarded || inbound.edited) return null;
  const text = inbound.text.trim();
  return looksLikeCode(text) ? text : null;
}

/** 16 bytes in base64url. A word of 22 small letters is a word. */
function looksLikeCode(text: string): boolean {
  return /^[\w-]{22}$/.test(text) && !/^[a-z]+$/.test(text);
}

/** Whether somebody typed a key to their account at Stripe. Whoever reads along in the chat has it now. */
export function holdsKey(text: string): boolean {
  return /\b(?:rk|sk)_(?:live|test)_\w{8,}|\bwhsec_\w{8,}/.test(text);
}

/** The message as it may be kept: neither a code or key that somebody brought, nor the words of who is not let in. */
export function keepable(inbound: Inbound, isStranger: boolean): Inbound {
  const hasCode = codeIn(inbound) !== null;
  if (inbound.kind === "start" && hasCode) return { ...inbound, code: "[code]" };
  if (inbound.kind !== "text") return inbound;
  if (hasCode) return { ...inbound, text: "[code]" };
  if (holdsKey(inbound.text)) return { ...inbound, text: "[key]" };
  return isStranger ? { ...inbound, text: "[not read]" } : inbound;
}
