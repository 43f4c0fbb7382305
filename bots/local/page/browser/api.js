/*
 * The one door to the server: the local chat's HTTP, as any other client would use it. Nothing here throws; an
 * answer that did not come is `away`, and whoever asked decides what that means.
 */

/** @typedef {{ label: string, token?: string, url?: string }} Choice */
/** @typedef {{ n: number, from: "trader" | "bot", text: string, choices: Choice[], replaces: number | null, at: string, image?: { url: string, alt: string }, file?: { url: string, alt: string } }} Item */
/** @typedef {{ to: string, from: string, subject: string, text: string, html: string, at: string }} Mail */
/** @typedef {{ kind: "stored", n: number } | { kind: "refused", why: string } | { kind: "away" }} Posted */

const timeoutMs = 12_000;

/** @param {string} chat */
export function createApi(chat) {
  const path = `/local/chats/${encodeURIComponent(chat)}/messages`;
  return {
    /** @param {{ text: string } | { choice: string }} body @param {string} key @returns {Promise<Posted>} */
    async post(body, key) {
      const answer = await ask(path, body, { "idempotency-key": key });
      if (answer === null || answer.status >= 500) return { kind: "away" };
      const n = field(answer.value, "n");
      if (answer.status === 202 && typeof n === "number") return { kind: "stored", n };
      const why = field(answer.value, "error");
      return { kind: "refused", why: typeof why === "string" ? why : `Refused (${answer.status}).` };
    },

    /** @param {number} after @returns {Promise<Item[] | null>} */
    async messages(after) {
      const answer = await ask(`${path}?after=${after}`);
      return answer?.status === 200 && Array.isArray(answer.value) ? answer.value : null;
    },

    /** @returns {Promise<Mail[] | null>} */
    async mailbox() {
      const answer = await ask("/local/mailbox");
      return answer?.status === 200 && Array.isArray(answer.value) ? answer.value : null;
    },

    /**
     * Moves the product's clock; by nothing, it only tells the time. `none` where it cannot be moved.
     * @param {string} advance @returns {Promise<Date | "none" | null>}
     */
    async clock(advance) {
      // Everything that falls due on the way is done before the answer comes: give it time.
      const answer = await ask("/local/clock", { advance }, {}, 10 * timeoutMs);
      if (answer?.status === 404) return "none";
      const now = field(answer?.value, "now");
      return typeof now === "string" ? new Date(now) : null;
    },
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * @param {string} path @param {object} [body] @param {Record<string, string>} [headers] @param {number} [limitMs]
 * @returns {Promise<{ status: number, value: unknown } | null>}
 */
async function ask(path, body, headers = {}, limitMs = timeoutMs) {
  const signal = AbortSignal.timeout(limitMs);
  const json = { "content-type": "application/json", ...headers };
  const request = body === undefined ? {} : { method: "POST", headers: json, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { ...request, signal, cache: "no-store" });
    const text = await response.text();
    return {
      status: response.status,
      value: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null,
    };
  } catch (error) {
    // Cut off, refused or too slow. Whether it arrived is unknown, which is why a message has a key.
    document.documentElement.dataset["away"] = String(error);
    return null;
  }
}

/** @param {unknown} value @param {string} name @returns {unknown} */
function field(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
