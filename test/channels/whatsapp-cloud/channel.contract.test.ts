import { wordJoiner } from "../../../bots/common/plain-text.ts";
import { readWebhook } from "../../../bots/whatsapp-cloud/parse.ts";
import { createWhatsAppCloud } from "../../../bots/whatsapp-cloud/whatsapp-cloud.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { tempFolder } from "../../helpers/product.ts";
import { startGraphApi } from "../../stand-ins/whatsapp-cloud/graph-api.ts";
import type { Value } from "../../stand-ins/whatsapp-cloud/posting.ts";
import { channelContract } from "../channel.contract.ts";
import { memoryOf, settingsOf } from "./bot.ts";

channelContract("whatsapp-cloud", async (clock) => {
  const api = await startGraphApi(() => clock.now().getTime());
  // Nothing is posted: the contract hands over what would be.
  const posted: Value[] = [];
  api.posting.manner.held = true;
  const add = api.posting.add;
  api.posting.add = (change) => {
    posted.push(change);
    add(change);
  };
  const folder = tempFolder();
  const store = await openStore(`file:${folder.path}/memory.db`);
  const memory = memoryOf(store, clock, () => undefined);
  const { channel } = createWhatsAppCloud(settingsOf(api), memory, clock.now);
  const anna = api.person("447700900123", "Anna");
  const account = api.state.phoneNumberId;
  const latest = (): unknown => JSON.parse(api.posting.write(posted.slice(-1)));
  anna.who.heardAtMs = clock.now().getTime();
  await memory.heard(account, { phone: anna.who.phone, bsuid: null }, clock.now());
  return {
    channel,
    account,
    chat: anna.who.phone,
    textEvent: (text) => {
      anna.says(text);
      return latest();
    },
    pressEvent: (label) => {
      anna.presses(label);
      const raw = latest();
      if (readWebhook(raw).length !== 1) throw new Error("One press is one thing.");
      return raw;
    },
    seen: async () =>
      anna
        .sees()
        .filter((it) => it.from === "bot")
        .map(({ text, labels }) => ({ text: text.replaceAll(wordJoiner, ""), labels })),
    loseAnswer: () => api.fault({ kind: "drop-answer", times: 1 }),
    close: async () => {
      await api.close();
      await store.close();
      folder.remove();
    },
  };
});
