import { opensOf, readAs, type Token, tokenAt } from "./tokens.ts";
import { begins, learnWords } from "./words.ts";

/** Said aloud to a phone that writes it out. */
const spoken: ReadonlyMap<string, Pick<Token, "low" | "kind">> = new Map([
  ["comma", { low: ",", kind: "sign" }],
  ["full stop", { low: ".", kind: "sign" }],
  ["question mark", { low: "?", kind: "sign" }],
  ["new line", { low: "\n", kind: "break" }],
  ["new paragraph", { low: "\n", kind: "break" }],
]);

const spokenFirst = new Set([...spoken.keys()].map((words) => words.split(" ")[0] ?? ""));

learnWords([...spokenFirst, "4"], begins.spoken);

/** "do a bill 4 pat 130": a word, as a thumb writes it. */
function isFor(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== "4" || !["bill", "invoice", "inv"].includes(tokenAt(tokens, at - 1)?.low ?? ""))
    return false;
  return ["a", "an"].includes(tokenAt(tokens, at - 2)?.low ?? "") && tokens[at + 1]?.kind === "word";
}

/** "due monday full stop": a sign spoken is the sign. "a new line of pipes" stays what it is. */
export function undictate(said: readonly Token[]): readonly Token[] {
  if ((opensOf(said) & begins.spoken) === 0) return said;
  const four = said.findIndex((_, at) => isFor(said, at));
  const tokens =
    four < 0 ? said : said.map((token, at) => (isFor(said, at) ? readAs(token, "for", "word") : token));
  if (!tokens.some(({ low }) => spokenFirst.has(low))) return tokens;
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [first, second] = [tokens[at], tokens[at + 1]];
    if (first === undefined) break;
    const one = spoken.get(first.low);
    const sign = one ?? spoken.get(`${first.low} ${second?.low}`);
    const last = one === undefined ? second : first;
    const noun = ["a", "the"].includes(tokenAt(tokens, at - 1)?.low ?? "") || tokens[at + 2]?.low === "of";
    if (sign === undefined || last === undefined || noun) {
      plain.push(first);
      continue;
    }
    plain.push({ ...readAs(first, sign.low, sign.kind), end: last.end, upper: false });
    if (one === undefined) at += 1;
  }
  return plain;
}
