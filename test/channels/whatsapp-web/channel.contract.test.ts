import { clean } from "../../../bots/common/plain-text.ts";
import { until } from "../../helpers/until.ts";
import { channelContract } from "../channel.contract.ts";
import { linkPhone } from "./phone.ts";

channelContract("whatsapp-web", async (clock) => {
  const linked = await linkPhone({ now: () => clock.now().getTime() });
  await until(() => linked.state().kind === "up");
  const { phone, channel } = linked;
  const anna = phone.person("447700900123");
  const memory = await import("../../../src/store/whatsapp.ts");
  const person = { bsuid: null, heardAt: clock.now(), nudgedAt: null, lost: 0 };
  await linked.store.transaction((tx) =>
    memory.putPerson(tx, { account: phone.own, chat: anna.id, reach: anna.id, ...person }),
  );
  const quiet = () => {
    // The contract hands over what is said: the line itself must not hear it, too.
    phone.current().events.removeAllListeners("message_create");
  };
  quiet();
  return {
    channel,
    account: phone.own,
    chat: anna.id,
    textEvent: (text) => anna.says(text),
    pressEvent: null,
    seen: async () => anna.hears().map((it) => ({ text: clean(it.body), labels: [] })),
    loseAnswer: () => {
      phone.current().losesAnswer = true;
    },
    close: linked.close,
  };
});
