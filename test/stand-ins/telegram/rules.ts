/**
 * What Telegram does that a bot must bear. Each rule names where we know it from: "channels" and "reliability"
 * are our pages of facts, "spec" is the official description. `telegram.test.ts` has a case for every one.
 */
export const rules = {
  "wrong-token": "reliability 2.2: a refused token is 401, whatever is asked",
  "unknown-method": "spec methods: what is not listed is 404",
  "missing-parameter": "spec fields.required",
  "mistyped-parameter": "spec fields.types",
  "unknown-parameter": "channels 1.6: strict where a typing mistake would pass unseen",
  "too-long": "channels 1.3: text 1-4096, callback answer 0-200, secret 1-256",
  "empty-text": "channels 1.3: text 1-4096",
  "button-data": "channels 1.3: callback_data 1-64 bytes, else BUTTON_DATA_INVALID",
  "entity-outside-text": "channels 1.2: offsets are UTF-16 units of the text",
  "cannot-open-chat": "channels 1.3: a bot cannot write first; the person must press Start",
  blocked: "channels 1.3: 403 once the person has blocked the bot",
  "photo-is-image": "spec sendPhoto.photo: what is sent as a photo must be one",
  "edit-unchanged": "channels 1.6: an edit that changes nothing is refused",
  "edit-missing":
    "channels 1.6: strict where Telegram is; only a bot's own message that exists can be edited",
  "edit-drops-keyboard": "spec editMessageText.reply_markup: absent, the message has no keyboard afterwards",
  "reply-to-missing": "channels 1.6: a reply to a missing message is refused",
  "press-unknown": "channels 1.6: an answer to an unknown press is refused",
  "press-answered": "channels 1.6: a press is answered once",
  "second-poller": "channels 1.4: a second poll ends the first with 409",
  "poll-beside-webhook": "channels 1.4: 409 for a poll while a webhook is set",
  "offset-confirms":
    "channels 1.4 and spec getUpdates.offset: what is below the offset is forgotten, nothing else",
  "allowed-updates": "spec getUpdates.allowed_updates: the others are not handed out",
  "random-update-id": "channels 1.3: after a quiet week the next number is random, perhaps lower",
  "flood-one-chat": "channels 1.3: 429 with retry_after, for one chat",
  "flood-whole-bot": "channels 1.3: 429 may hit any method",
  "webhook-secret": "reliability 6.3: the secret comes in a header with every push",
  "webhook-redelivers": "channels 1.3: what is not answered with 2xx is pushed again",
  "webhook-in-order": "channels 1.3: the next update of a chat waits for the answer to the one before",
  "webhook-https": "channels 1.3: HTTPS only (loopback is let off)",
  "secret-characters": "channels 1.3: secret_token is made of A-Z a-z 0-9 _ -",
  "command-shape": "channels 1.3: at most 100 commands, names of a-z0-9_, descriptions 1-256",
} as const;
export type Rule = keyof typeof rules;

/** A call that is refused, as Telegram would. */
export class Refusal extends Error {
  readonly rule: Rule;
  readonly code: number;
  readonly parameters: { readonly retry_after?: number };

  constructor(
    rule: Rule,
    code: number,
    description: string,
    parameters: { readonly retry_after?: number } = {},
  ) {
    super(description);
    this.name = "Refusal";
    this.rule = rule;
    this.code = code;
    this.parameters = parameters;
  }
}
