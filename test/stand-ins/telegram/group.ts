import type { Person } from "./person.ts";
import { asMessage, type Chat, type State, show } from "./state.ts";

/** A chat of several people. */
export interface Group {
  /** Somebody adds the bot. */
  adds(by: Person): void;
  says(by: Person, text: string): void;
  /** What the bot has said there. */
  hears(): readonly string[];
}

export function createGroup(state: State, id: number, title: string): Group {
  const messages: Chat["messages"] = new Map();
  const chat: Chat = {
    id,
    type: "group",
    name: title,
    started: false,
    blocked: false,
    messages,
    floodedUntilMs: 0,
  };
  state.chats.set(id, chat);
  const who = (by: Person) => ({ id: by.id, is_bot: false, first_name: "Somebody" });
  return {
    adds: (by) => {
      chat.started = true;
      const member = (status: string) => ({ status, user: state.me });
      state.add("my_chat_member", {
        chat: { id, type: "group", title },
        from: who(by),
        date: 1,
        old_chat_member: member("left"),
        new_chat_member: member("member"),
      });
    },
    says: (by, text) => {
      const message = asMessage(state, chat, show(state, chat, "person", text));
      state.add("message", { ...message, from: who(by) });
    },
    hears: () => [...messages.values()].flatMap((it) => (it.from === "bot" ? [it.text] : [])),
  };
}
