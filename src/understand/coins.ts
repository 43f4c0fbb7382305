import { WordMap, words } from "./words.ts";

/* What sums of money are called. */

interface Slang {
  readonly minor: number;
  readonly plain: boolean;
}
/** Notes have plain names; animals are slang, so they are confirmed in figures. */
export const coins = new WordMap<Slang>(Object.entries<Slang>({
  fiver: { minor: 500, plain: true }, fivers: { minor: 500, plain: true }, tenner: { minor: 1000, plain: true },
  tenners: { minor: 1000, plain: true }, score: { minor: 2000, plain: false }, pony: { minor: 2500, plain: false },
  ponies: { minor: 2500, plain: false }, bullseye: { minor: 5000, plain: false }, ton: { minor: 10000, plain: false },
  monkey: { minor: 50000, plain: false }, monkeys: { minor: 50000, plain: false }, nifty: { minor: 5000, plain: false },
  archer: { minor: 200000, plain: false }, ayrton: { minor: 1000, plain: false }, gorilla: { minor: 100000, plain: false },
  twenties: { minor: 2000, plain: false }, fifties: { minor: 5000, plain: false }, hundreds: { minor: 10000, plain: false },
  lady: { minor: 500, plain: false }, deep: { minor: 500, plain: false },
})); // biome-ignore format: a table of slang reads best as one
export const needsArticle = words("score ton lady deep archer nifty pony twenties fifties hundreds");

export function coinOf(low: string): Slang | undefined {
  return coins.getLow(low) ?? (low.endsWith("s") ? coins.getLow(low.slice(0, -1)) : undefined);
}
