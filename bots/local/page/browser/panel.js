import { byId, dayOf, el, lines, timeOf } from "./text.js";

/** @typedef {import("./api.js").Mail} Mail */

const wide = matchMedia("(min-width: 900px)");
const mailEveryMs = 5_000;
const tickMs = 1_000;

/**
 * The desk beside the phone: what clients were sent, and the clock. Idle where there is no room for it.
 * @param {import("./api.js").Api} api
 * @param {() => void} onMoved
 */
export function createPanel(api, onMoved) {
  const mails = createMails(api);
  const clock = createClock(api, async () => {
    onMoved();
    await mails.look();
  });
  function wake() {
    if (!wide.matches || document.visibilityState === "hidden") return;
    void mails.look();
    void clock.look();
  }
  wide.addEventListener("change", wake);
  window.addEventListener("focus", wake);
  setInterval(() => {
    if (wide.matches && document.visibilityState === "visible") void mails.look();
  }, mailEveryMs);
  wake();
  return { look: () => (wide.matches ? mails.look() : Promise.resolve()) };
}

/** @param {import("./api.js").Api} api */
function createMails(api) {
  const list = byId("mails");
  const count = byId("mail-count");
  let shown = "[]";

  async function look() {
    const mails = await api.mailbox();
    const key = JSON.stringify(mails);
    if (mails === null || key === shown) return;
    shown = key;
    const open = new Set(
      [...list.querySelectorAll("details[open]")].map((it) => it.getAttribute("data-key")),
    );
    const newestFirst = mails.map((mail, index) => ({ mail, index })).sort(byNewest);
    list.replaceChildren(...newestFirst.map((it) => mailView(it, open.has(mailKey(it.mail)))));
    byId("no-mail").hidden = mails.length > 0;
    count.hidden = mails.length === 0;
    count.textContent = String(mails.length);
  }
  return { look };
}

/** @param {{ mail: Mail, index: number }} one @param {{ mail: Mail, index: number }} other */
function byNewest(one, other) {
  return other.mail.at.localeCompare(one.mail.at) || other.index - one.index;
}

/** @param {Mail} mail */
function mailKey({ at, to, subject }) {
  return `${at} ${to} ${subject}`;
}

/** A mail opens to what its client sees. @param {{ mail: Mail, index: number }} one @param {boolean} open */
function mailView({ mail, index }, open) {
  const at = new Date(mail.at);
  const time = el("time", "", `${dayOf(at)}, ${timeOf(at)}`);
  time.dateTime = mail.at;
  const subject = el("bdi", "subject", mail.subject === "" ? "(no subject)" : mail.subject);
  const to = el("span", "to", "To ", el("bdi", "", mail.to));
  const summary = el("summary", "", subject, to, time);
  const from = el("p", "from", "From ", el("bdi", "", mail.from));
  const text = el("div", "text", ...lines(mail.text));
  const made = el("details", "mail", summary, from);
  made.dataset["key"] = mailKey(mail);
  made.open = open;
  if (mail.html === "") {
    made.append(text);
    return made;
  }
  made.append(el("details", "plain", el("summary", "", "As plain text"), text));
  const look = () => {
    if (made.open && made.querySelector("iframe") === null) from.after(pageView(mail, index));
  };
  made.addEventListener("toggle", look);
  look();
  return made;
}

/** A mail as a mail program shows it, in a frame where nothing of it acts. @param {Mail} mail @param {number} index */
function pageView(mail, index) {
  const frame = el("iframe", "page");
  frame.title = `The mail to ${mail.to}: ${mail.subject}`;
  // The same origin lets us read how tall it is; there is no script in it that could use that.
  frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  frame.addEventListener("load", () => {
    const height = frame.contentDocument?.documentElement.scrollHeight ?? 0;
    if (height > 0) frame.style.height = `${height}px`;
  });
  frame.src = `/local/mailbox/${index}/page`;
  return frame;
}

/** @param {import("./api.js").Api} api @param {() => Promise<void>} onMoved */
function createClock(api, onMoved) {
  const section = document.getElementById("clock");
  if (section === null) return { look: async () => undefined };
  const now = /** @type {HTMLTimeElement} */ (byId("now"));
  const note = byId("clock-note");
  const buttons = [...section.querySelectorAll("button")];
  /** The product's time less the browser's. @type {number | null} */
  let aheadMs = null;
  let moving = false;

  function show() {
    if (aheadMs === null) return;
    const at = new Date(Date.now() + aheadMs);
    now.dateTime = at.toISOString();
    const text = `${dayOf(at)}, ${timeOf(at)}`;
    if (now.textContent !== text) now.textContent = text;
  }

  /** @param {string} advance @returns {Promise<boolean>} */
  async function ask(advance) {
    const answer = await api.clock(advance);
    if (section !== null) section.hidden = answer === "none" || (answer === null && aheadMs === null);
    if (!(answer instanceof Date)) return false;
    aheadMs = answer.getTime() - Date.now();
    show();
    return true;
  }

  /** @param {HTMLButtonElement} button */
  async function skip(button) {
    if (moving) return;
    moving = true;
    for (const it of buttons) it.ariaDisabled = "true";
    note.textContent = "Moving the clock, and doing what falls due…";
    const moved = await ask(button.dataset["advance"] ?? "PT0S");
    for (const it of buttons) it.ariaDisabled = null;
    moving = false;
    note.textContent = moved
      ? `It is now ${now.textContent}.`
      : "The clock did not answer. Please try again.";
    if (moved) await onMoved();
  }

  for (const button of buttons) button.addEventListener("click", () => void skip(button));
  setInterval(show, tickMs);
  // Moved by nothing, the clock only tells the time.
  return { look: async () => void (moving || (await ask("PT0S"))) };
}
