import { createApi } from "./api.js";
import { createComposer } from "./composer.js";
import { restFocus, typesByKeyboard } from "./focus.js";
import { newKey } from "./letter.js";
import { createOutbox } from "./outbox.js";
import { createPace } from "./pace.js";
import { createPanel } from "./panel.js";
import { createPerson, currentChat } from "./person.js";
import { recallList, remember } from "./storage.js";
import { createSuggestions } from "./suggestions.js";
import { byId } from "./text.js";
import { createTranscript } from "./transcript.js";

/* Joins the parts of the page: what comes in goes to the transcript, what is typed goes to the outbox. */

/** No answer in this time is no sign of typing any more. */
const answerDueMs = 15_000;
const spentMost = 500;

const chat = currentChat();
const api = createApi(chat);
const spentName = `spent:${chat}`;
const spent = new Set(recallList(spentName));
/** @type {Set<string>} */
const pressing = new Set();
/** The newest message of ours that has no answer yet, and since when. */
const awaited = { n: 0, sinceMs: 0 };
let loaded = false;
const title = document.title;

const transcript = createTranscript({
  press: (token, label) => void press(token, label),
  stateOf: (token) => (pressing.has(token) ? "pressing" : spent.has(token) ? "spent" : "fresh"),
});
const composer = createComposer({ chat, onSend: say, typedBefore: transcript.typed });
const outbox = createOutbox({
  chat,
  api,
  lastN: transcript.lastN,
  onStored: stored,
  onAway: () => pace.lost(),
  onEdit: (text) => composer.giveBack(text),
});
const suggestions = createSuggestions(transcript, (text) => {
  say(text);
  restFocus();
});
const pace = createPace(poll, showContact);

/** @param {string} text */
function say(text) {
  outbox.send(text);
  suggestions.draw();
  transcript.toEnd();
  showTyping();
}

/** @param {number} n @param {string} text */
function stored(n, text) {
  if (!transcript.agrees(n, text)) {
    transcript.clear();
    awaited.n = 0;
  }
  if (transcript.has(n)) outbox.dropShown(transcript.has);
  if (n > awaited.n) Object.assign(awaited, { n, sinceMs: transcript.answers(n) ? 0 : Date.now() });
  showTyping();
  pace.hurry();
}

/** Once, however often it is tapped; in doubt again, under the same key. @param {string} token @param {string} label */
async function press(token, label) {
  if (pressing.has(token) || spent.has(token)) return;
  pressing.add(token);
  transcript.refreshButtons();
  const key = newKey();
  let posted = await api.post({ choice: token }, key);
  if (posted.kind === "away") posted = await api.post({ choice: token }, key);
  pressing.delete(token);
  if (posted.kind === "stored") {
    spend(token);
    stored(posted.n, `[${label}]`);
  }
  if (posted.kind === "away") pace.lost();
  transcript.refreshButtons();
}

/** An answer to a question uses up the other answers with it. @param {string} token */
function spend(token) {
  const { tokens, isQuestion } = transcript.offerOf(token);
  for (const it of isQuestion ? [...tokens, token] : [token]) spent.add(it);
  remember(spentName, JSON.stringify([...spent].slice(-spentMost)));
}

async function poll() {
  const after = transcript.lastN();
  const items = await api.messages(after);
  if (items === null) return false;
  // The page began again meanwhile: this is the end of the old story.
  if (after > transcript.lastN()) return true;
  if (items.length > 0 || !loaded) {
    transcript.add(items, loaded);
    outbox.settle(items);
    outbox.dropShown(transcript.has);
    const answered = items.some((item) => item.from === "bot" && item.n > awaited.n);
    if (answered) awaited.sinceMs = 0;
    if (answered && loaded) tell();
  }
  loaded = true;
  suggestions.draw();
  showTyping();
  // What was written while the server was away, or before a reload, goes now.
  void outbox.pump();
  return true;
}

/** Something new: the tab says so to whoever is elsewhere, and the mailbox may have grown. */
function tell() {
  if (document.visibilityState === "hidden") document.title = `● ${title}`;
  void panel.look();
}

function showTyping() {
  const due = awaited.sinceMs > 0 && Date.now() - awaited.sinceMs < answerDueMs;
  const typing = byId("typing");
  const show = due || outbox.isSending();
  if (typing.hidden !== show) return;
  typing.hidden = !show;
  if (show) transcript.followEnd();
}

/** @param {import("./pace.js").Contact} contact */
function showContact(contact) {
  const state = byId("state");
  state.dataset["state"] = contact;
  outbox.setAway(contact === "away");
  state.textContent = contact === "here" ? "Online" : contact === "away" ? "Reconnecting…" : "Connecting…";
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") document.title = title;
});
createPerson(chat);
const panel = createPanel(api, pace.hurry);
outbox.draw();
byId("stage").hidden = false;
if (typesByKeyboard) restFocus();
pace.now();
