import { whatsAppCloud as limits } from "../../src/limits.ts";
import { type NotSent, refuse, unanswered } from "../common/unanswered.ts";
import { GraphError } from "./graph.ts";

export type Why = NotSent["why"];

/** Meta's codes by what they mean for a message, from its list of error codes. What is not here is refused for good. */
const classes: readonly (readonly [why: Exclude<Why, "ambiguous">, codes: readonly number[]])[] = [
  // The token is wrong, or a right is missing, or the account is locked, banned or has not paid.
  ["account-down", [0, 10, 190, 368, 131005, 131031, 131042, 133010]],
  ["transient", [1, 2, 131000, 131016]],
  ["rate", [4, 80007, 130429, 131056]],
  ["gone", [131026]],
  ["window-closed", [131047]],
];

export function whyOf(code: number): Exclude<Why, "ambiguous"> {
  if (code >= 200 && code <= 299) return "account-down";
  return classes.find(([, codes]) => codes.includes(code))?.[0] ?? "rejected";
}

/** How long to wait after each kind of "too many", where Meta does not say. */
const pauses: ReadonlyMap<number, number> = new Map([
  [131056, limits.pairPauseMs],
  [130429, limits.numberPauseMs],
]);

/** Too many to this one person; the others need not wait. */
export function isForOnePair(error: unknown): boolean {
  return error instanceof GraphError && error.code === 131056;
}

/** What a failed call means for what was to be sent. Holds no number and no token. */
export function notSent(error: unknown): NotSent {
  if (!(error instanceof GraphError)) {
    return unanswered(error instanceof TypeError ? (error.cause ?? error) : error);
  }
  const { status, code, details } = error;
  // Meta failed, or somebody in between did, without saying what became of the request.
  if (code === null) return refuse(status >= 500 || status < 400 ? "ambiguous" : "rejected", `${status}`);
  const why = whyOf(code);
  const result = refuse(why, `${code} ${withoutNumbers(details)}`);
  if (why !== "rate") return result;
  return { ...result, retryAfterMs: error.retryAfterMs ?? pauses.get(code) ?? limits.accountPauseMs };
}

/** Meta repeats people's numbers in its explanations; ours end in a log. */
function withoutNumbers(text: string): string {
  return text.replace(/\d{7,}/g, "…").slice(0, 200);
}
