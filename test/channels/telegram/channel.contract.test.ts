import { wordJoiner } from "../../../bots/common/plain-text.ts";
import { createTelegram } from "../../../bots/telegram/telegram.ts";
import { startBotApi } from "../../stand-ins/telegram/bot-api.ts";
import { channelContract } from "../channel.contract.ts";

channelContract("telegram", async (clock) => {
  const api = await startBotApi();
  const anna = api.person(1001, "Anna");
  const { token } = api.state;
  const settings = { token, apiUrl: api.url, webhookSecret: null, publicUrl: "https://justpayme.example" };
  const { channel } = createTelegram(settings, clock.now);
  anna.starts();
  const latest = () => api.state.updates.at(-1);
  return {
    channel,
    account: String(api.state.me.id),
    chat: String(anna.id),
    textEvent: (text) => {
      anna.says(text);
      return latest();
    },
    pressEvent: (label) => {
      anna.presses(label);
      return latest();
    },
    seen: async () =>
      anna
        .sees()
        .filter((it) => it.from === "bot")
        .map(({ text, buttons }) => {
          return { text: text.replaceAll(wordJoiner, ""), labels: buttons.map((it) => it.text) };
        }),
    loseAnswer: () => api.fault("sendMessage", { kind: "drop-answer", times: 1 }),
    close: api.close,
  };
});
