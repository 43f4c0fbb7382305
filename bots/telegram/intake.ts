import type { Inbound, Receive } from "../../src/ports.ts";
import { createIntake as createStoring } from "../common/intake.ts";
import type { Log } from "../common/log.ts";
import { pressIdOf } from "./parse.ts";

export interface IntakePorts {
  readonly parse: (update: unknown) => readonly Inbound[];
  readonly receive: Receive;
  /** Ends the busy sign on a button. Never rejects. */
  readonly answerPress: (pressId: string) => Promise<void>;
  readonly log: Log;
}

/** The one way in for an update, polled or pushed. */
export interface Intake {
  /** True once all it says is stored: only then may it be acknowledged. */
  take(update: unknown): Promise<boolean>;
  /** Waits for what was begun outside the queue. */
  settle(): Promise<void>;
}

export function createIntake({ parse, receive, answerPress, log }: IntakePorts): Intake {
  const intake = createStoring({ receive, log });
  const answering = new Set<Promise<void>>();
  return {
    take: async (update) => {
      const pressId = pressIdOf(update);
      if (pressId !== null) {
        // The person sees the button as busy until then; what it does is the queue's and may take longer.
        const answer = answerPress(pressId).finally(() => answering.delete(answer));
        answering.add(answer);
      }
      for (const inbound of parse(update)) if (!(await intake.store(inbound))) return false;
      return true;
    },
    settle: async () => void (await Promise.all(answering)),
  };
}
