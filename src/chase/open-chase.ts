import type { DeskPorts } from "../desk/desk.ts";
import type { OutsideHandlers } from "../effects/attempt.ts";
import { mailTraderHandler } from "./mail-trader.ts";
import type { ChasePorts } from "./ports.ts";
import { chaseSource } from "./scan.ts";
import { sendLetterHandler } from "./send-letter.ts";

/** Chasing, put together: what delivers letters, and what the clock brings. */
export function openChase(ports: Omit<ChasePorts, "desk">, desk: DeskPorts) {
  const all = { ...ports, desk };
  const handlers: OutsideHandlers = {
    "send-letter": sendLetterHandler(all),
    "mail-trader": mailTraderHandler(all),
  };
  return { handlers, source: chaseSource(desk) };
}
