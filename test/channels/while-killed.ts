import { expect } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { Product } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { until } from "../helpers/until.ts";

const bills = 6;
const all = Array.from({ length: bills }, (_, i) => i + 1);

interface Talker {
  says(text: string): unknown;
  hears(): readonly string[];
}

export interface Talk {
  readonly seed: number;
  readonly people: readonly Talker[];
  readonly databaseUrl: string;
  /** The kill comes this long after the messages at the most. */
  readonly killWithinMs: number;
  readonly answersWithinMs: number;
  start(): Promise<Product>;
  /** Once the product runs for the first time. */
  begin?(): Promise<void>;
  /** Whether a message is the answer that a bill was made. */
  isAnswer(text: string, billed: string): boolean;
  /** Whether the platform has nothing left to deliver. */
  readonly delivered: { readonly is: () => boolean; readonly name: string };
}

/** People bill while the product is killed and started again: each bill is there once, and was answered. */
export async function billWhileKilled(talk: Talk): Promise<void> {
  const random = seeded(talk.seed);
  let product = await talk.start();
  await talk.begin?.();
  for (let round = 0; round < bills; round += 1) {
    for (const person of talk.people) person.says(`bill Acme £${round + 1}`);
    if (round % 2 === 0) {
      await new Promise((resolve) => setTimeout(resolve, random() * talk.killWithinMs));
      await product.kill();
      product = await talk.start();
    }
  }
  const answers = (heard: readonly string[], pounds: number) =>
    heard.filter((text) => talk.isAnswer(text, `Billed Acme £${pounds} `)).length;
  const answered = () => talk.people.every((it) => all.every((pounds) => answers(it.hears(), pounds) > 0));
  await until(answered, "an answer to every bill", talk.answersWithinMs);
  await until(talk.delivered.is, talk.delivered.name, 20_000);
  expect(await product.stop()).toBe(0);
  const store = await openStore(talk.databaseUrl);
  const books = await store.read((tx) => tx.builder.select().from(tx.tables.bills));
  await store.close();
  expect(new Set(books.map((it) => it.traderId)).size).toBe(talk.people.length);
  for (const { traderId } of books) {
    const pounds = books.filter((it) => it.traderId === traderId).map((it) => it.totalMinor / 100);
    expect(pounds.sort((a, b) => a - b)).toEqual(all);
  }
}
