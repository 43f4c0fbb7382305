/**
 * What the Cloud API does that a bot must bear. Each rule names where we know it from: "channels" is our page of
 * facts, "spec" the official description. `whatsapp-cloud.test.ts` has a case for every one.
 */
export const rules = {
  "wrong-token": "channels 3.3: 190, the token is invalid",
  "wrong-number": "spec /{Phone-Number-ID}/messages: another number is 100",
  "missing-parameter": "spec required",
  "mistyped-parameter": "spec type, enum",
  "unknown-parameter": "spec additionalProperties; strict elsewhere too, where a slip would pass unseen",
  "too-long": "spec maxLength; channels 3.2: text 4096",
  "too-many": "spec maxItems; channels 3.2: 3 buttons",
  "rows-in-all": "channels 3.2: 10 rows in all sections together",
  "button-title": "channels 3.2: titles are unique and not empty",
  "button-id": "channels 3.2: no space at an edge of an id; ids are unique",
  "no-addressee": "channels 3.1: `to` or `recipient`",
  "own-id": "channels 3.1: a BSUID goes into `recipient`, never into `to`",
  "window-closed": "channels 3.2: 131047 outside 24 hours, at once",
  "window-closed-later": "channels 3.3: codes also come later, in a status",
  "unknown-template": "channels 3.3: 132001, no such template in that language",
  "template-parameters": "channels 3.3: 132000, another count of parameters",
  "pair-rate": "channels 3.3: 131056, too many to one person",
  "number-rate": "channels 3.3: 130429, too many from one number",
  undeliverable: "channels 3.3: 131026 in a status, where somebody is not on WhatsApp or blocked us",
  "unknown-media": "channels 3.3: 131053",
  "media-size": "channels 3.2: documents 100 MB, images 5 MB",
  "mark-unknown": "spec MarkMessageRequestPayload: only a message that was received",
  "key-comes-back": "channels 3.2: biz_opaque_callback_data comes back in every status",
  "delivered-may-lack": "channels 3.1: `delivered` may never come when `read` does",
  "webhook-signed": "channels 3.1: HMAC-SHA256 over the raw bytes, with £ and emoji escaped",
  "webhook-challenge": "channels 3.1: GET with the verify token echoes the challenge",
  "webhook-redelivers": "channels 3.1: what is not answered with 2xx is posted again",
  "webhook-batches": "channels 3.1: several entries, changes and messages in one post",
  "webhook-disorder": "channels 3.1: unordered",
  "webhook-doubles": "channels 3.1: at least once",
  "number-hidden": "channels 3.1: `from`, `wa_id` and `recipient_id` may be absent",
  "id-changes": "channels 3.1: user_id_update {previous, current}",
  "number-changes": "spec SystemMessage: user_changed_number",
} as const;
export type Rule = keyof typeof rules;

/** A call that is refused, as Meta would. */
export class Refusal extends Error {
  readonly rule: Rule;
  readonly status: number;
  readonly code: number;

  constructor(rule: Rule, code: number, message: string, status = 400) {
    super(message);
    this.name = "Refusal";
    this.rule = rule;
    this.code = code;
    this.status = status;
  }
}
