import { dayMark, fillBubble, markButton, pressedLabel, showAsPress } from "./bubble.js";
import { restFocus } from "./focus.js";
import { createScroll } from "./scroll.js";
import { byId, dayOf, el } from "./text.js";

/** @typedef {import("./api.js").Item} Item */
/** @typedef {import("./bubble.js").Buttons} Buttons */
/** @typedef {{ bubble: HTMLLIElement, item: Item, firstAt: Date, mark: HTMLLIElement | null }} Entry */

/** Messages put on the page at once. Older ones come when asked for. */
const windowSize = 200;
const highlightMs = 2_600;

/** The conversation as both sides saw it. @param {Buttons} buttons */
export function createTranscript(buttons) {
  const scroller = byId("log");
  const scroll = createScroll();
  const history = createHistory(buttons);
  const earlier = createEarlier(history.order);

  return {
    ...scroll,
    ...createReading(history),
    refreshButtons() {
      for (const button of scroller.querySelectorAll("button[data-token]")) {
        if (button instanceof HTMLElement) markButton(button, buttons.stateOf(button.dataset["token"] ?? ""));
      }
    },
    /** @param {Item[]} items @param {boolean} live whether they came while somebody was looking */
    add(items, live) {
      const following = scroll.isFollowing() || !live;
      const mine = items.some((item) => item.from === "trader");
      for (const item of items) history.take(item, live);
      if (!live) earlier.showFrom(history.order.length - windowSize);
      scroller.ariaBusy = "false";
      // Only now: a screen reader is told what is new, not the whole history.
      requestAnimationFrame(() => {
        scroller.ariaLive = "polite";
      });
      if (following || mine) scroll.toEnd();
      else if (items.some((item) => item.replaces === null)) scroll.offerNewest();
    },
    clear: history.clear,
  };
}

/** @typedef {ReturnType<typeof createTranscript>} Transcript */
/** @typedef {ReturnType<typeof createHistory>} History */

/** Every message once, in order. A newer version takes the place of the older one. @param {Buttons} buttons */
function createHistory(buttons) {
  const list = byId("messages");
  /** @type {Map<number, Entry>} by the number of every version it ever had */
  const entries = new Map();
  /** @type {Entry[]} */
  const order = [];
  let lastN = 0;

  /** @param {Item} item */
  function append(item) {
    const firstAt = new Date(item.at);
    const previous = order.at(-1);
    const newDay = previous === undefined || dayOf(previous.firstAt) !== dayOf(firstAt);
    const entry = { bubble: el("li", ""), item, firstAt, mark: newDay ? dayMark(firstAt) : null };
    draw(entry);
    order.push(entry);
    entries.set(item.n, entry);
    if (entry.mark !== null) list.append(entry.mark);
    list.append(entry.bubble);
  }

  /** @param {Entry} entry */
  function draw({ bubble, item, firstAt }) {
    const label = pressedLabel(item);
    fillBubble(bubble, item, firstAt, buttons);
    if (label === null) return;
    const offered = order.some((it) => it.item.choices.some((choice) => choice.label === label));
    if (offered || label === "button") showAsPress(bubble, label, firstAt);
  }

  /** @param {Entry} entry @param {Item} item @param {boolean} live */
  function update(entry, item, live) {
    entries.set(item.n, entry);
    entry.item = item;
    const hadFocus = entry.bubble.contains(document.activeElement);
    draw(entry);
    if (hadFocus) restFocus();
    if (!live) return;
    entry.bubble.classList.add("updated");
    setTimeout(() => entry.bubble.classList.remove("updated"), highlightMs);
  }

  return {
    entries,
    order,
    lastN: () => lastN,
    /** @param {Item} item @param {boolean} live */
    take(item, live) {
      if (entries.has(item.n)) return;
      lastN = Math.max(lastN, item.n);
      const before = item.replaces === null ? undefined : entries.get(item.replaces);
      if (before === undefined) append(item);
      else update(before, item, live);
    },
    /** The server's history is another one than ours: begin again. */
    clear() {
      entries.clear();
      order.length = 0;
      lastN = 0;
      list.replaceChildren();
    },
  };
}

/** What others ask of the conversation. @param {History} history */
function createReading({ entries, order, lastN }) {
  return {
    lastN,
    isEmpty: () => order.length === 0,
    has: (/** @type {number} */ n) => entries.has(n),
    /** False where the server gave the number of one text to another: its history is a new one. */
    agrees: (/** @type {number} */ n, /** @type {string} */ text) =>
      n > lastN() || entries.get(n)?.item.text === text,
    answers: (/** @type {number} */ n) => order.some(({ item }) => item.from === "bot" && item.n > n),
    /** @param {(text: string) => boolean} test */
    traderSaid: (test) => order.some(({ item }) => item.from === "trader" && test(item.text)),
    /** What the trader typed, oldest first. */
    typed: () => order.map(({ item }) => item).flatMap((item) => (isTyped(item) ? [item.text] : [])),
    /** The buttons of the message that this one is under, and whether it asks something. @param {string} token */
    offerOf(token) {
      const item = order.find((it) => it.item.choices.some((choice) => choice.token === token))?.item;
      const tokens = item?.choices.flatMap((choice) => choice.token ?? []) ?? [];
      return { tokens, isQuestion: item?.text.includes("?") ?? false };
    },
  };
}

/** @param {Item} item */
function isTyped(item) {
  return item.from === "trader" && pressedLabel(item) === null;
}

/** Keeps the page light after a long history: the oldest wait behind a button. @param {Entry[]} order */
function createEarlier(order) {
  const scroller = byId("log");
  const button = byId("earlier");
  let shownFrom = 0;

  /** @param {number} from */
  function showFrom(from) {
    shownFrom = Math.max(0, from);
    for (const [index, { bubble, mark }] of order.entries()) {
      bubble.hidden = index < shownFrom;
      if (mark !== null) mark.hidden = index < shownFrom;
    }
    button.hidden = shownFrom === 0;
  }

  button.addEventListener("click", () => {
    const heightBefore = scroller.scrollHeight;
    showFrom(shownFrom - windowSize);
    scroller.scrollTop += scroller.scrollHeight - heightBefore;
    if (button.hidden) scroller.focus({ preventScroll: true });
  });
  return { showFrom };
}
