import * as z from "zod";
import type { Address } from "../../src/domain/channel.ts";
import { whatsAppCloud as limits } from "../../src/limits.ts";
import type { Channel, FindResult, OutgoingFile, SendResult } from "../../src/ports.ts";
import { refuse } from "../common/unanswered.ts";
import { isForOnePair, notSent } from "./failures.ts";
import type { Graph } from "./graph.ts";
import type { Memory, Person } from "./memory.ts";
import { parseWebhook } from "./parse.ts";
import { capabilities, render, renderCaption, renderTemplate } from "./render.ts";

export interface ChannelPorts {
  readonly graph: Graph;
  readonly memory: Memory;
  readonly now: () => Date;
  /** Our own web address: links to it stay links. */
  readonly ownOrigin: string;
  /** The approved template that says there is news; null where there is none. */
  readonly newsTemplate: string | null;
}

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const uploaded = z.object({ id: z.string().min(1) });

/** The Cloud API as the core sees it. A call is made once; what became of it is a value, never a throw. */
export function createCloudChannel({ graph, memory, now, ownOrigin, newsTemplate }: ChannelPorts): Channel {
  /** Until when the whole account was told to wait. */
  let pausedUntilMs = 0;
  /** Since when each message in doubt is looked for. */
  const doubted = new Map<string, number>();

  async function attempt(call: () => Promise<string>): Promise<SendResult> {
    const waitMs = pausedUntilMs - now().getTime();
    if (waitMs > 0) return { ...refuse("rate", "the account is told to wait"), retryAfterMs: waitMs };
    try {
      return { kind: "sent", remoteId: await call() };
    } catch (error) {
      const result = notSent(error);
      if (result.why === "rate" && !isForOnePair(error)) {
        pausedUntilMs = now().getTime() + (result.retryAfterMs ?? 0);
      }
      return result;
    }
  }

  async function post(to: Address, person: Person, content: object, key: string, signal: AbortSignal) {
    const body = {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...addressee(person.reach),
      // Comes back with every status: by it a message whose answer was lost is found again.
      biz_opaque_callback_data: key,
      ...content,
    };
    return accepted.parse(await graph.post(`${to.account}/messages`, body, signal)).messages[0]?.id ?? "";
  }

  /** Outside the window: they are told once that there is news, and what it is waits until they write. */
  async function nudge(to: Address, person: Person, key: string, signal: AbortSignal): Promise<SendResult> {
    const closed = refuse("window-closed", "they wrote too long ago");
    if (newsTemplate === null || person.nudgedAt !== null) return closed;
    const nudged = await attempt(() => post(to, person, renderTemplate(newsTemplate), `news:${key}`, signal));
    // In doubt it counts as told: a second "you have news" would be one too many.
    // A template that Meta does not know must not bury what they are to be told.
    if (nudged.kind === "not-sent" && nudged.why === "rejected") return closed;
    if (nudged.kind === "not-sent" && nudged.why !== "ambiguous") return nudged;
    await memory.nudged(to.account, to.chat, now());
    return closed;
  }

  async function deliver(
    to: Address,
    key: string,
    signal: AbortSignal,
    call: (person: Person) => Promise<string>,
  ) {
    if (signal.aborted) return refuse("transient", "stopped before it began");
    const person = await memory.person(to.account, to.chat).catch(() => undefined);
    if (person === undefined) return refuse("transient", "who they are could not be read");
    // WhatsApp is for those who wrote to us.
    if (person === null) return refuse("rejected", "they never wrote to us");
    if (!isOpen(person, now())) return await nudge(to, person, key, signal);
    const result = await attempt(() => call(person));
    if (result.kind === "sent" || result.why !== "window-closed") return result;
    // Meta's clock decides.
    await memory.shut(to.account, to.chat);
    return await nudge(to, { ...person, nudgedAt: null }, key, signal);
  }

  return {
    name: "whatsapp-cloud",
    capabilities,
    parse: parseWebhook,
    send: (to, step, key, signal) =>
      deliver(to, key, signal, (person) => post(to, person, render(step, ownOrigin), key, signal)),
    edit: async () => refuse("rejected", "WhatsApp does not change what was sent"),
    find: async (_to, key): Promise<FindResult> => {
      const remoteId = await memory.sentUnder(key);
      const since = doubted.get(key) ?? now().getTime();
      doubted.set(key, since);
      if (remoteId === null && now().getTime() - since < limits.doubtMs) return { kind: "not-yet" };
      doubted.delete(key);
      return remoteId === null ? { kind: "cannot-tell" } : { kind: "found", remoteId };
    },
    sendFile: (to, file, key, signal) =>
      deliver(to, key, signal, async (person) => {
        const { id } = uploaded.parse(await graph.post(`${to.account}/media`, form(file), signal));
        return await post(to, person, media(file, id, ownOrigin), key, signal);
      }),
  };
}

/** Whether they wrote lately enough to be written to freely. */
export function isOpen({ heardAt }: Person, now: Date): boolean {
  const untilMs = (heardAt?.getTime() ?? Number.NEGATIVE_INFINITY) + limits.windowMs - limits.windowMarginMs;
  return now.getTime() < untilMs;
}

/** A number goes into `to`, an id that Meta gave a person into `recipient`. */
function addressee(reach: string): object {
  return /^\d+$/.test(reach) ? { to: reach } : { recipient: reach };
}

function form({ name, mime, bytes }: OutgoingFile): FormData {
  const data = new FormData();
  data.set("messaging_product", "whatsapp");
  data.set("type", mime);
  data.set("file", new Blob([bytes], { type: mime }), name);
  return data;
}

function media({ name, mime, caption: words }: OutgoingFile, id: string, ownOrigin: string): object {
  const caption = renderCaption(words, ownOrigin);
  const said = caption === "" ? {} : { caption };
  return /^image\/(?:jpeg|png)$/.test(mime)
    ? { type: "image", image: { id, ...said } }
    : { type: "document", document: { id, ...said, filename: name } };
}
