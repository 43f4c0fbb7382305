import { z } from "zod";
import type { SendResult } from "../../src/ports.ts";
import { refuse } from "../common/unanswered.ts";
import { notSent } from "./failures.ts";
import type { Graph } from "./graph.ts";
import { renderTemplate } from "./render.ts";

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });

/** What goes to clients from a trader's own number: an approved template with its values, and nothing else. */
export function createClientLine(graph: Graph, account: string, template: string) {
  return {
    send: async (
      phone: string,
      values: readonly string[],
      key: string,
      signal: AbortSignal,
    ): Promise<SendResult> => {
      if (!/^\+\d{8,15}$/.test(phone)) return refuse("rejected", "not a number");
      const body = {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: phone.slice(1),
        biz_opaque_callback_data: key,
        // Meta refuses line breaks, tabs and rows of spaces in a value.
        ...renderTemplate(
          template,
          values.map((it) => it.replace(/\s+/g, " ").trim() || "–"),
        ),
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
