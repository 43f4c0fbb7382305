import type { Clock } from "../ports.ts";
import { findConversation } from "../store/conversations.ts";
import { releaseLane } from "../store/lanes.ts";
import type { Store, Tx } from "../store/store.ts";
import {
  findChatOf,
  findPerson,
  findSentUnder,
  putId,
  putPerson,
  removeId,
  type WhatsAppPerson,
} from "../store/whatsapp.ts";
import { type Receipt, takeReceipt } from "./receipts.ts";

export interface MemoryPorts {
  readonly channel: "whatsapp-cloud" | "whatsapp-web";
  readonly store: Store;
  readonly clock: Clock;
  /** Has the worker look once the transaction is committed, which made something due. */
  readonly wake: (tx: Tx) => void;
}

interface Ids {
  readonly phone: string | null;
  readonly bsuid: string | null;
}

/** What an adapter of WhatsApp's has to remember, in our store. Every call is one transaction. */
export function createWhatsAppMemory({ channel, store, clock, wake }: MemoryPorts) {
  const change = (account: string, chat: string, to: Partial<WhatsAppPerson>) =>
    store.transaction(async (tx) => {
      const person = await findPerson(tx, account, chat);
      if (person !== undefined) await putPerson(tx, { ...person, ...to });
    });
  return {
    whose: (account: string, ids: Ids) => store.read((tx) => whoseChat(tx, account, ids)),
    heard: (account: string, ids: Ids, at: Date) =>
      store.transaction(async (tx) => {
        const chat = await noteHeard(tx, account, ids, at);
        const conversation = await findConversation(tx, { channel, account, chat });
        // What waits in the chat for its person to write is due now.
        const lane = `chat:${conversation?.id}`;
        if (conversation !== undefined && (await releaseLane(tx, lane, clock.now())) > 0) wake(tx);
        return chat;
      }),
    renamed: (account: string, previous: string, current: string) =>
      store.transaction((tx) => rename(tx, account, previous, current)),
    person: async (account: string, chat: string) =>
      (await store.read((tx) => findPerson(tx, account, chat))) ?? null,
    nudged: (account: string, chat: string, at: Date) => change(account, chat, { nudgedAt: at }),
    shut: (account: string, chat: string) => change(account, chat, { heardAt: null, nudgedAt: null }),
    noteReceipt: (receipt: Receipt) =>
      store.transaction(async (tx) => {
        if (await takeReceipt(tx, receipt, clock.now())) wake(tx);
      }),
    sentUnder: async (key: string) => (await store.read((tx) => findSentUnder(tx, key))) ?? null,
  };
}

async function noteHeard(tx: Tx, account: string, ids: Ids, at: Date): Promise<string> {
  const chat = await whoseChat(tx, account, ids);
  for (const id of [ids.phone, ids.bsuid]) if (id !== null) await putId(tx, account, id, chat);
  const before = await findPerson(tx, account, chat);
  // They come in any order, and again.
  const isLatest = before?.heardAt == null || before.heardAt < at;
  await putPerson(tx, {
    account,
    chat,
    reach: ids.phone ?? ids.bsuid ?? chat,
    bsuid: ids.bsuid ?? before?.bsuid ?? null,
    heardAt: isLatest ? at : before.heardAt,
    nudgedAt: isLatest ? null : before.nudgedAt,
    lost: 0,
  });
  return chat;
}

async function rename(tx: Tx, account: string, previous: string, current: string): Promise<void> {
  const chat = await findChatOf(tx, account, previous);
  // Nobody we know, or somebody else's already.
  if (chat === undefined || (await findChatOf(tx, account, current)) !== undefined) return;
  const person = await findPerson(tx, account, chat);
  await putId(tx, account, current, chat);
  // The old number may become a stranger's.
  await removeId(tx, account, previous);
  if (person === undefined) return;
  const reach = person.reach === previous ? current : person.reach;
  await putPerson(tx, { ...person, reach, bsuid: person.bsuid === previous ? current : person.bsuid });
}

/**
 * Meta's id says who somebody is; a number only says who has it. A number that comes under another person's id has
 * changed hands: whoever has it now is a stranger, and finds nobody's books.
 */
async function whoseChat(tx: Tx, account: string, { phone, bsuid }: Ids): Promise<string> {
  const byId = bsuid === null ? undefined : await findChatOf(tx, account, bsuid);
  if (byId !== undefined) return byId;
  const byNumber = phone === null ? undefined : await findChatOf(tx, account, phone);
  if (byNumber === undefined) return phone ?? bsuid ?? "";
  const before = await findPerson(tx, account, byNumber);
  const isOther = bsuid !== null && before?.bsuid != null && before.bsuid !== bsuid;
  return isOther ? bsuid : byNumber;
}
