import { html } from "hono/html";
import type { Handler } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import type { ChasePorts } from "./ports.ts";

/** Mails a trader what none of their chats can take. Sent twice under one id, it shows as one. */
export function mailTraderHandler({
  mailer,
  desk,
}: Pick<ChasePorts, "mailer" | "desk">): Handler<"mail-trader"> {
  return {
    inDoubt: "repeat",
    reconcile: async () => ({ kind: "absent" }),
    deliver: async ({ id, work: { email, subject, text } }, signal) => {
      if (mailer === null) throw new Fault("reconnect", "there is no way to send mail");
      const messageId = `${id}@${mailer.domain}`;
      const body = await html`<div style="white-space: pre-line">${text}</div>`;
      await mailer.send(
        {
          messageId,
          fromName: "JustPayMe",
          replyTo: null,
          to: email,
          toName: "",
          subject,
          text,
          html: String(body),
          follows: [],
          stopUrl: null,
          at: desk.clock.now(),
        },
        signal,
      );
      return { remoteId: messageId };
    },
  };
}
