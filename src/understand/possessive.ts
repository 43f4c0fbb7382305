import { type ClientIndex, longestKnown } from "./client-index.ts";
import { type Token, tokenAt, wordIn } from "./tokens.ts";
import { doing, firstNames, workWords } from "./vocabulary.ts";
import { wordOf, words } from "./words.ts";

/** What a client has here, or has done. */
const owned = words(
  "bill bills invoice invoices inv account balance total tab number email mail mobile phone address reminder reminders statement payment payments cheque money last latest paid settled",
);
const nameMaxWords = 4;

/** "bobs bill", "mrs patels last one": whose it is, as a thumb writes it, becomes "bob's bill". */
export function withPossessives(tokens: readonly Token[], index: ClientIndex): readonly Token[] {
  if (!tokens.some((_, at) => mayOwn(tokens, at))) return tokens;
  return tokens.flatMap((token, at) => {
    if (!mayOwn(tokens, at)) return [token];
    const stem = token.low.slice(0, -1);
    // "adams bill": of Adams, where that is a name.
    const own = index.known.some(({ words }) => words.includes(token.low));
    const told = firstNames.hasLow(stem) && tokens.slice(0, at).some(({ word }) => doing.has(word));
    if (own || !(told || index.telling.has(stem) || endsName(index, tokens, at, stem))) return [token];
    const end = token.end - 1;
    return [
      {
        ...token,
        text: token.text.slice(0, -1),
        low: stem,
        word: wordOf(stem).number,
        opens: wordOf(stem).opens | token.opens,
        end,
      },
      {
        ...token,
        text: token.text.slice(-1),
        low: "'s",
        word: wordOf("'s").number,
        opens: wordOf("'s").opens | token.opens,
        start: end,
        gap: false,
        upper: false,
      },
    ];
  });
}

function mayOwn(tokens: readonly Token[], at: number): boolean {
  const low = tokens[at]?.low ?? "";
  if (low.length < 4 || !low.endsWith("s") || low.endsWith("ss")) return false;
  const next = wordIn(tokens, at + 1);
  // "finished at dr singhs"
  return (
    owned.has(next) ||
    tokenAt(tokens, at - 1)?.low === "at" ||
    tokenAt(tokens, at - 2)?.low === "at" ||
    (workWords.has(next) && tokens.slice(0, at).some(({ word }) => doing.has(word)))
  );
}

/** True where a known client's name ends with this word. */
function endsName(index: ClientIndex, tokens: readonly Token[], at: number, low: string): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  for (let start = at; start >= Math.max(0, at - nameMaxWords + 1); start -= 1) {
    const name = [...tokens.slice(start, at), { ...token, low }];
    if (longestKnown(index, name, 0)?.end === name.length) return true;
  }
  return false;
}
