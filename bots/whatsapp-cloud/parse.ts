import * as z from "zod";
import type { Inbound } from "../../src/ports.ts";
import { clean } from "../common/plain-text.ts";
import { whyOf } from "./failures.ts";
import { type Ids, type Receipt, receiptStates } from "./memory.ts";

/** One thing of the many that a webhook may bring. `account` is the number of ours that it concerns. */
export type Arrived =
  | {
      readonly kind: "message";
      readonly account: string;
      readonly ids: Ids;
      readonly messageId: string;
      /** By Meta's clock; null where it did not say. */
      readonly sentAt: Date | null;
      /** With the id that came as its chat. Null where nobody waits for an answer to it. */
      readonly inbound: Inbound | null;
    }
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | {
      readonly kind: "renamed";
      readonly account: string;
      readonly previous: string;
      readonly current: string;
    };

/*
 * The envelope is read loosely: an entry, change or message of a kind we do not know costs us that one and never
 * its neighbours, and Meta must not repeat it for days. Contents are read strictly: a field that is not as
 * expected counts as absent.
 */
const list = z.array(z.unknown()).catch([]);
const envelope = z.object({ entry: list });
const entry = z.object({ changes: list });
const phone = z.string().regex(/^\d{5,20}$/);
const bsuid = z.string().regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/);
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const account = z.string().regex(/^\d{1,32}$/);
const change = z.object({
  field: z.string(),
  value: z.looseObject({
    metadata: z.object({ phone_number_id: account }),
    messages: list,
    statuses: list,
    user_id_update: z.unknown().optional(),
  }),
});
const id = z.string().min(1).max(512);
const reply = z.object({ id: z.string().min(1).max(256) });
const message = z.looseObject({
  id,
  from: optional(phone),
  from_user_id: optional(bsuid),
  group_id: z.unknown().optional(),
  timestamp: optional(z.string().regex(/^\d{1,12}$/)),
  type: z.string(),
  context: optional(
    z.object({
      id: optional(id),
      forwarded: optional(z.boolean()),
      frequently_forwarded: optional(z.boolean()),
    }),
  ),
  text: optional(z.object({ body: z.string() })),
  interactive: optional(z.object({ button_reply: optional(reply), list_reply: optional(reply) })),
  system: optional(z.object({ type: z.string(), wa_id: optional(phone), user_id: optional(bsuid) })),
});
type Message = z.infer<typeof message>;
const status = z.object({
  id,
  status: z.string(),
  timestamp: z.string().regex(/^\d{1,12}$/),
  biz_opaque_callback_data: optional(z.string().max(512)),
  pricing: optional(z.object({ billable: optional(z.boolean()), category: optional(z.string().max(64)) })),
  errors: optional(z.array(z.object({ code: z.int() }))),
});
const renaming = z.object({ previous: bsuid, current: bsuid });

/** All that a webhook says, in its order. Pure and total. */
export function readWebhook(raw: unknown): readonly Arrived[] {
  return each(envelope, raw)
    .flatMap(({ entry }) => entry)
    .flatMap((it) => each(entry, it))
    .flatMap(({ changes }) => changes)
    .flatMap((it) => each(change, it))
    .flatMap(({ field, value }) => {
      const account = value.metadata.phone_number_id;
      if (field === "user_id_update") {
        return each(renaming, value.user_id_update).map(
          (it) => ({ kind: "renamed", account, ...it }) as const,
        );
      }
      if (field !== "messages") return [];
      return [
        ...value.messages.flatMap((it) => each(message, it)).flatMap((it) => readMessage(it, account)),
        ...value.statuses.flatMap((it) => each(status, it)).flatMap((it) => readStatus(it, account)),
      ];
    });
}

/** What a webhook says to one number of ours, with the ids that came for chats. */
export function parseWebhook(raw: unknown, account: string): readonly Inbound[] {
  return readWebhook(raw).flatMap((it) =>
    it.kind === "message" && it.account === account && it.inbound !== null ? [it.inbound] : [],
  );
}

function each<T extends z.ZodType>(schema: T, value: unknown): readonly z.infer<T>[] {
  const result = schema.safeParse(value);
  return result.success ? [result.data] : [];
}

function readMessage(message: Message, account: string): readonly Arrived[] {
  const { from = null, from_user_id = null, system, timestamp } = message;
  if (system !== undefined) return readSystem(system, from, account);
  const chat = from ?? from_user_id;
  // A group has many voices, and none of them is a trader's.
  if (chat === null || message.group_id !== undefined) return [];
  const base = { eventId: message.id, address: { channel: "whatsapp-cloud" as const, account, chat } };
  const sentAt = timestamp === undefined ? null : new Date(Number(timestamp) * 1_000);
  const ids = { phone: from, bsuid: from_user_id };
  const inbound = readContent(message, base);
  return [{ kind: "message", account, ids, messageId: message.id, sentAt, inbound }];
}

/** Nobody waits for an answer to these. */
const silent = ["reaction", "revoke", "system", "ephemeral", "request_welcome"];

function readContent(message: Message, base: Pick<Inbound, "eventId" | "address">): Inbound | null {
  const { type, text, interactive, context } = message;
  const press = interactive?.button_reply ?? interactive?.list_reply;
  if (press !== undefined) return { ...base, kind: "choice", token: press.id };
  // The button of our own template: it brings the person back, and what waits for them is told.
  if (type === "button") return { ...base, kind: "presence", reachable: true };
  if (text !== undefined) {
    const forwarded = context?.forwarded === true || context?.frequently_forwarded === true;
    return {
      ...base,
      kind: "text",
      text: clean(text.body),
      messageId: message.id,
      ...(context?.id === undefined ? {} : { replyTo: context.id }),
      ...(forwarded ? { forwarded: true as const } : {}),
    };
  }
  if (silent.includes(type)) return null;
  return { ...base, kind: "unsupported", nativeType: /^\w{1,32}$/.test(type) ? type : "other" };
}

/** Somebody has another number now, and stays who they are. */
function readSystem(
  { type, wa_id, user_id }: NonNullable<Message["system"]>,
  from: string | null,
  account: string,
) {
  const current = wa_id ?? user_id;
  if (!/^(?:user_changed_number|customer_changed_number|user_changed_user_id)$/.test(type)) return [];
  if (from === null || current === undefined) return [];
  return [{ kind: "renamed", account, previous: from, current } as const];
}

function readStatus(said: z.infer<typeof status>, account: string): readonly Arrived[] {
  // A voice message that was played has been read.
  const state = receiptStates.find((it) => it === (said.status === "played" ? "read" : said.status));
  if (state === undefined) return [];
  const code = said.errors?.[0]?.code;
  const receipt: Receipt = {
    account,
    remoteId: said.id,
    key: said.biz_opaque_callback_data ?? null,
    state,
    at: new Date(Number(said.timestamp) * 1_000),
    failure:
      state === "failed" ? { code: code ?? 0, why: code === undefined ? "rejected" : whyOf(code) } : null,
    category: said.pricing?.category ?? null,
    billable: said.pricing?.billable ?? null,
  };
  return [{ kind: "receipt", receipt }];
}
