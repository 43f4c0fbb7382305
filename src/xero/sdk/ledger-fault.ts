import { Fault, type FaultAction } from "../../fault.ts";

/**
 * Why a call to Xero failed:
 * - `token`: the access token is not taken; a new one may help.
 * - `disconnected`: the organisation was disconnected in Xero, or the grant is dead.
 * - `permission`: the person who connected may not do this.
 * - `refused`: what was sent is not allowed; `messages` are Xero's own.
 * - `limit`: too many calls; `problem` says which limit.
 */
export type LedgerTrouble =
  | "token"
  | "disconnected"
  | "permission"
  | "refused"
  | "not-found"
  | "limit"
  | "outage";

export class LedgerFault extends Fault {
  readonly trouble: LedgerTrouble;
  readonly messages: readonly string[];
  readonly problem: string | null;

  constructor(
    action: FaultAction,
    trouble: LedgerTrouble,
    message: string,
    more: { retryAfterMs?: number; messages?: readonly string[]; problem?: string } = {},
  ) {
    super(action, message, more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs });
    this.trouble = trouble;
    this.messages = more.messages ?? [];
    this.problem = more.problem ?? null;
  }
}
