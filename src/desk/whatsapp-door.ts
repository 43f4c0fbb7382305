import type { Address } from "../domain/channel.ts";
import type { Clock } from "../ports.ts";
import { hashSecret } from "../secret.ts";
import { findConversation, listLinkedChats } from "../store/conversations.ts";
import { findInvite } from "../store/invites.ts";
import type { Store } from "../store/store.ts";
import { findPerson } from "../store/whatsapp.ts";
import type { Access } from "./admit.ts";
import { codeIn } from "./invite-code.ts";

export interface DoorPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly access: Access;
}

/** Who may be read on a linked phone: a linked trader, or who brings a code that is good. Stores nothing. */
export function createDoor({ store, clock, access }: DoorPorts) {
  return {
    admits: async (address: Address, words: string | null): Promise<boolean> => {
      if (access === "open") return true;
      const code = words === null ? null : codeIn({ eventId: "", address, kind: "text", text: words });
      return await store.read(async (tx) => {
        if (code !== null && (await findInvite(tx, hashSecret(code), clock.now())) !== undefined) return true;
        const conversation = await findConversation(tx, address);
        return conversation !== undefined && conversation.traderId !== null;
      });
    },
  };
}

/** The chats that linked traders have with a linked phone, and since when. */
export async function listKnownChats(store: Store, account: string) {
  return await store.read(async (tx) => {
    const known = [];
    for (const { chat, createdAt } of await listLinkedChats(tx, { channel: "whatsapp-web", account })) {
      const person = await findPerson(tx, account, chat);
      if (person !== undefined) known.push({ account, reach: person.reach, since: createdAt });
    }
    return known;
  });
}
