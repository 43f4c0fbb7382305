import Stripe from "stripe";
import { Fault } from "../../fault.ts";

/* One call to Stripe, and what its failing means. */

export async function faultily<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await within(run, signal);
  } catch (error) {
    throw asFault(error);
  }
}

/** The client cannot be told to stop: whoever waits stops waiting, and the call ends by its own timeout. */
async function within<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return await Promise.race([run(), aborted]);
}

/** What a failed call means. Pure. */
function asFault(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const text = `${error.type}: ${error.message}`;
  const { statusCode = 0, headers } = error;
  if (statusCode === 401 || statusCode === 403) return new Fault("reconnect", text, { cause: error });
  if (statusCode === 429 || statusCode === 409) {
    const seconds = Number(headers?.["retry-after"] ?? 1);
    return new Fault("later", text, { retryAfterMs: seconds * 1000, cause: error });
  }
  if (statusCode >= 400 && statusCode < 500) return new Fault("stop", text, { cause: error });
  return new Fault("unknown", text, { cause: error });
}

/** Whether the key may not make this call; what it is of need not be there. */
export async function isForbidden(run: () => Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  try {
    await within(run, signal);
    return false;
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return true;
    // Not there: so it was allowed to look.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
    throw asFault(error);
  }
}

/** What is gone already need not be ended. */
export async function unlessGone(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Fault) || !isMissing(error.cause)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
}
