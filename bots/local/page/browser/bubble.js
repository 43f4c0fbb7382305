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
  const who = el("span", "sr", item.from === "bot" ? "JustPayMe: " : "You: ");
  const said = lines(item.text, item.from === "bot");
  const times = timesOf(item, firstAt);
  const time = el("time", "", times);
  time.dateTime = firstAt.toISOString();
  // The same words, unseen, keep the room for the time at the end of the last line, or below it.
  const room = el("span", "room", times);
  room.ariaHidden = "true";
  said.at(-1)?.append(room);
  const text = el("div", isCard(item) ? "text card" : "text", ...said);
  bubble.className = `message ${item.from}`;
  bubble.dataset["n"] = String(item.n);
  bubble.replaceChildren(
    el("div", "bubble", who, ...picture(item), text, ...paper(item), el("span", "meta", time)),
  );
  const row = choiceRow(item, buttons);
  if (row !== null) bubble.append(row);
}

/** The picture a message came with, from our own server alone. @param {Item} item @returns {HTMLImageElement[]} */
function picture({ image }) {
  if (image === undefined || !image.url.startsWith("/local/chats/")) return [];
  const made = el("img", "picture");
  made.src = image.url;
  made.alt = image.alt;
  return [made];
}

/** The paper a message came with, from our own server alone. @param {Item} item @returns {HTMLAnchorElement[]} */
function paper({ file }) {
  if (file === undefined || !file.url.startsWith("/local/chats/")) return [];
  const made = el("a", "paper", "Open the PDF");
  made.href = file.url;
  made.target = "_blank";
  made.title = file.alt;
  return [made];
}

/** When it was first said, and when it was last brought up to date. @param {Item} item @param {Date} firstAt */
function timesOf(item, firstAt) {
  const first = timeOf(firstAt);
  if (item.replaces === null) return first;
  const at = new Date(item.at);
  const day = dayOf(at) === dayOf(firstAt) ? "" : ` ${dayOf(at).split(" ").slice(0, 3).join(" ")}`;
  const time = day === "" && timeOf(at) === first ? "" : ` ${timeOf(at)}`;
  return `${first} · updated${day}${time}`;
}

/** The first line of something longer about one bill is its heading. @param {Item} item */
function isCard({ from, text }) {
  const [first, ...others] = text.split("\n");
  const heading = / — bill \d/u;
  return (
    from === "bot" && heading.test(first ?? "") && others.length > 0 && !others.some((it) => heading.test(it))
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
