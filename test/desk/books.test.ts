import fc from "fast-check";
import { expect, it } from "vitest";
import { formatMoney } from "../../src/domain/money.ts";
import { openWorld, type World } from "../helpers/world.ts";

/** The books as a trader would keep them on paper: what each bill is for, what came in, and what can be undone. */
interface Paper {
  readonly bills: { total: number; paid: number; cancelled: boolean }[];
  readonly done: (() => void)[];
}

type Order =
  | { readonly kind: "bill"; readonly pounds: number }
  | { readonly kind: "pay"; readonly bill: number; readonly share: number }
  | { readonly kind: "cancel"; readonly bill: number }
  | { readonly kind: "undo" };

const bill = fc.record({ kind: fc.constant("bill" as const), pounds: fc.integer({ min: 1, max: 5000 }) });
const which = fc.integer({ min: 1, max: 6 });
const pay = fc.record({ kind: fc.constant("pay" as const), bill: which, share: fc.constantFrom(1, 2, 3) });
const cancel = fc.record({ kind: fc.constant("cancel" as const), bill: which });
const undo = fc.record({ kind: fc.constant("undo" as const) });
const orders = fc.array(
  fc.oneof({ weight: 4, arbitrary: bill }, { weight: 4, arbitrary: pay }, cancel, undo),
  {
    minLength: 3,
    maxLength: 14,
  },
);

/** Does an order on paper and answers what to say to the bot for it; null where the order makes no sense. */
function onPaper(paper: Paper, order: Order): string | null {
  if (order.kind === "bill") {
    const entry = { total: order.pounds * 100, paid: 0, cancelled: false };
    paper.bills.push(entry);
    paper.done.push(() => {
      entry.cancelled = true;
    });
    return `bill Acme £${order.pounds}`;
  }
  if (order.kind === "undo") {
    paper.done.pop()?.();
    return "undo";
  }
  const entry = paper.bills[order.bill - 1];
  if (entry === undefined || entry.cancelled) return null;
  if (order.kind === "cancel") {
    if (entry.paid > 0) return `cancel bill ${order.bill}`;
    entry.cancelled = true;
    paper.done.push(() => {
      entry.cancelled = false;
    });
    return `cancel bill ${order.bill}`;
  }
  const due = entry.total - entry.paid;
  const amount = order.share === 1 ? due : Math.floor(due / order.share);
  if (amount === 0) return null;
  entry.paid += amount;
  paper.done.push(() => {
    entry.paid -= amount;
  });
  return `bill ${order.bill} paid ${formatMoney(amount)}`;
}

async function owedByBot(world: World): Promise<string> {
  await world.say("me", "who owes me");
  return (await world.transcript("me")).findLast((it) => it.sender === "bot")?.text ?? "";
}

it("after any orders and undos, what is owed is what paper says", async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (list) => {
      const world = await openWorld();
      const paper: Paper = { bills: [], done: [] };
      try {
        for (const order of list) {
          const said = onPaper(paper, order);
          if (said !== null) await world.say("me", said);
        }
        const open = paper.bills.filter((it) => !it.cancelled && it.paid < it.total);
        const total = open.reduce((sum, it) => sum + it.total - it.paid, 0);
        const text = await owedByBot(world);
        if (open.length === 0) expect(text).toBe("Nobody owes you anything.");
        else expect(text.split("\n").at(-1)).toBe(`Total owed: ${formatMoney(total)}`);
        expect(text.split("\n").length - (open.length === 0 ? 0 : 1)).toBe(Math.max(1, open.length));
      } finally {
        await world.close();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
