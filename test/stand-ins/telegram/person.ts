import { asMessage, type Chat, type Shown, type State, show } from "./state.ts";

/** Somebody with Telegram in their hand. */
export interface Person {
  readonly id: number;
  /** Opens the chat by its link, with the code the link carries. */
  starts(code?: string): void;
  /** Answers the id of the message. */
  says(text: string, replyTo?: number): number;
  edits(messageId: number, text: string): void;
  /** Passes on what somebody else wrote. */
  forwards(text: string): void;
  /** Sends what is no text; the pictures of an album share its id. */
  sends(kind: "voice" | "photo" | "location", album?: string): void;
  /** Presses the newest button of that label; answers the id of the press. */
  presses(label: string): string;
  /** Presses a button that their program still shows, though its message was changed since. */
  pressesOld(data: string): void;
  blocks(): void;
  unblocks(): void;
  /** What the chat shows, oldest first. */
  sees(): readonly Shown[];
  /** The bot's messages alone, as text. */
  hears(): readonly string[];
}

const content = {
  voice: { voice: { file_id: "v", file_unique_id: "v", duration: 2 } },
  photo: { photo: [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }] },
  location: { location: { latitude: 51.5, longitude: -0.1 } },
};

export function createPerson(state: State, id: number, name: string): Person {
  const chat: Chat = {
    id,
    type: "private",
    name,
    started: false,
    blocked: false,
    messages: new Map(),
    floodedUntilMs: 0,
  };
  state.chats.set(id, chat);
  const messages = () => [...chat.messages.values()];

  function says(text: string, more: object = {}): number {
    // Writing to a bot is what lets it write back.
    chat.started = true;
    const shown = show(state, chat, "person", text);
    state.add("message", { ...asMessage(state, chat, shown), ...more });
    return shown.id;
  }

  function changes(from: "member" | "kicked", to: "member" | "kicked"): void {
    chat.blocked = to === "kicked";
    const { chat: where, from: who, date } = asMessage(state, chat, { ...noMessage, from: "person" });
    const member = (status: string) =>
      status === "kicked" ? { status, user: state.me, until_date: 0 } : { status, user: state.me };
    const change = { old_chat_member: member(from), new_chat_member: member(to) };
    state.add("my_chat_member", { chat: where, from: who, date, ...change });
  }

  function press(shown: Shown, data: string | undefined): string {
    const pressId = `press-${state.nextUpdateId}`;
    state.presses.set(pressId, { answered: false });
    const message = asMessage(state, chat, shown);
    const from = { id, is_bot: false, first_name: name };
    state.add("callback_query", { id: pressId, from, message, chat_instance: "1", data });
    return pressId;
  }

  return {
    id,
    starts: (code) => void says(code === undefined ? "/start" : `/start ${code}`),
    says: (text, replyTo) => {
      const original = replyTo === undefined ? undefined : chat.messages.get(replyTo);
      return says(text, original === undefined ? {} : { reply_to_message: asMessage(state, chat, original) });
    },
    edits: (messageId, text) => {
      const shown = chat.messages.get(messageId);
      if (shown === undefined) throw new Error(`There is no message ${messageId}.`);
      shown.text = text;
      state.add("edited_message", { ...asMessage(state, chat, shown), edit_date: 1 });
    },
    forwards: (text) => {
      says(text, {
        forward_origin: { type: "hidden_user", sender_user_name: "Somebody", date: 1 },
      });
    },
    sends: (kind, album) => {
      chat.started = true;
      const { text, ...message } = asMessage(state, chat, show(state, chat, "person", `[${kind}]`));
      const group = album === undefined ? {} : { media_group_id: album };
      state.add("message", { ...message, ...content[kind], ...group });
    },
    presses: (label) => {
      const has = (shown: Shown) => shown.buttons.find((button) => button.text === label);
      const shown = messages().findLast((it) => has(it)?.callback_data !== undefined);
      if (shown === undefined) throw new Error(`No message of ${name}'s has a button "${label}".`);
      return press(shown, has(shown)?.callback_data);
    },
    pressesOld: (data) => {
      const shown = messages().findLast((it) => it.from === "bot");
      if (shown === undefined) throw new Error(`${name} has no message of the bot's.`);
      press(shown, data);
    },
    blocks: () => changes("member", "kicked"),
    unblocks: () => changes("kicked", "member"),
    sees: messages,
    hears: () => messages().flatMap((it) => (it.from === "bot" ? [it.text] : [])),
  };
}

const noMessage: Shown = { id: 0, from: "person", text: "", buttons: [], entities: [], edits: 0 };
