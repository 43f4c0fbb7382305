import type { Posting } from "./posting.ts";
import { idsOf, type Shown, type Somebody, type State } from "./state.ts";

/** Somebody with WhatsApp in their hand. */
export interface Person {
  readonly who: Somebody;
  /** Answers the id of the message. */
  says(text: string, replyTo?: string): string;
  forwards(text: string): void;
  sends(kind: "audio" | "image" | "location" | "sticker"): void;
  reacts(emoji: string, to: string): void;
  /** Sends a kind of message that has not been invented. */
  sendsSomethingNew(): void;
  /** Taps the newest button or row of that label, or the one under that message. */
  presses(label: string, under?: string): void;
  /** Taps the button of the newest template. */
  tapsTemplate(): void;
  /** Takes a username: the number is told no more. */
  hidesNumber(): void;
  changesNumber(phone: string): void;
  /** Meta gives them another id. */
  getsId(bsuid: string): void;
  goesAway(): void;
  comesBack(): void;
  sees(): readonly Shown[];
  /** The bot's messages alone, as text. */
  hears(): readonly string[];
}

const content = {
  audio: { audio: { mime_type: "audio/ogg; codecs=opus", sha256: "x", id: "1", voice: true } },
  image: { image: { mime_type: "image/jpeg", sha256: "x", id: "2", caption: "bill me £50" } },
  location: { location: { latitude: 51.5, longitude: -0.1 } },
  sticker: { sticker: { mime_type: "image/webp", sha256: "x", id: "3" } },
};

export function createPerson(state: State, posting: Posting, who: Somebody): Person {
  state.people.push(who);

  function write(body: Readonly<Record<string, unknown>>, text: string): string {
    const id = state.next("wamid");
    who.heardAtMs = state.now();
    who.shown.push({ id, from: "person", text, labels: [], tokens: [], kind: "text", file: null });
    const { from, contact } = idsOf(who);
    if (!who.showsNumber) state.fired.add("number-hidden");
    const contacts = [{ profile: { name: who.name }, ...contact }];
    const message = { ...from, id, timestamp: seconds(state), ...body };
    posting.add({ field: "messages", value: { contacts, messages: [message] } });
    return id;
  }
  const ours = () => who.shown.filter((it) => it.from === "bot");
  const context = (id: string) => ({ context: { from: "15550783881", id } });

  return {
    who,
    says: (text, replyTo) =>
      write({ type: "text", text: { body: text }, ...(replyTo === undefined ? {} : context(replyTo)) }, text),
    forwards: (text) =>
      void write({ type: "text", text: { body: text }, context: { forwarded: true } }, text),
    sends: (kind) => void write({ type: kind, ...content[kind] }, `[${kind}]`),
    reacts: (emoji, to) => void write({ type: "reaction", reaction: { message_id: to, emoji } }, emoji),
    sendsSomethingNew: () => void write({ type: "hologram", hologram: { id: "9" } }, "[hologram]"),
    presses: (label, under) => {
      const shown = ours().findLast(
        (it) => it.labels.includes(label) && (under === undefined || it.id === under),
      );
      if (shown === undefined) throw new Error(`There is no button "${label}".`);
      const reply = { id: shown.tokens[shown.labels.indexOf(label)], title: label.slice(0, 24) };
      const interactive =
        shown.kind === "button"
          ? { type: "button_reply", button_reply: reply }
          : { type: "list_reply", list_reply: reply };
      write({ type: "interactive", interactive, ...context(shown.id) }, label);
    },
    tapsTemplate: () => {
      const shown = ours().findLast((it) => it.kind === "template");
      const label = shown?.labels[0];
      if (shown === undefined || label === undefined) throw new Error("There is no template with a button.");
      write({ type: "button", button: { payload: label, text: label }, ...context(shown.id) }, label);
    },
    hidesNumber: () => {
      who.showsNumber = false;
      who.showsId = true;
    },
    changesNumber: (phone) => {
      state.fired.add("number-changes");
      const system = { body: `User ${who.name} changed number`, wa_id: phone, type: "user_changed_number" };
      const message = {
        from: who.phone,
        id: state.next("wamid"),
        timestamp: seconds(state),
        type: "system",
        system,
      };
      posting.add({ field: "messages", value: { messages: [message] } });
      who.phone = phone;
    },
    getsId: (bsuid) => {
      state.fired.add("id-changes");
      const user_id_update = { previous: who.bsuid, current: bsuid };
      posting.add({ field: "user_id_update", value: { user_id_update } });
      who.bsuid = bsuid;
    },
    goesAway: () => {
      who.away = true;
    },
    comesBack: () => {
      who.away = false;
    },
    sees: () => who.shown,
    hears: () => ours().map((it) => it.text),
  };
}

export function seconds(state: State): string {
  return String(Math.floor(state.now() / 1_000));
}
