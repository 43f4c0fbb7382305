import type { Choice } from "../../src/domain/channel.ts";
import type { Inbound, Receive } from "../../src/ports.ts";
import { createIntake as createStoring } from "../common/intake.ts";
import type { Log } from "../common/log.ts";
import { pressIdOf } from "./parse.ts";

export interface IntakePorts {
  readonly parse: (update: unknown) => readonly Inbound[];
  readonly receive: Receive;
  /** Ends the busy sign on a button. Never rejects. */
  readonly answerPress: (pressId: string) => Promise<void>;
  /** Takes the buttons off a message that do nothing any more. Never rejects. */
  readonly keepButtons: (chat: string, messageId: string, left: readonly Choice[]) => Promise<void>;
  readonly log: Log;
}

/** The one way in for an update, polled or pushed. */
export interface Intake {
  /** True once all it says is stored: only then may it be acknowledged. */
  take(update: unknown): Promise<boolean>;
  /** Waits for what was begun outside the queue. */
  settle(): Promise<void>;
}

export function createIntake({ parse, receive, answerPress, keepButtons, log }: IntakePorts): Intake {
  const answering = new Set<Promise<void>>();
  const follow = (work: Promise<void>) => {
    const followed = work.finally(() => answering.delete(followed));
    answering.add(followed);
  };
  const receiveAndTidy: Receive = async (inbound) => {
    const receipt = await receive(inbound);
    if (inbound.kind === "choice" && inbound.messageId !== undefined && receipt.left !== undefined)
      follow(keepButtons(inbound.address.chat, inbound.messageId, receipt.left));
    return receipt;
  };
  const intake = createStoring({ receive: receiveAndTidy, log });
  return {
    take: async (update) => {
      const pressId = pressIdOf(update);
      if (pressId !== null) {
        // The person sees the button as busy until then; what it does is the queue's and may take longer.
        follow(answerPress(pressId));
      }
      for (const inbound of parse(update)) if (!(await intake.store(inbound))) return false;
      return true;
    },
    settle: async () => void (await Promise.all(answering)),
  };
}
