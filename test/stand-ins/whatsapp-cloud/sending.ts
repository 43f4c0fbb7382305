import { type Body, check } from "./check.ts";
import { seconds } from "./person.ts";
import type { Posting } from "./posting.ts";
import { Refusal } from "./rules.ts";
import { idsOf, type Shown, type Somebody, type State } from "./state.ts";

const windowMs = 24 * 60 * 60 * 1_000;
const pairMs = 6_000;

/** Takes a message as Meta does: refuses at once, or takes it and tells later what became of it. */
export function takeMessage(state: State, posting: Posting, body: Body): object {
  if (body["status"] === "read") return markRead(state, body);
  check("Message", body);
  const who = addressee(state, body);
  const shown = showing(state, body);
  if (state.now() < state.floodedUntilMs)
    throw new Refusal("number-rate", 130429, "(#130429) Rate limit hit", 429);
  checkPair(state, who);
  const open = who !== null && who.heardAtMs !== null && state.now() - who.heardAtMs < windowMs;
  const closed = !open && shown.kind !== "template" && who !== null;
  if (closed && !state.closesLater) {
    throw new Refusal(
      "window-closed",
      131047,
      "(#131047) More than 24 hours have passed since the person replied",
    );
  }
  const key = body["biz_opaque_callback_data"];
  const failure = closed ? 131047 : who === null || who.away ? 131026 : null;
  if (failure !== null) state.fired.add(closed ? "window-closed-later" : "undeliverable");
  if (failure === null) {
    who?.shown.push(shown);
    if (who !== null) who.typing = false;
  }
  report(state, posting, { id: shown.id, who, key: typeof key === "string" ? key : null, failure });
  const contact = body["to"] === undefined ? {} : { input: body["to"], wa_id: body["to"] };
  const result = {
    messaging_product: "whatsapp",
    contacts: [contact],
    messages: [{ id: shown.id, message_status: "accepted" }],
  };
  check("MessageResponsePayload", result);
  return result;
}

function addressee(state: State, { to, recipient }: Body): Somebody | null {
  if (to === undefined && recipient === undefined)
    throw new Refusal("no-addressee", 100, "(#100) to is required");
  if (to !== undefined && !/^\+?\d+$/.test(String(to)))
    throw new Refusal("own-id", 100, "(#100) to is no number");
  const number = String(to).replace(/^\+/, "");
  return state.people.find((it) => (to === undefined ? it.bsuid === recipient : it.phone === number)) ?? null;
}

/** A burst is let off; then one message in six seconds to one person. */
function checkPair(state: State, who: Somebody | null): void {
  if (who === null) return;
  const now = state.now();
  who.sentAtMs = who.sentAtMs.filter((at) => now - at < pairMs * state.burst);
  if (who.sentAtMs.length >= state.burst)
    throw new Refusal("pair-rate", 131056, "(#131056) Pair rate limit hit");
  who.sentAtMs.push(now);
}

function markRead(state: State, body: Body): object {
  check("MarkMessageRequestPayload", body);
  const id = String(body["message_id"]);
  const who = state.people.find((it) => it.shown.some((shown) => shown.from === "person" && shown.id === id));
  if (who === undefined) throw new Refusal("mark-unknown", 100, "(#100) message_id is not known");
  who.read.add(id);
  who.typing = body["typing_indicator"] !== undefined;
  return { success: true };
}

type Part = Readonly<Record<string, unknown>>;

function showing(state: State, body: Body): Shown {
  const base = { id: state.next("wamid"), from: "bot" as const, labels: [], tokens: [], file: null };
  const part = body[String(body["type"])] as Part;
  switch (body["type"]) {
    case "text": {
      const text = String(part["body"] ?? "");
      if (text === "") throw new Refusal("missing-parameter", 100, "(#100) text.body is required");
      return { ...base, kind: "text", text };
    }
    case "interactive":
      return { ...base, ...interactive(part) };
    case "template":
      return { ...base, ...template(state, part) };
    default: {
      const media = state.media.get(String(part["id"]));
      if (media === undefined) throw new Refusal("unknown-media", 131053, "(#131053) no such media");
      const name = String(part["filename"] ?? media.name);
      const kind = body["type"] === "image" ? "image" : "document";
      return { ...base, kind, text: String(part["caption"] ?? ""), file: { ...media, name } };
    }
  }
}

interface Option {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

function interactive(part: Part): Pick<Shown, "kind" | "text" | "labels" | "tokens"> {
  const action = part["action"] as {
    buttons?: readonly { reply: Option }[];
    sections?: readonly { rows?: readonly Option[] }[];
  };
  const isList = part["type"] === "list";
  const options = isList
    ? (action.sections ?? []).flatMap((it) => it.rows ?? [])
    : (action.buttons ?? []).map((it) => it.reply);
  if (options.length > 10) throw new Refusal("rows-in-all", 131009, "(#131009) at most 10 rows");
  const titles = options.map((it) => it.title);
  if (titles.some((it) => it.trim() === "") || (!isList && new Set(titles).size < titles.length)) {
    throw new Refusal("button-title", 131009, "(#131009) titles must be unique and not empty");
  }
  const ids = options.map((it) => it.id);
  if (ids.some((it) => it.trim() !== it || it === "") || new Set(ids).size < ids.length) {
    throw new Refusal("button-id", 131009, "(#131009) ids must be unique, without spaces at their ends");
  }
  return {
    kind: isList ? "list" : "button",
    text: (part["body"] as { text: string }).text,
    labels: options.map((it) => it.description ?? it.title),
    tokens: ids,
  };
}

function template(state: State, part: Part): Pick<Shown, "kind" | "text" | "labels"> {
  const { code } = part["language"] as { code: string };
  const found = state.templates.find((it) => it.name === part["name"] && it.language === code);
  if (found === undefined)
    throw new Refusal("unknown-template", 132001, "(#132001) Template name does not exist", 404);
  const components = (part["components"] ?? []) as readonly {
    type: string;
    parameters?: readonly { text?: string }[];
  }[];
  const values = components.filter((it) => it.type === "body").flatMap((it) => it.parameters ?? []);
  if (values.length !== found.parameters || values.some((it) => /\n|\t| {4}/.test(it.text ?? ""))) {
    throw new Refusal("template-parameters", 132000, "(#132000) Number of parameters does not match");
  }
  const text = found.text.replace(/\{\{(\d+)\}\}/g, (_, n) => values[Number(n) - 1]?.text ?? "");
  return { kind: "template", text, labels: found.button === null ? [] : [found.button] };
}

interface Fate {
  readonly id: string;
  readonly who: Somebody | null;
  readonly key: string | null;
  readonly failure: number | null;
}

/** Tells what became of a message: sent, then read without delivered for every other one. */
function report(state: State, posting: Posting, { id, who, key, failure }: Fate): void {
  if (!state.reports) return;
  if (key !== null) state.fired.add("key-comes-back");
  const skips = failure === null && state.calls.length % 2 === 0;
  if (skips) state.fired.add("delivered-may-lack");
  const steps = failure !== null ? ["failed"] : skips ? ["sent", "read"] : ["sent", "delivered", "read"];
  for (const status of steps) {
    const errors =
      failure === null
        ? {}
        : { errors: [{ code: failure, title: "failed", error_data: { details: "scheduled" } }] };
    const pricing =
      status === "sent" ? { pricing: { billable: true, pricing_model: "PMP", category: "utility" } } : {};
    const ids = who === null ? {} : idsOf(who).recipient;
    const opaque = key === null ? {} : { biz_opaque_callback_data: key };
    const said = { id, status, timestamp: seconds(state), ...ids, ...pricing, ...errors, ...opaque };
    posting.add({ field: "messages", value: { statuses: [said] } });
  }
}
