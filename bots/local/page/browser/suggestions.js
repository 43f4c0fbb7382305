import { byId, el } from "./text.js";

/** What a newcomer may say first. One that makes sense only after another waits for it. */
const suggestions = [
  { text: "bill Acme £230" },
  { text: "bill Mrs Patel £85 boiler service due Friday" },
  { text: "who owes me", after: "bill " },
  { text: "Acme paid", after: "bill Acme £230" },
  { text: "help" },
];

/** Whoever has said this much knows how. */
const enoughSaid = 12;

/**
 * @param {import("./transcript.js").Transcript} transcript
 * @param {(text: string) => void} onPick
 */
export function createSuggestions(transcript, onPick) {
  const row = byId("suggestions");
  const welcome = byId("welcome");
  /** @type {Set<string>} */
  const used = new Set();

  function draw() {
    const said = (/** @type {(text: string) => boolean} */ test) =>
      transcript.traderSaid(test) || [...used].some(test);
    const isNew = transcript.isEmpty() && used.size === 0;
    const left = suggestions.filter(({ text, after }) => {
      const ready = after === undefined || said((it) => sameText(it).startsWith(sameText(after)));
      return ready && !said((it) => sameText(it) === sameText(text));
    });
    const shown = transcript.typed().length >= enoughSaid ? [] : left;
    const key = shown.map(({ text }) => text).join("|");
    welcome.hidden = !isNew;
    row.classList.toggle("first", isNew);
    row.hidden = shown.length === 0;
    if (row.dataset["shown"] === key) return;
    row.dataset["shown"] = key;
    row.replaceChildren(...shown.map(({ text }) => chip(text)));
  }

  /** @param {string} text */
  function chip(text) {
    const made = el("button", "chip", text);
    made.type = "button";
    made.addEventListener("click", () => {
      used.add(text);
      draw();
      onPick(text);
    });
    return made;
  }

  return { draw };
}

/** @param {string} text */
function sameText(text) {
  return text.toLowerCase().replace(/\s+/gu, " ");
}
