import * as z from "zod";
import type { SendResult } from "../../src/ports.ts";
import { refuse } from "../common/unanswered.ts";
import { notSent } from "./failures.ts";
import type { Graph } from "./graph.ts";
import { renderTemplate } from "./render.ts";

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });

/** What goes to clients from a trader's own number: words while they wrote lately, else a template with its values. */
export type ClientContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "template"; readonly values: readonly string[] };

export function createClientLine(graph: Graph, account: string, template: string) {
  return {
    send: async (
      phone: string,
      content: ClientContent,
      key: string,
      signal: AbortSignal,
    ): Promise<SendResult> => {
      if (!/^\+\d{8,15}$/.test(phone)) return refuse("rejected", "not a number");
      const body = {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: phone.slice(1),
        biz_opaque_callback_data: key,
        ...contentOf(content, template),
      };
      try {
        const { messages } = accepted.parse(await graph.post(`${account}/messages`, body, signal));
        return { kind: "sent", remoteId: messages[0]?.id ?? "" };
      } catch (error) {
        return notSent(error);
      }
    },
  };
}

function contentOf(content: ClientContent, template: string): object {
  if (content.kind === "text")
    return { type: "text", text: { body: content.text.slice(0, textMaxChars), preview_url: false } };
  // Meta refuses line breaks, tabs and rows of spaces in a value.
  return renderTemplate(
    template,
    content.values.map((it) => it.replace(/\s+/g, " ").trim() || "–"),
  );
}

/** WhatsApp's own limit. */
const textMaxChars = 4096;
