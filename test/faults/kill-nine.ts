import { type Product, startProduct } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { atRest } from "./judge-rows.ts";

export interface KillReport {
  readonly sent: number;
  readonly kills: number;
  readonly acknowledged: number;
  /** Of the acknowledged bills: how many are in the books once, not at all, or more than once. */
  readonly once: number;
  readonly lost: number;
  readonly doubled: number;
  /** Bills in the books whose sender got no answer: committed just before the end. */
  readonly unheard: number;
  /** Acknowledged messages that were answered in the chat other than exactly once. */
  readonly answeredWrong: number;
  /** What the rows say of the promises once all is done: nothing. */
  readonly broken: readonly string[];
}

/**
 * Sends bills one after the other while the process is killed with -9 at random moments and started again. Each bill
 * has an amount of its own, so that it can be told from the others; one whose request broke off is not sent again.
 */
export async function killNine(options: {
  readonly bills: number;
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl: string;
}): Promise<KillReport> {
  const random = seeded(options.seed);
  const start = () => startProduct({ env: { DATABASE_URL: options.databaseUrl } });
  let product = await start();
  const acknowledged: number[] = [];
  const killBefore = spread(options.kills, options.bills, random);
  for (let pounds = 1; pounds <= options.bills; pounds += 1) {
    const dying = killBefore.has(pounds) ? killSoon(product, random() * 12) : null;
    const n = await product.say("me", `bill Acme £${pounds}`).catch(() => null);
    if (n !== null) acknowledged.push(pounds);
    if (dying !== null) {
      await dying;
      product = await start();
    }
  }
  const report = await judge(product, acknowledged);
  const broken = await atRest(options.databaseUrl);
  await product.stop();
  return { broken, sent: options.bills, kills: options.kills, acknowledged: acknowledged.length, ...report };
}

async function judge(product: Product, acknowledged: readonly number[]) {
  const asked = await product.say("me", "who owes me");
  await product.until("me", (it) => it.n > asked && it.text.includes("Total owed"));
  // A long list comes in several messages.
  const list = (await product.items("me", asked)).map((it) => it.text).join("\n");
  const inBooks = new Map<number, number>();
  for (const [, pounds] of list.matchAll(/^Acme £([\d,]+) — bill /gm)) {
    const amount = Number(pounds?.replaceAll(",", ""));
    inBooks.set(amount, (inBooks.get(amount) ?? 0) + 1);
  }
  const answers = new Map<number, number>();
  for (const { from, text } of await product.items("me")) {
    const amount = from === "bot" ? /^Billed Acme £([\d,]+) /.exec(text)?.[1] : undefined;
    if (amount !== undefined) answers.set(Number(amount), (answers.get(Number(amount)) ?? 0) + 1);
  }
  const times = acknowledged.map((pounds) => inBooks.get(pounds) ?? 0);
  return {
    once: times.filter((it) => it === 1).length,
    lost: times.filter((it) => it === 0).length,
    doubled: [...inBooks.values()].filter((it) => it > 1).length,
    unheard: [...inBooks.keys()].filter((pounds) => !acknowledged.includes(pounds)).length,
    answeredWrong: acknowledged.filter((pounds) => answers.get(pounds) !== 1).length,
  };
}

/** Which bills are sent just as a kill is on its way: as many as there are kills, spread over all. */
function spread(kills: number, bills: number, random: () => number): ReadonlySet<number> {
  const stride = bills / kills;
  return new Set(
    Array.from({ length: kills }, (_, i) => Math.floor(i * stride + random() * (stride - 1)) + 1),
  );
}

async function killSoon(product: Product, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await product.kill();
}
