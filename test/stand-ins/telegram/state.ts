import { isOf, type Params } from "./check.ts";
import { Refusal, type Rule } from "./rules.ts";

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** A message as its chat shows it now. */
export interface Shown {
  readonly id: number;
  readonly from: "person" | "bot";
  text: string;
  buttons: readonly Button[];
  entities: readonly unknown[];
  edits: number;
  /** Its bytes, where it is a picture; then the text is its caption. */
  photo?: Buffer;
  document?: Buffer;
}

export interface Chat {
  readonly id: number;
  readonly type: "private" | "group";
  readonly name: string;
  /** The person pressed Start: until then the bot cannot write. */
  started: boolean;
  blocked: boolean;
  readonly messages: Map<number, Shown>;
  /** Until when, in real time, the chat refuses more. */
  floodedUntilMs: number;
}

export interface Call {
  readonly method: string;
  readonly params: Params;
  /** 0 where the answer was dropped. */
  status: number;
}

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

/** All that the stand-in knows, and what has happened to it. */
export function createState(token: string) {
  const state = {
    token,
    me: { id: Number(token.split(":")[0]), is_bot: true, first_name: "JustPayMe", username: "justpayme_bot" },
    chats: new Map<number, Chat>(),
    /** Not yet confirmed, in the order they came. */
    updates: [] as Update[],
    presses: new Map<string, { answered: boolean }>(),
    calls: [] as Call[],
    /** The rules that have been applied. */
    fired: new Set<Rule>(),
    commands: [] as unknown[],
    webhook: null as Webhook | null,
    allowed: null as readonly string[] | null,
    nextUpdateId: 500_000,
    nextMessageId: 1,
    botFloodedUntilMs: 0,
    /** Called with each update that was added. */
    added: (): void => undefined,
    add: (kind: string, body: unknown) => {
      if (state.allowed !== null && !state.allowed.includes(kind)) {
        state.fired.add("allowed-updates");
        return;
      }
      const update: Update = { update_id: state.nextUpdateId, [kind]: body };
      state.nextUpdateId += 1;
      // The stand-in holds itself to the description, too.
      if (!isOf("Update", update)) throw new Error(`No such update: ${JSON.stringify(update)}`);
      state.updates.push(update);
      state.added();
    },
  };
  return state;
}
export type State = ReturnType<typeof createState>;

/** The chat a bot may write to, or the refusal it gets. */
export function openChat(state: State, params: Params): Chat {
  const chat = state.chats.get(Number(params["chat_id"]));
  if (chat === undefined || !chat.started) {
    throw new Refusal("cannot-open-chat", 400, "Bad Request: chat not found");
  }
  if (chat.blocked) throw new Refusal("blocked", 403, "Forbidden: bot was blocked by the user");
  const waitMs = chat.floodedUntilMs - Date.now();
  if (waitMs > 0) throw tooMany("flood-one-chat", waitMs);
  return chat;
}

export function tooMany(rule: Rule, waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1_000);
  return new Refusal(rule, 429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** How the chat's messages look in an update. */
export function asMessage(state: State, chat: Chat, shown: Shown) {
  const person = { id: chat.id, is_bot: false, first_name: chat.name };
  return {
    message_id: shown.id,
    date: Math.floor(Date.now() / 1_000),
    chat:
      chat.type === "private"
        ? { id: chat.id, type: "private", first_name: chat.name }
        : { id: chat.id, type: "group", title: chat.name },
    from: shown.from === "bot" ? state.me : person,
    ...(shown.photo === undefined && shown.document === undefined
      ? { text: shown.text }
      : { text: undefined, ...withFile(shown) }),
    ...(shown.buttons.length > 0 ? { reply_markup: { inline_keyboard: [shown.buttons] } } : {}),
  };
}

function withFile({ id, text, document }: Shown) {
  if (document !== undefined) {
    const file = { file_id: `document-${id}`, file_unique_id: `d${id}`, file_size: document.length };
    return { document: file, caption: text };
  }
  const size = { file_id: `photo-${id}`, file_unique_id: `p${id}`, width: 1080, height: 600 };
  return { photo: [size], caption: text };
}

export function show(state: State, chat: Chat, from: Shown["from"], text: string): Shown {
  const shown: Shown = { id: state.nextMessageId, from, text, buttons: [], entities: [], edits: 0 };
  state.nextMessageId += 1;
  chat.messages.set(shown.id, shown);
  return shown;
}
