import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe/server.ts";
import { type Account, addAccount, addKey, type State } from "../../src/sandbox/stripe/state.ts";

/** Stripe on loopback with one account in it, and a key that may do everything there. */
export interface StripeHere extends StripeSandbox {
  readonly account: Account;
  readonly key: string;
}

export async function startStripe(now: () => Date): Promise<StripeHere> {
  const state: State = { accounts: {}, keys: {} };
  const account = addAccount(state, "Joe's Plumbing");
  const key = addKey(state, account);
  let turn = 0;
  const sandbox = await startStripeSandbox({
    state,
    now,
    fraction: () => {
      turn += 1;
      return (turn * 0.618) % 1;
    },
    pagesUrl: () => "http://localhost/practice/stripe",
    changed: () => undefined,
  });
  return { ...sandbox, account, key };
}
