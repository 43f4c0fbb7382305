import type { Params } from "./check.ts";
import { Refusal } from "./rules.ts";
import { asMessage, type Button, openChat, type Shown, type State, show } from "./state.ts";

type Method = (state: State, params: Params) => unknown;

/** What each method does once its parameters have the right shape. Polling is the server's own affair. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: (state) => state.me,
  sendMessage: (state, params) => {
    const chat = openChat(state, params);
    const reply = params["reply_parameters"] as { message_id: number } | undefined;
    if (reply !== undefined && !chat.messages.has(reply.message_id)) {
      throw new Refusal("reply-to-missing", 400, "Bad Request: message to be replied not found");
    }
    const content = contentOf(params);
    const shown = Object.assign(show(state, chat, "bot", content.text), content);
    return asMessage(state, chat, shown);
  },
  sendPhoto: (state, params) => {
    const chat = openChat(state, params);
    const photo = Buffer.from(String(params["photo"]), "base64");
    // PNG begins so; that is all we send.
    if (photo.subarray(1, 4).toString() !== "PNG") {
      throw new Refusal("photo-is-image", 400, "Bad Request: IMAGE_PROCESS_FAILED");
    }
    const content = contentOf({
      ...params,
      text: params["caption"] ?? "",
      entities: params["caption_entities"],
    });
    const shown = Object.assign(show(state, chat, "bot", content.text), content, { photo });
    return asMessage(state, chat, shown);
  },
  sendDocument: (state, params) => {
    const chat = openChat(state, params);
    const document = Buffer.from(String(params["document"]), "base64");
    const content = contentOf({
      ...params,
      text: params["caption"] ?? "",
      entities: params["caption_entities"],
    });
    const shown = Object.assign(show(state, chat, "bot", content.text), content, { document });
    return asMessage(state, chat, shown);
  },
  editMessageText: (state, params) => {
    const chat = openChat(state, params);
    const shown = ownMessage(chat.messages, params);
    const content = contentOf(params);
    if (JSON.stringify(content) === JSON.stringify(contentShown(shown))) throw unchanged();
    if (shown.buttons.length > 0 && content.buttons.length === 0) state.fired.add("edit-drops-keyboard");
    Object.assign(shown, content, { edits: shown.edits + 1 });
    return asMessage(state, chat, shown);
  },
  editMessageReplyMarkup: (state, params) => {
    const chat = openChat(state, params);
    const shown = ownMessage(chat.messages, params);
    const buttons = buttonsOf(params);
    if (JSON.stringify(buttons) === JSON.stringify(shown.buttons)) throw unchanged();
    shown.buttons = buttons;
    return asMessage(state, chat, shown);
  },
  answerCallbackQuery: (state, params) => {
    const press = state.presses.get(String(params["callback_query_id"]));
    const text = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    if (press === undefined) throw new Refusal("press-unknown", 400, text);
    if (press.answered) throw new Refusal("press-answered", 400, text);
    press.answered = true;
    return true;
  },
  getMyCommands: (state) => state.commands,
  setMyCommands: (state, params) => {
    const commands = params["commands"] as readonly { command: string; description: string }[];
    const good = commands.every(
      ({ command, description }) =>
        /^[a-z0-9_]{1,32}$/.test(command) && description.length >= 1 && description.length <= 256,
    );
    if (!good || commands.length > 100)
      throw new Refusal("command-shape", 400, "Bad Request: BOT_COMMAND_INVALID");
    state.commands = [...commands];
    return true;
  },
  setWebhook: (state, params) => {
    const url = String(params["url"]);
    const { protocol, hostname } = new URL(url);
    if (protocol !== "https:" && hostname !== "127.0.0.1") {
      throw new Refusal(
        "webhook-https",
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
      );
    }
    const secret = String(params["secret_token"] ?? "");
    if (!/^[\w-]*$/.test(secret)) {
      throw new Refusal("secret-characters", 400, "Bad Request: secret token contains unallowed characters");
    }
    state.allowed = (params["allowed_updates"] as readonly string[] | undefined) ?? state.allowed;
    state.webhook = { url, secret };
    state.added();
    return true;
  },
  deleteWebhook: (state) => {
    state.webhook = null;
    return true;
  },
  getWebhookInfo: (state) => ({
    url: state.webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: state.updates.length,
  }),
  sendChatAction: (state, params) => {
    openChat(state, params);
    return true;
  },
};

type Content = Pick<Shown, "text" | "buttons" | "entities">;

function contentOf(params: Params): Content {
  const text = String(params["text"]);
  const entities = (params["entities"] as readonly { offset: number; length: number }[] | undefined) ?? [];
  if (entities.some(({ offset, length }) => offset < 0 || offset + length > text.length)) {
    throw new Refusal("entity-outside-text", 400, "Bad Request: ENTITY_BOUNDS_INVALID");
  }
  return { text, buttons: buttonsOf(params), entities };
}

function contentShown({ text, buttons, entities }: Shown): Content {
  return { text, buttons, entities };
}

function buttonsOf(params: Params): readonly Button[] {
  const markup = params["reply_markup"] as { inline_keyboard?: readonly (readonly Button[])[] } | undefined;
  const buttons = (markup?.inline_keyboard ?? []).flat();
  const tooLong = buttons.some(
    ({ callback_data: data }) => data !== undefined && !/^.{1,64}$/.test(bytes(data)),
  );
  if (tooLong) throw new Refusal("button-data", 400, "Bad Request: BUTTON_DATA_INVALID");
  return buttons;
}

/** A character for every byte. */
function bytes(text: string): string {
  return "x".repeat(Buffer.byteLength(text));
}

function ownMessage(messages: ReadonlyMap<number, Shown>, params: Params): Shown {
  const shown = messages.get(Number(params["message_id"]));
  if (shown?.from !== "bot") throw new Refusal("edit-missing", 400, "Bad Request: message to edit not found");
  return shown;
}

function unchanged(): Refusal {
  return new Refusal(
    "edit-unchanged",
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  );
}
