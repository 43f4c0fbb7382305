import { recall, remember } from "./storage.js";
import { byId } from "./text.js";

/**
 * Where the trader types. What is typed is kept at every keystroke, so that neither a reload nor a crash loses it.
 * @param {object} ports
 * @param {string} ports.chat
 * @param {(text: string) => void} ports.onSend
 * @param {() => string[]} ports.typedBefore oldest first
 */
export function createComposer({ chat, onSend, typedBefore }) {
  const words = /** @type {HTMLTextAreaElement} */ (byId("words"));
  const field = createField(words, `draft:${chat}`);
  const past = createPast(words, field.put, typedBefore);

  function send() {
    const text = words.value.trim();
    words.focus();
    if (text === "") return;
    past.leave();
    field.put("");
    onSend(text);
  }

  words.addEventListener("keydown", (event) => {
    // An Enter that picks a word of an input method is not for us.
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isSend = event.key === "Enter";
    if (isSend) send();
    if (isSend || past.took(event.key)) event.preventDefault();
  });
  words.addEventListener("input", () => {
    past.leave();
    field.changed();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  return {
    /** Gives words back to be changed, before whatever stands there. @param {string} text */
    giveBack(text) {
      past.leave();
      field.put(words.value.trim() === "" ? text : `${text}\n${words.value}`);
      words.focus();
    },
  };
}

/** @param {HTMLTextAreaElement} words @param {string} draft the name it is kept under */
function createField(words, draft) {
  const button = byId("send");

  function grow() {
    button.ariaDisabled = words.value.trim() === "" ? "true" : null;
    if (CSS.supports("field-sizing", "content")) return;
    words.style.height = "auto";
    words.style.height = `${words.scrollHeight}px`;
  }
  function changed() {
    remember(draft, words.value === "" ? null : words.value);
    grow();
  }

  words.value = recall(draft) ?? "";
  grow();
  return {
    changed,
    /** @param {string} text */
    put(text) {
      words.value = text;
      words.setSelectionRange(text.length, text.length);
      changed();
    },
  };
}

/**
 * The arrow up in an empty field brings back what was said, further with each press; Escape returns to now.
 * @param {HTMLTextAreaElement} words @param {(text: string) => void} put @param {() => string[]} typedBefore
 */
function createPast(words, put, typedBefore) {
  /** How far back; 0 is what is being typed. */
  let back = 0;
  /** @param {number} next */
  function go(next) {
    const before = typedBefore();
    if (next > before.length) return;
    back = next;
    put(before.at(-back) ?? "");
  }
  function now() {
    back = 0;
    put("");
  }

  return {
    leave: () => {
      back = 0;
    },
    /** @param {string} key */
    took(key) {
      if (key === "ArrowUp" && (back > 0 || words.value === "")) go(back + 1);
      else if (key === "ArrowDown" && back > 1) go(back - 1);
      else if ((key === "ArrowDown" || key === "Escape") && back > 0) now();
      else return false;
      return true;
    },
  };
}
