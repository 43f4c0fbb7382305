import { el, lines } from "./text.js";

/**
 * A message on its way to the server.
 * @typedef {object} Letter
 * @property {string} key the same on every try, so that it counts once
 * @property {string} text
 * @property {number} atMs when it was last meant
 * @property {"waiting" | "sending" | "sent" | "held" | "refused"} state
 * @property {number} n its number in the conversation, once there
 * @property {string} why it was refused
 * @property {boolean} seen whether the transcript seems to show it already
 */

/** @param {string} key @param {string} text @param {number} atMs @returns {Letter} */
export function newLetter(key, text, atMs) {
  return { key, text, atMs, state: "waiting", n: 0, why: "", seen: false };
}

/** @param {string} key @param {unknown} stored @returns {Letter | null} */
export function readLetter(key, stored) {
  const { text, atMs } = /** @type {{ text?: unknown, atMs?: unknown }} */ (stored ?? {});
  return typeof text === "string" && typeof atMs === "number" ? newLetter(key, text, atMs) : null;
}

/**
 * @param {Letter} letter @param {boolean} away whether the server is
 * @param {{ again: (letter: Letter) => void, edit: (letter: Letter) => void }} offer
 */
export function letterView(letter, away, offer) {
  const text = el("div", "text", ...lines(letter.text));
  const bubble = el(
    "li",
    `message trader ${letter.state}`,
    el("div", "bubble", el("span", "sr", "You: "), text),
  );
  const words = noteOf(letter, away);
  if (words === null) return bubble;
  const again = action("Send now", () => offer.again(letter));
  const edit = action("Edit", () => offer.edit(letter));
  bubble.append(el("div", "unsent", el("p", "", words), el("div", "choices", again, edit)));
  return bubble;
}

/** @param {Letter} letter @param {boolean} away */
function noteOf({ state, why }, away) {
  if (state === "waiting" && away) return "Not sent yet. It goes as soon as JustPayMe is back.";
  if (state === "held") return "This was not sent. Still wanted?";
  return state === "refused" ? why : null;
}

/** @param {string} label @param {() => void} act */
function action(label, act) {
  const made = el("button", "choice", el("span", "label", label));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** 128 bits as hex. Not `randomUUID`, which a browser withholds from a page it does not count as secure. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((it) => it.toString(16).padStart(2, "0"))
    .join("");
}
