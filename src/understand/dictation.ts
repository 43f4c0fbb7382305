import { opensOf, readAs, type Token, tokenAt, wordIn } from "./tokens.ts";
import { firstNames, workWords } from "./vocabulary.ts";
import { begins, learnWords, type WordList, words } from "./words.ts";

/** Said aloud to a phone that writes it out. */
const spoken: ReadonlyMap<string, Pick<Token, "low" | "kind">> = new Map([
  ["comma", { low: ",", kind: "sign" }],
  ["full stop", { low: ".", kind: "sign" }],
  ["question mark", { low: "?", kind: "sign" }],
  ["new line", { low: "\n", kind: "break" }],
  ["new paragraph", { low: "\n", kind: "break" }],
]);

const spokenFirst = new Set([...spoken.keys()].map((words) => words.split(" ")[0] ?? ""));

/** As it is said in Scotland and in Yorkshire, and as a thumb slips. */
const dialect: ReadonlyMap<string, string> = new Map(
  "aff:off hauf:half whit:what whits:whats oot:out doon:down haud:hold mek:make tek:take cannae:cant didnae:didnt hasnae:hasnt havenae:havent wasnae:wasnt isnae:isnt willnae:wont wouldnae:wouldnt disnae:doesnt ows:owes oews:owes wats:whats wots:whats wot:what tae:to fae:from frae:from wis:was cansel:cancel taht:that teh:the adn:and thsi:this wiht:with recieved:received"
    .split(" ")
    .map((pair): [string, string] => {
      const [said = "", meant = ""] = pair.split(":");
      return [said, meant];
    }),
);

const verbs = "cancel invoice chase remind delete change charge paid resend nudge pause".split(" ");

/** "cnacel": two letters that changed places in a word that orders something. */
const slips: ReadonlyMap<string, string> = new Map(
  verbs.flatMap((verb) =>
    Array.from(verb.slice(1), (letter, at): [string, string] => [
      verb.slice(0, at) + letter + (verb[at] ?? "") + verb.slice(at + 2),
      verb,
    ]),
  ),
);

/** "remnd": a letter left out of a longer one. */
const shorter: ReadonlyMap<string, string> = new Map(
  verbs
    .filter((verb) => verb.length > 5)
    .flatMap((verb) =>
      Array.from(verb.slice(1, -1), (_, at): [string, string] => [
        verb.slice(0, at + 1) + verb.slice(at + 2),
        verb,
      ]),
    )
    // "chage" may be either.
    .filter(([slip, verb], _, all) => all.every(([other, meant]) => other !== slip || meant === verb)),
);

const needing = words("need want have gotta should");
const beforeThe = words("bill invoice for at to from on chase remind");

learnWords(
  [...spokenFirst, ...dialect.keys(), ...slips.keys(), ...shorter.keys(), "4", "n", "nd", "ah", "t"],
  begins.spoken,
);

/** "do a bill 4 pat 130", "cut n blow dry": the word that a thumb means; null where it is none. */
function thumbed(tokens: readonly Token[], at: number): string | null {
  const beside = (list: WordList) =>
    list.has(wordIn(tokens, at - 1)) && (list.has(wordIn(tokens, at + 1)) || list === workWords);
  if (["n", "nd"].includes(tokens[at]?.text ?? "") && (beside(workWords) || beside(firstNames))) return "and";
  const low = tokens[at]?.low ?? "";
  // "ah need tae bill t Swan"
  if (low === "ah") return needing.has(wordIn(tokens, at + 1)) ? "i" : null;
  if (low === "t")
    return beforeThe.has(wordIn(tokens, at - 1)) && tokens[at + 1]?.kind === "word" ? "the" : null;
  return isFor(tokens, at) ? "for" : (dialect.get(low) ?? slips.get(low) ?? shorter.get(low) ?? null);
}

function isFor(tokens: readonly Token[], at: number): boolean {
  // "fifty quid 4 the gate"
  const [before, next] = [tokenAt(tokens, at - 1)?.low ?? "", tokens[at + 1]?.low ?? ""];
  if (
    tokens[at]?.text === "4" &&
    ["quid", "pounds"].includes(before) &&
    ["the", "a", "his", "her"].includes(next)
  )
    return true;
  if (tokens[at]?.text !== "4" || !["bill", "invoice", "inv"].includes(tokenAt(tokens, at - 1)?.low ?? ""))
    return false;
  return ["a", "an"].includes(tokenAt(tokens, at - 2)?.low ?? "") && tokens[at + 1]?.kind === "word";
}

/** "due monday full stop": a sign spoken is the sign. "a new line of pipes" stays what it is. */
export function undictate(said: readonly Token[]): readonly Token[] {
  if ((opensOf(said) & begins.spoken) === 0) return said;
  const tokens = said.map((token, at) => {
    const low = thumbed(said, at);
    return low === null ? token : readAs(token, low, "word");
  });
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
