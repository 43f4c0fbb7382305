/*
 * Text from either side becomes elements here and nowhere else, by the DOM's own calls: what a client is called
 * or a trader types is never read as markup.
 */

/** A web address, without what turns the reading direction round: a link must read as where it leads. */
const address = /https?:\/\/[^\s<>"'\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** What the bot reads back: money, which stands out, and days, which do not break in two. */
const figure =
  /(?<money>[-−]?[£€$]\d+(?:,\d{3})*(?:\.\d\d)?)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}/gu;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} className @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * The lines of a text, each its own block, so that one line's direction cannot reach the next.
 * @param {string} text @param {boolean} [strong] whether money stands out: where it is read back, that is
 */
export function lines(text, strong = false) {
  return text.split(/\r\n|\r|\n/u).map((line) => {
    const bullet = /^(?:[•·–-]|\d{1,2}\.) /u.exec(line)?.[0] ?? "";
    const made = el(
      "span",
      bullet === "" ? "line" : /\d/u.test(bullet) ? "line bullet numbered" : "line bullet",
    );
    made.dir = "auto";
    if (bullet !== "") made.append(el("span", "dot", bullet));
    if (line === "") made.append(document.createElement("br"));
    else made.append(...pieces(line.slice(bullet.length), strong));
    return made;
  });
}

/** @param {string} line @param {boolean} strong @returns {Node[]} */
function pieces(line, strong) {
  /** @type {Node[]} */
  const made = [];
  let at = 0;
  for (const match of line.matchAll(address)) {
    const text = trimmed(match[0]);
    const url = webAddress(text);
    if (url === null) continue;
    made.push(...figures(line.slice(at, match.index), strong), link(url, text));
    at = match.index + text.length;
  }
  made.push(...figures(line.slice(at), strong));
  return made;
}

/** @param {string} text @param {boolean} strong @returns {Node[]} */
function figures(text, strong) {
  if (!strong) return [document.createTextNode(text)];
  /** @type {Node[]} */
  const made = [];
  let at = 0;
  for (const match of text.matchAll(figure)) {
    const shown =
      match.groups?.["money"] === undefined ? el("span", "date", match[0]) : el("b", "money", match[0]);
    made.push(document.createTextNode(text.slice(at, match.index)), shown);
    at = match.index + match[0].length;
  }
  made.push(document.createTextNode(text.slice(at)));
  return made;
}

/** The full stop after an address, or the bracket round it, is the sentence's. @param {string} text */
function trimmed(text) {
  const bare = text.replace(/[.,;:!?…]+$/u, "");
  return bare.endsWith(")") && !bare.includes("(") ? bare.slice(0, -1) : bare;
}

/** An address that may be opened: of the web, not of the browser or the disk. @param {string} text */
export function webAddress(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** @param {string} url @param {string} text @param {string} [className] */
export function link(url, text, className = "") {
  const made = el("a", className, text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

const london = "Europe/London";
const clockFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: london,
  hour: "2-digit",
  minute: "2-digit",
});
const dayParts = new Intl.DateTimeFormat("en-GB", {
  timeZone: london,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** `09:41`, in London, where a trader's days are. @param {Date} at */
export function timeOf(at) {
  return Number.isNaN(at.getTime()) ? "" : clockFormat.format(at);
}

/** `Fri 4 Dec 2026`, as the bot says it. @param {Date} at */
export function dayOf(at) {
  if (Number.isNaN(at.getTime())) return "";
  /** @type {Record<string, string>} */
  const part = {};
  for (const { type, value } of dayParts.formatToParts(at)) part[type] = value;
  return `${part["weekday"]} ${part["day"]} ${part["month"]?.slice(0, 3)} ${part["year"]}`;
}
