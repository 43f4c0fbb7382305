import { dayOf, el, lines, link, timeOf, webAddress } from "./text.js";

/** @typedef {import("./api.js").Item} Item */
/** @typedef {import("./api.js").Choice} Choice */

/**
 * What a bubble may ask: to press a button, whether one was pressed before, and which labels were offered.
 * @typedef {object} Buttons
 * @property {(token: string, label: string) => void} press
 * @property {(token: string) => "fresh" | "pressing" | "spent"} stateOf
 */

/** A day's name between the messages of two days. @param {Date} at */
export function dayMark(at) {
  return el("li", "day", el("span", "", dayOf(at)));
}

/**
 * Fills the bubble of one message, anew with each version. The element stays, so that its place does too.
 * @param {HTMLLIElement} bubble @param {Item} item @param {Date} firstAt @param {Buttons} buttons
 */
export function fillBubble(bubble, item, firstAt, buttons) {
  const at = new Date(item.at);
  const edited = item.replaces !== null;
  const time = el("time", "", timeOf(firstAt));
  time.dateTime = firstAt.toISOString();
  const meta = el("span", "meta", time);
  if (edited) {
    const day = dayOf(at) === dayOf(firstAt) ? "" : `${dayOf(at).split(" ").slice(0, 3).join(" ")} `;
    meta.append(el("span", "edited", ` · updated ${day}${timeOf(at)}`));
  }
  const who = el("span", "sr", item.from === "bot" ? "JustPayMe: " : "You: ");
  const text = el("div", "text", ...lines(item.text));
  if (isCard(item)) text.classList.add("card");
  bubble.className = `message ${item.from}`;
  bubble.dataset["n"] = String(item.n);
  bubble.replaceChildren(el("div", "bubble", who, text, meta));
  const row = choiceRow(item, buttons);
  if (row !== null) bubble.append(row);
}

/** The first line of something longer is what it is about. @param {Item} item */
function isCard({ from, text, choices }) {
  return (
    from === "bot" &&
    text.includes("\n") &&
    (choices.length > 0 || / — bill \d/u.test(text.split("\n")[0] ?? ""))
  );
}

/** The trader's side of a pressed button: the button's label, in the transcript's brackets. @param {Item} item */
export function pressedLabel({ from, text }) {
  const match = from === "trader" ? /^\[(.+)\]$/u.exec(text) : null;
  return match?.[1] ?? null;
}

/** @param {HTMLLIElement} bubble @param {string} label @param {Date} at */
export function showAsPress(bubble, label, at) {
  const time = el("time", "sr", ` ${timeOf(at)}`);
  bubble.className = "message trader pressed";
  bubble.replaceChildren(
    el("div", "press", el("span", "sr", "You pressed: "), el("span", "text", label), time),
  );
}

/** @param {Item} item @param {Buttons} buttons @returns {HTMLElement | null} */
function choiceRow(item, buttons) {
  const made = item.choices.flatMap((choice) => {
    const one = choiceButton(choice, buttons);
    return one === null ? [] : [one];
  });
  if (made.length === 0) return null;
  const row = el("div", "choices", ...made);
  row.role = "group";
  row.ariaLabel = "Answers";
  return row;
}

/** @param {Choice} choice @param {Buttons} buttons @returns {HTMLElement | null} */
function choiceButton({ label, token, url }, buttons) {
  if (url !== undefined) {
    const safe = webAddress(url);
    if (safe === null) return null;
    const made = link(safe, label, "choice outward");
    made.append(el("span", "sr", " (opens a new page)"));
    return made;
  }
  if (token === undefined) return null;
  const made = el("button", "choice", el("span", "label", label));
  made.type = "button";
  made.dataset["token"] = token;
  made.addEventListener("click", () => buttons.press(token, label));
  markButton(made, buttons.stateOf(token));
  return made;
}

/** @param {HTMLElement} button @param {"fresh" | "pressing" | "spent"} state */
export function markButton(button, state) {
  button.dataset["state"] = state;
  // Not `disabled`: that would throw the focus of whoever pressed it with the keyboard off the page.
  button.ariaDisabled = state === "fresh" ? null : "true";
  button.ariaBusy = state === "pressing" ? "true" : null;
}
