import type { Bill } from "../domain/bill.ts";

/** What the systems that may know of money say of a bill, just before its client is written to. */
export type Answer =
  | { readonly kind: "owed" }
  /** Money may have come, or nobody can tell just now: the step waits, for the reason given to the trader. */
  | { readonly kind: "wait"; readonly why: string };

/** Where the truth about a bill is read again. Answers for itself where its system is down: that is a doubt. */
export interface Truth {
  ask(bill: Bill, signal: AbortSignal): Promise<Answer>;
}

/** All of them are asked; the first that has a doubt decides. */
export function everyTruth(truths: readonly Truth[]): Truth {
  return {
    ask: async (bill, signal) => {
      for (const truth of truths) {
        const answer = await truth.ask(bill, signal);
        if (answer.kind !== "owed") return answer;
      }
      return { kind: "owed" };
    },
  };
}
