import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { keepLatest } from "../keep-latest.ts";
import { webFlood as limits } from "../limits.ts";

/*
 * One address may not take all there is, nor guess on and on. Held in memory, by each process for itself. Pushes are
 * counted only where they were refused: those that are good come in bursts, and from few addresses.
 */

interface Bucket {
  tokens: number;
  atMs: number;
}

/** So many at once, and so many a second on and on, for each address. */
export function createBuckets(burst: number, perSecond: number) {
  const buckets = new Map<string, Bucket>();
  const current = (address: string, nowMs: number): Bucket => {
    const bucket = buckets.get(address) ?? { tokens: burst, atMs: nowMs };
    keepLatest(buckets, address, bucket, limits.addressesMax);
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond);
    bucket.atMs = nowMs;
    return bucket;
  };
  return {
    isEmpty: (address: string, nowMs: number) => current(address, nowMs).tokens < 1,
    take: (address: string, nowMs: number) => {
      const bucket = current(address, nowMs);
      bucket.tokens = Math.max(0, bucket.tokens - 1);
    },
  };
}

/** What the systems outside send us by themselves, and sign. */
export function isPush(c: Context): boolean {
  return c.req.path.startsWith("/webhooks/");
}

export function limitAddress(now: () => number = () => performance.now()): MiddlewareHandler {
  const all = createBuckets(limits.burst, limits.perSecond);
  const refused = createBuckets(limits.refusedBurst, limits.refusedPerSecond);
  return async (c, next) => {
    const address = addressOf(c);
    // Whoever sits at this machine, and what asks whether all is well.
    if (address === null || c.req.path === "/health") return await next();
    const pushed = isPush(c);
    if (refused.isEmpty(address, now()) || (!pushed && all.isEmpty(address, now()))) {
      c.res = c.text("That is a lot at once. Please try again in a minute.", 429, { "retry-after": "60" });
      return;
    }
    if (!pushed) all.take(address, now());
    await next();
    // A wrong signature, a link that is none, somebody else's bill: who finds many of them is looking for one.
    if ([400, 401, 403, 404, 410].includes(c.res.status)) refused.take(address, now());
  };
}

/**
 * Who asks; null for this machine itself. Behind a proxy on this machine or in its network, that is whoever the proxy
 * names last: what stands before it, anybody may have written.
 */
export function addressOf(c: Context): string | null {
  const remote = connectedFrom(c);
  if (remote === null || !isNear(remote)) return remote;
  const named = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (named) return named.slice(0, 64);
  return isThisMachine(remote) ? null : remote;
}

/** Null where a request did not come over a network, as those of a test do not. */
function connectedFrom(c: Context): string | null {
  if ((c.env as { incoming?: unknown } | undefined)?.incoming === undefined) return null;
  return getConnInfo(c).remote.address?.replace(/^::ffff:/, "") ?? null;
}

const isThisMachine = (address: string) => /^(?:127\.|::1$)/.test(address);
const isNear = (address: string) =>
  isThisMachine(address) ||
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i.test(address);
