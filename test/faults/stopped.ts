import { setTimeout as pause } from "node:timers/promises";
import { type Product, startProduct } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { atRest } from "./judge-rows.ts";

export interface StoppedReport {
  readonly bills: number;
  /** Processes that were held up by SIGSTOP for longer than any lease, and those that were killed with -9. */
  readonly stopped: number;
  readonly killed: number;
  readonly lost: number;
  readonly doubled: number;
  /** Bills that were answered other than exactly once. */
  readonly answeredWrong: number;
  /** What the rows say of the promises once all is done: nothing. */
  readonly broken: readonly string[];
}

type Role = "all" | "web" | "worker";

/** Longer than an effect's lease. */
const heldMs = 43_000;
const patienceMs = 120_000;

/**
 * Traders bill while one process is held up by SIGSTOP until others have taken its work, and another is killed with -9
 * meanwhile; then the first goes on where it was, with results that nobody wants any more.
 */
export async function stopped(options: {
  readonly databaseUrl: string;
  readonly roles: readonly Role[];
  readonly chats: number;
  readonly billsEach: number;
  readonly seed: number;
}): Promise<StoppedReport> {
  const random = seeded(options.seed);
  const start = (role: Role) =>
    startProduct({
      env: {
        DATABASE_URL: options.databaseUrl,
        ROLE: role,
        SECRET_KEY: "only-for-this-test-".repeat(3),
        LOCAL_CHAT: "on",
      },
    });
  const running: { readonly role: Role; product: Product }[] = [];
  for (const role of options.roles) running.push({ role, product: await start(role) });
  const door = () => running.find(({ role }) => role !== "worker")?.product;
  let said = 0;

  /** Says it until it is taken, under one key. */
  async function say(chat: string, pounds: number): Promise<void> {
    const headers = {
      "content-type": "application/json",
      "idempotency-key": `the-same-words-${chat}-${pounds}`,
    };
    const body = JSON.stringify({ text: `bill Acme £${pounds}` });
    for (;;) {
      const init = { method: "POST", headers, body, signal: AbortSignal.timeout(3_000) };
      const answer = await fetch(`${door()?.url}/local/chats/${chat}/messages`, init).catch(() => null);
      if (answer?.status === 202) break;
      await pause(100);
    }
    said += 1;
  }

  async function talk(chat: string): Promise<void> {
    for (let pounds = 1; pounds <= options.billsEach; pounds += 1) {
      await say(chat, pounds);
      // Some come in a burst, some while a process is held up.
      await pause(random() * 250);
    }
  }

  const whoWorks = running.filter(({ role }) => role !== "web");
  async function disturb(): Promise<void> {
    const all = options.chats * options.billsEach;
    while (said < all / 4) await pause(10);
    const [held, other] = whoWorks;
    held?.product.process.kill("SIGSTOP");
    const from = performance.now();
    if (other !== undefined) {
      while (said < all / 2) await pause(10);
      await other.product.kill();
      other.product = await start(other.role);
    }
    await pause(Math.max(0, heldMs - (performance.now() - from)));
    held?.product.process.kill("SIGCONT");
    // Alone it is killed afterwards, in the midst of catching up.
    if (other === undefined && held !== undefined) {
      await pause(random() * 400);
      await held.product.kill();
      held.product = await start(held.role);
    }
  }

  const chats = Array.from({ length: options.chats }, (_, at) => `chat${at}`);
  try {
    await Promise.all([...chats.map(talk), disturb()]);
    return { ...(await judge()), stopped: 1, killed: 1, broken: await atRest(options.databaseUrl) };
  } finally {
    for (const { product } of running) await product.stop();
  }

  async function judge() {
    const report = { bills: chats.length * options.billsEach, lost: 0, doubled: 0, answeredWrong: 0 };
    for (const chat of chats) {
      const from = performance.now();
      let answers: readonly string[] = [];
      while (performance.now() - from < patienceMs) {
        const items = (await door()?.items(chat)) ?? [];
        answers = items
          .filter((it) => it.from === "bot" && it.replaces === null && it.text.startsWith("Billed "))
          .map(({ text }) => text);
        if (answers.length >= options.billsEach) break;
        await pause(200);
      }
      const numbers = new Set(answers.map((text) => /bill (\d+)/.exec(text)?.[1]));
      // Bills are numbered without gaps: as many numbers as bills were said means that none was lost or made twice.
      report.lost += Math.max(0, options.billsEach - numbers.size);
      report.doubled += Math.max(0, numbers.size - options.billsEach);
      report.answeredWrong += answers.length - numbers.size;
    }
    return report;
  }
}
