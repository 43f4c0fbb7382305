import { letterView, newKey, newLetter, readLetter } from "./letter.js";
import { recallJson, remember, remembered } from "./storage.js";
import { byId } from "./text.js";

/** @typedef {import("./letter.js").Letter} Letter */

/** A message older than this is not sent behind its writer's back: it is offered. */
const autoSendMs = 10 * 60_000;

/**
 * Messages on their way, one at a time and in order: what is said second must not arrive first.
 * @param {object} ports
 * @param {string} ports.chat
 * @param {import("./api.js").Api} ports.api
 * @param {() => number} ports.lastN the newest message that the page shows
 * @param {(n: number, text: string) => void} ports.onStored
 * @param {() => void} ports.onAway
 * @param {(text: string) => void} ports.onEdit
 */
export function createOutbox({ chat, api, lastN, onStored, onAway, onEdit }) {
  const shelf = createShelf(chat, { again, edit });
  let busy = false;
  /** The newest message there was when the one under way left. */
  let sentAfter = 0;

  async function pump() {
    if (busy) return;
    const letter = shelf.next();
    if (letter === undefined) return;
    busy = true;
    letter.state = "sending";
    sentAfter = lastN();
    shelf.draw();
    const posted = await api.post({ text: letter.text }, letter.key);
    busy = false;
    letter.seen = false;
    if (posted.kind === "stored") {
      Object.assign(letter, { state: "sent", n: posted.n });
      shelf.forget(letter);
      onStored(posted.n, letter.text);
    } else if (posted.kind === "refused") {
      Object.assign(letter, { state: "refused", why: posted.why });
    } else {
      letter.state = "waiting";
      shelf.setAway(true);
      onAway();
      return;
    }
    shelf.draw();
    await pump();
  }

  /** @param {Letter} letter */
  function again(letter) {
    Object.assign(letter, { state: "waiting", atMs: Date.now() });
    shelf.draw();
    void pump();
  }

  /** @param {Letter} letter */
  function edit(letter) {
    shelf.drop(letter);
    onEdit(letter.text);
  }

  return {
    draw: shelf.draw,
    setAway: shelf.setAway,
    pump,
    isSending: () => busy,
    /** @param {string} text */
    send(text) {
      shelf.put(newLetter(newKey(), text, Date.now()));
      void pump();
    },
    /** What the transcript shows needs no bubble here. @param {(n: number) => boolean} isShown */
    dropShown(isShown) {
      for (const letter of shelf.all()) if (letter.state === "sent" && isShown(letter.n)) shelf.drop(letter);
    },
    /**
     * The transcript may be quicker than the answer to the very message it shows. That one is no longer drawn
     * twice, but kept until the answer is here: it could be another window that said the same.
     * @param {import("./api.js").Item[]} items
     */
    settle(items) {
      const sending = shelf.all().find((letter) => letter.state === "sending");
      if (sending === undefined) return;
      const same = items.some((it) => it.from === "trader" && it.n > sentAfter && it.text === sending.text);
      if (same) sending.seen = true;
      shelf.draw();
    },
  };
}

/**
 * The messages that are not there yet, on the page and in storage: each is kept from the moment it is sent until
 * the server has it.
 * @param {string} chat @param {Parameters<typeof letterView>[2]} offer
 */
function createShelf(chat, offer) {
  const list = byId("outgoing");
  const prefix = `out:${encodeURIComponent(chat)}:`;
  let away = false;
  /** @type {Letter[]} */
  let letters = remembered(prefix)
    .flatMap((name) => readLetter(name.slice(prefix.length), recallJson(name)) ?? [])
    .sort((one, other) => one.atMs - other.atMs);

  function draw() {
    const shown = letters.filter((letter) => !letter.seen);
    list.replaceChildren(...shown.map((letter) => letterView(letter, away, offer)));
  }
  /** @param {Letter} letter */
  function forget(letter) {
    remember(prefix + letter.key, null);
  }

  return {
    draw,
    forget,
    all: () => letters,
    next() {
      for (const letter of letters) {
        if (letter.state === "waiting" && Date.now() - letter.atMs > autoSendMs) letter.state = "held";
      }
      return letters.find((letter) => letter.state === "waiting");
    },
    /** @param {Letter} letter */
    put(letter) {
      letters.push(letter);
      remember(prefix + letter.key, JSON.stringify({ text: letter.text, atMs: letter.atMs }));
      draw();
    },
    /** @param {Letter} letter */
    drop(letter) {
      letters = letters.filter((it) => it !== letter);
      forget(letter);
      draw();
    },
    /** @param {boolean} isAway */
    setAway(isAway) {
      away = isAway;
      draw();
    },
  };
}
