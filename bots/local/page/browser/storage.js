/*
 * What the browser remembers: a draft, messages on their way, who was here. Storage may be switched off or full;
 * the chat then works as well, and only forgets at a reload.
 */

const prefix = "justpayme:";
/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} name @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(prefix + name) ?? memory.get(name) ?? null;
  } catch (error) {
    reportOnce(error);
    return memory.get(name) ?? null;
  }
}

/** @param {string} name @param {string | null} value */
export function remember(name, value) {
  if (value === null) memory.delete(name);
  else memory.set(name, value);
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch (error) {
    reportOnce(error);
  }
}

/** The names that begin so. @param {string} start @returns {string[]} */
export function remembered(start) {
  const names = new Set(memory.keys());
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) names.add(key.slice(prefix.length));
    }
  } catch (error) {
    reportOnce(error);
  }
  return [...names].filter((name) => name.startsWith(start));
}

/** What was kept as JSON; null where it is missing or spoilt. @param {string} name @returns {unknown} */
export function recallJson(name) {
  try {
    return JSON.parse(recall(name) ?? "null");
  } catch (error) {
    reportOnce(error);
    return null;
  }
}

/** A list of texts kept under one name. @param {string} name @returns {string[]} */
export function recallList(name) {
  const value = recallJson(name);
  return Array.isArray(value) ? value.filter((it) => typeof it === "string") : [];
}

let reported = false;

/** @param {unknown} error */
function reportOnce(error) {
  if (reported) return;
  reported = true;
  document.documentElement.dataset["storage"] = String(error);
}
