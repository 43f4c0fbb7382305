import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bookVerbs, type Understanding } from "../../src/domain/intent.ts";
import { printed } from "../../src/understand/printed.ts";
import { readOrder } from "../../src/understand/read-order.ts";
import { corpusNow } from "./corpus.ts";

const clients = ["Acme", "Harris", "Terry", "Mrs Patel", "Dave Hughes"];

/** `order|changes|leaves ⇥ of which kind ⇥ words`: `_` in an aside stands for the order. */
interface Row {
  readonly what: string;
  readonly kind: string;
  readonly words: string;
}

const rows = readFileSync(new URL("asides.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line): Row => {
    const [what = "", kind = "", words = ""] = line.split("\t");
    return { what, kind, words };
  });
const orders = rows.filter(({ what }) => what === "order");

function read(text: string): Understanding {
  return printed(readOrder(text, { now: corpusNow, clients }));
}

function acts({ intents, question }: Understanding): boolean {
  return (
    question === null &&
    intents.some(({ intent, certainty }) => bookVerbs.has(intent) && certainty === "said")
  );
}

/** What is done about it, and how sure; not how it is described. */
function doneBy({ intents, question }: Understanding): string {
  const done = intents.map(({ client, lines, description, ...rest }) => ({ ...rest, client: client?.match }));
  return JSON.stringify([done, question?.about]);
}

/** Every order of its kind with every such aside, where what is read of it is not as it should be. */
function wrongly(what: "changes" | "leaves", isWrong: (order: string, text: string) => boolean): string[] {
  return rows
    .filter((row) => row.what === what)
    .flatMap(({ kind, words }) =>
      orders
        .filter((order) => kind === "all" || order.kind === kind)
        .map((order) => ({ order: order.words, text: words.replace("_", () => order.words) })),
    )
    .filter(({ order, text }) => isWrong(order, text))
    .map(({ text }) => text);
}

describe("what is said beside an order", () => {
  it.each(orders.map(({ words }) => words))("is said beside one that is clear by itself: %s", (order) => {
    expect(acts(read(order))).toBe(true);
  });

  it("is asked about where it takes back, bounds or doubts the order", () => {
    expect(wrongly("changes", (_order, text) => acts(read(text)))).toEqual([]);
  });

  it("leaves the order as it is where it does not", () => {
    const plain = new Map(orders.map(({ words }) => [words, doneBy(read(words))]));
    expect(wrongly("leaves", (order, text) => doneBy(read(text)) !== plain.get(order))).toEqual([]);
  });
});
