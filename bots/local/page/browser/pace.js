/*
 * When to ask the server for news: at once where something is expected, seldom where nobody looks, and ever more
 * patiently while it is away.
 */

const hurryMs = 300;
const hurryForMs = 6_000;
const activeMs = 1_500;
const activeForMs = 60_000;
const idleMs = 5_000;
const hiddenMs = 20_000;
const awayFirstMs = 700;
const awayMostMs = 12_000;

/** @typedef {"connecting" | "here" | "away"} Contact */

/**
 * @param {() => Promise<boolean>} poll false where the server did not answer
 * @param {(contact: Contact) => void} onContact
 */
export function createPace(poll, onContact) {
  /** @type {Contact} */
  let contact = "connecting";
  let misses = 0;
  let hurryUntil = 0;
  let activeUntil = Date.now() + activeForMs;
  let running = false;
  let again = false;
  let timer = 0;

  function delayMs() {
    if (contact === "away") {
      const pause = Math.min(awayMostMs, awayFirstMs * 2 ** Math.min(misses - 1, 10));
      // Not all windows at the same moment.
      return pause * (0.8 + Math.random() * 0.4);
    }
    const now = Date.now();
    if (now < hurryUntil) return hurryMs;
    if (document.visibilityState === "hidden") return hiddenMs;
    return now < activeUntil ? activeMs : idleMs;
  }

  async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    const reached = await poll();
    running = false;
    misses = reached ? 0 : misses + 1;
    setContact(reached ? "here" : "away");
    const soon = again && reached;
    again = false;
    timer = setTimeout(() => void run(), soon ? 0 : delayMs());
  }

  /** @param {Contact} next */
  function setContact(next) {
    if (next === contact) return;
    contact = next;
    onContact(next);
  }

  /** Somebody is there, or news is due. */
  function now() {
    activeUntil = Date.now() + activeForMs;
    void run();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
  window.addEventListener("focus", now);
  window.addEventListener("online", now);

  return {
    now,
    /** An answer is on its way: ask often for a while. */
    hurry() {
      hurryUntil = Date.now() + hurryForMs;
      now();
    },
    /** A message did not get through, so the next poll will not either. */
    lost() {
      misses = Math.max(misses, 1);
      setContact("away");
      clearTimeout(timer);
      timer = setTimeout(() => void run(), delayMs());
    },
  };
}
