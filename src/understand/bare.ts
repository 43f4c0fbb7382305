const emoji =
  "(?:(?![✅✔☑❌✖🚫⛔👎❓❔🤔🙅🤷#*\\d])\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F\\u200D]*)";
const friends = "(?:mate|there|pal|bud|buddy|love|man|boss|chief|duck|hun|fella|all|again|bot|lovely)";
const greetings =
  "(?:hi|hiya|hello|hey|yo|alright|ay up|(?:good )?(?:morning|afternoon|evening)|ok|okay|right)";
const openers = "(?:please|pls|plz|ok|okay|ay up|ey up|eh up)";
const head = new RegExp(
  `^(?:${emoji}+|${greetings}(?: ${friends})?\\s*[!,.:;\\-–—]+|${openers}(?= ))\\s*`,
  "iu",
);
const thanks =
  "(?:(?:many |huge |big )?thanks(?: (?:a lot|so much|very much|again|in advance))?|thank you(?: so much| very much)?|ta|thx|cheers|please|pls|plz|much appreciated)";
const tail = new RegExp(
  `(?:[\\s,;.!-]+${thanks}(?: ${friends})?(?: x+)?|(?<=[a-z!?]) x{1,4}|\\s*${emoji})[\\s.!]*$|[\\s.!]+$`,
  "iu",
);
/** No greeting or thanks is longer. */
const endMax = 60;

/**
 * What a message says without manners at its ends, emoji and double spaces: none of them changes what is meant. Short
 * words keep theirs, as they may be the whole of it: "yes please", "no thanks", "cheers mate".
 */
export function bare(text: string): string {
  const said = withoutManners(text);
  return /\S\s+\S/.test(said.slice(0, endMax)) ? said : text;
}

/** The same however little is left: perhaps nothing. */
export function withoutManners(text: string): string {
  const typed = text.includes("  ") || text.includes("\t") ? text.replace(/[ \t]+/g, " ") : text;
  const plain = typed.includes(" dot ") ? typed.replace(spokenMail, asTyped) : typed;
  let said = plain.trim();
  for (let found = leading(said); found > 0; found = leading(said)) said = said.slice(found);
  for (let found = trailing(said); found > 0; found = trailing(said)) said = said.slice(0, -found);
  return said;
}

/** "bev at yates dot example", as a phone hears it. */
const spokenMail =
  /\b[a-z0-9]+(?: dot [a-z0-9]+)? at [a-z0-9-]+(?: dot (?:com|net|org|uk|co|ac|io|me|biz|info|london|scot|wales|cymru|example)){1,2}\b/gi;

function asTyped(said: string): string {
  return said.replace(/ dot /gi, ".").replace(/ at /i, "@");
}

/** All the words with which a head may begin. */
const firstWords: ReadonlySet<string> = new Set(`${greetings} ${openers}`.match(/[a-z]+/g));

/** Most messages begin with what they are about. */
function mayLead(said: string): boolean {
  if (said.charCodeAt(0) >= 0x80) return true;
  let to = 0;
  while (isLetter(said.charCodeAt(to))) to += 1;
  return firstWords.has(said.slice(0, to).toLowerCase());
}

function leading(said: string): number {
  return mayLead(said) ? (head.exec(said.slice(0, endMax))?.[0].length ?? 0) : 0;
}

/** All the words with which a tail may end. */
const lastWords: ReadonlySet<string> = new Set(`${thanks} ${friends}`.match(/[a-z]+/g));

/** Most messages end in what they are about: no need to look for manners there. */
function mayTrail(said: string): boolean {
  const last = said.charCodeAt(said.length - 1);
  if (last >= 0x80 || last === 0x2e || last === 0x21) return true;
  let from = said.length;
  while (from > 0 && isLetter(said.charCodeAt(from - 1))) from -= 1;
  if (from > 0 && said.charCodeAt(from - 1) >= 0x80) return true;
  const word = said.slice(from).toLowerCase();
  return lastWords.has(word) || /^x+$/.test(word);
}

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

function trailing(said: string): number {
  if (!mayTrail(said)) return 0;
  const end = said.slice(-endMax);
  const found = tail.exec(end);
  return found === null ? 0 : end.length - found.index;
}

/** A message typed in capitals throughout: they mark no names in it. */
export function quiet(text: string): string {
  if (/[a-z]/.test(text) || text !== text.toUpperCase() || !/\p{Lu}{3}/u.test(text)) return text;
  const low = text.toLowerCase();
  return low.length === text.length ? low : text;
}
