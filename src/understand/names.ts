import { fold } from "./tokens.ts";
import { wordList, words } from "./words.ts";

/** Words that do not tell one client from another. */
export const titles = words("mr mister missus misses mrs ms miss mx dr doctor sir lady lord rev reverend prof professor father fr"); // biome-ignore format: a list of words reads best as one
const mute = wordList([...titles, ..."the 's ltd limited plc llp co inc cic llc".split(" ")]);

/** A word of a name that does not tell it from others. */
export function saysNothing(low: string): boolean {
  return mute.hasLow(low) || !/[\p{L}\p{N}]/u.test(low);
}

/** The words of a name as they are compared: "The Smith & Sons Ltd" is `smith and sons`. */
export function nameWords(words: readonly string[]): string[] {
  const plain: string[] = [];
  for (const word of words) {
    const low = word === "&" || word === "+" ? "and" : word === "saint" ? "st" : word;
    if (!saysNothing(low)) plain.push(low);
  }
  // A name made of nothing else keeps its words: "The Co".
  return plain.length > 0 ? plain : words.filter((word) => /[\p{L}\p{N}]/u.test(word));
}

export function titleOf(words: readonly string[]): string | null {
  const title = words.find((word) => titles.hasLow(word));
  return title === undefined ? null : (sameTitle[title] ?? title);
}

const sameTitle: Readonly<Record<string, string>> = {
  doctor: "dr",
  mister: "mr",
  missus: "mrs",
  misses: "mrs",
  miss: "ms",
  reverend: "rev",
  professor: "prof",
};

/** One edit, counting two swapped letters as one; stops counting beyond `max`. */
export function distance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max || a.length > 40 || b.length > 40) return max + 1;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > max) return max + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? max + 1;
}

export function foldName(name: string): string {
  return fold(name).replace(/\s+/g, " ").trim();
}
