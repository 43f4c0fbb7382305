import { GrammyError, HttpError } from "grammy";
import { type NotSent, unanswered } from "../common/unanswered.ts";

/** What a failed call means for what was to be sent. Never holds a URL: those carry the bot's token. */
export function notSent(error: unknown): NotSent {
  if (error instanceof GrammyError) return refused(error);
  if (error instanceof HttpError) return unanswered(error.error);
  return { kind: "not-sent", why: "ambiguous", detail: error instanceof Error ? error.name : "failed" };
}

function refused(error: GrammyError): NotSent {
  const { error_code: code, description, parameters } = error;
  const detail = `${code} ${description}`;
  const because = (why: NotSent["why"]): NotSent => ({ kind: "not-sent", why, detail });
  if (code === 429) {
    return { ...because("rate"), retryAfterMs: (parameters.retry_after ?? 1) * 1_000 };
  }
  // The person blocked the bot, left, or never pressed Start; the chat is gone or became another one.
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) return because("gone");
  if (parameters.migrate_to_chat_id !== undefined) return because("gone");
  // A bot's token that is wrong or was revoked: 404 is what a malformed one gets.
  if (code === 401 || code === 404) return because("account-down");
  if (code === 409) return because("transient");
  // Telegram failed after it had the request: it may have done it.
  return because(code >= 500 ? "ambiguous" : "rejected");
}
