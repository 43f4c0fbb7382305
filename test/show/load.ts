import { setTimeout as pause } from "node:timers/promises";
import type { Product } from "../helpers/product.ts";

const waitMaxMs = 90_000;

/** What became of the bills that were said: each should be there once, and be answered once. */
export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly answeredTwice: number;
}

/** Traders who say bills to a product that may be killed under them: `doors` are the processes that listen now. */
export function createLoad(doors: () => readonly Product[]) {
  /** Says it until it is taken, under one key: what was taken just before a kill is not taken twice. */
  async function say(chat: string, pounds: number): Promise<number> {
    for (let attempt = 0; ; attempt += 1) {
      const door = doors()[(pounds + attempt) % doors().length];
      const key = { "idempotency-key": `the-same-load-${chat}-${pounds}` };
      const answer = await door
        ?.post(`/local/chats/${chat}/messages`, { text: `bill Acme £${pounds}` }, key)
        .catch(() => null);
      if (answer?.status === 202) return ((await answer.json()) as { n: number }).n;
      if (answer && answer.status < 500) throw new Error(`${answer.status}: ${await answer.text()}`);
      await pause(100);
    }
  }

  async function items(chat: string, after = 0) {
    return (
      (await doors()[0]
        ?.items(chat, after)
        .catch(() => [])) ?? []
    );
  }

  return {
    /** Has a bill of so many pounds said and answered; milliseconds from the one to the other. */
    bill: async (chat: string, pounds: number): Promise<number> => {
      const from = performance.now();
      const n = await say(chat, pounds);
      for (;;) {
        const answered = (await items(chat, n)).some(
          (it) => it.from === "bot" && it.text.startsWith(`Billed Acme £${pounds} `),
        );
        if (answered) return performance.now() - from;
        if (performance.now() - from > waitMaxMs) throw new Error(`no answer to ${chat}, £${pounds}`);
        await pause(20);
      }
    },
    /** Bills are numbered without gaps: as many numbers as bills said means none was lost, and none made twice. */
    judge: async (said: ReadonlyMap<string, number>): Promise<Verdict> => {
      const verdict = { lost: 0, doubled: 0, answeredTwice: 0 };
      for (const [chat, bills] of said) {
        const answers = (await items(chat)).filter(
          (it) => it.from === "bot" && it.replaces === null && it.text.startsWith("Billed"),
        );
        const numbers = new Set(answers.map((it) => /bill (\d+)/.exec(it.text)?.[1]));
        verdict.lost += Math.max(0, bills - numbers.size);
        verdict.doubled += Math.max(0, numbers.size - bills);
        verdict.answeredTwice += answers.length - numbers.size;
      }
      return verdict;
    },
  };
}

/** In milliseconds, or whatever the values are in. */
export function quantile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;
}
