/* How long somebody has to pay, as it is said of a trader's terms and of a client's. */

const counts: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, fourteen: 14,
  fifteen: 15, twenty: 20, "twenty one": 21, "twenty eight": 28, thirty: 30, "forty five": 45, sixty: 60, ninety: 90,
}; // biome-ignore format: a table of words reads best as one

const figure = `\\d{1,4}|${Object.keys(counts).toReversed().join("|").replaceAll(" ", "[- ]")}`;
const unit = "(?:calendar )?(?:days?|weeks?|fortnights?|months?)(?:'|’)?";
const atOnce =
  "(?:(?:due|payable|payment|paid) )?(?:up ?)?on (?:receipt|completion|delivery|the day|the spot)|cash on delivery|(?:on )?the same day|same day|immediate(?:ly)?(?: payment)?|payment straight ?away|straight ?away|payment up ?front";
const monthEnd = "(?: from)?(?: the)? (?:end of (?:the |next |following )*month|month ?end|eom)";

/** For a shape: every way of saying how long, also those that cannot be counted in days. */
export const termsPattern = `(?:(?:net )?(?:${figure})[- ]?${unit}(?: net| days)?(?:${monthEnd})?|(?:the )?end of (?:the |next |following )*month|fortnight|net \\d{1,4}|${atOnce})`;

const spoken = new RegExp(`^(?:net )?(${figure})[- ]?${unit}(?: net)?$`, "i");
const now = new RegExp(`^(?:${atOnce})$`, "i");

/** Days from a bill to its due day; null for what is no number of days, such as the end of the month. */
export function readTermsDays(said: string): number | null {
  const text = said.trim().toLowerCase();
  if (now.test(text)) return 0;
  if (text === "fortnight") return 14;
  const net = /^(?:net )?(\d{1,4})(?: net)?$/.exec(text)?.[1];
  if (net !== undefined) return Number(net);
  const count = spoken.exec(text)?.[1];
  if (count === undefined) return null;
  const days = /week/.test(text) ? 7 : /fortnight/.test(text) ? 14 : /month/.test(text) ? 30 : 1;
  return (counts[count.replace("-", " ")] ?? Number(count)) * days;
}
