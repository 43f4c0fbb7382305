import { localAccount, localChannel } from "../../../bots/local/channel.ts";
import type { Message } from "../../../src/store/messages.ts";
import { channelContract } from "../channel.contract.ts";

channelContract("local", async () => {
  let events = 0;
  const event = () => {
    events += 1;
    return `event-${events}`;
  };
  return {
    channel: localChannel,
    account: localAccount,
    chat: "me",
    textEvent: (text) => ({ chat: "me", event: event(), text }),
    pressEvent: (_label, token) => ({ chat: "me", event: event(), choice: token }),
    // The transcript is the chat: a newer version stands where the one it replaced stood.
    seen: async (rig) => {
      const shown = new Map<string, Message>();
      for (const message of await rig.transcript()) {
        if (message.sender === "bot") shown.set(message.effectId ?? "", message);
      }
      return [...shown.values()].map(({ text, choices }) => ({
        text,
        labels: choices.map((it) => it.label),
      }));
    },
    loseAnswer: null,
    close: async () => undefined,
  };
});
