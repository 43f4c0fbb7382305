import { recall, recallList, remember } from "./storage.js";
import { byId, el } from "./text.js";

/** The name the terminal uses too: whoever starts there goes on here. */
const newcomer = "me";
const knownMost = 6;

/** Who is talking: the address says, or what was last chosen, or a newcomer. */
export function currentChat() {
  const asked = cleanName(new URLSearchParams(location.search).get("chat") ?? "");
  return asked ?? cleanName(recall("person") ?? "") ?? newcomer;
}

/** A name that can stand in a path; `.` and `..` would lead elsewhere. @param {string} text */
function cleanName(text) {
  const name = text.toWellFormed().trim().slice(0, 60).toWellFormed();
  return name === "" || name === "." || name === ".." ? null : name;
}

/** Shows who is talking, and lets them be somebody else. @param {string} chat */
export function createPerson(chat) {
  const button = byId("person");
  const dialog = /** @type {HTMLDialogElement} */ (byId("people"));
  const field = /** @type {HTMLInputElement} */ (byId("chat"));

  const known = [chat, ...recallList("people").filter((name) => name !== chat)].slice(0, knownMost);
  remember("people", JSON.stringify(known));
  const name = el("bdi", "name", chat);
  button.replaceChildren(el("span", "sr", "You are "), name, el("span", "sr", ". Become somebody else"));
  button.title = `You are ${chat}. Press to become somebody else.`;
  const initial = el("span", "initial", [...chat][0]?.toUpperCase() ?? "");
  initial.ariaHidden = "true";
  button.prepend(initial);

  byId("known").replaceChildren(
    ...known.map((it) => {
      const pick = el("button", "chip", el("bdi", "", it));
      pick.type = "button";
      if (it === chat) pick.setAttribute("aria-current", "true");
      pick.addEventListener("click", () => become(it));
      return el("li", "", pick);
    }),
  );

  button.addEventListener("click", () => {
    field.value = "";
    dialog.showModal();
    field.focus();
  });
  byId("stay").addEventListener("click", () => dialog.close());
  // A press beside the dialog closes it, as people expect.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId("become").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = cleanName(field.value);
    if (chosen === null) field.setCustomValidity("Any name but this one, please.");
    else become(chosen);
    field.reportValidity();
  });
  field.addEventListener("input", () => field.setCustomValidity(""));

  /** @param {string} next */
  function become(next) {
    remember("person", next);
    if (next === chat) dialog.close();
    else location.assign(`/?chat=${encodeURIComponent(next)}`);
  }
}
