import Stripe from "stripe";
import { stripe as limits } from "../../limits.ts";
import type { CardEvent } from "../../ports.ts";
import { eventOf } from "./objects.ts";

/**
 * What Stripe pushed, where its signature is good and no more than five minutes off our clock either way; null where
 * not. The client itself would take one from the future.
 */
export async function readPush(
  body: string,
  signature: string,
  secret: string,
  now: Date,
): Promise<CardEvent | null> {
  const at = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]) * 1000;
  if (!(Math.abs(at - now.getTime()) <= limits.skewMs)) return null;
  try {
    const { webhooks } = Stripe;
    const event = await webhooks.constructEventAsync(
      body,
      signature,
      secret,
      limits.skewMs / 1000,
      undefined,
      now.getTime(),
    );
    return eventOf(event);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    // Signed as it should be, and yet no event.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
