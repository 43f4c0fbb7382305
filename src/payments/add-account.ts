import { offerCard } from "../desk/offer-card.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { CardAccount, CardEndpoint } from "../ports.ts";
import { listOwed } from "../store/bills.ts";
import { addCardAccount } from "../store/card-accounts.ts";
import type { Tx } from "../store/store.ts";
import { type CardRoom, keyPlace, secretPlace } from "./room.ts";

export interface NewCardAccount {
  readonly traderId: string;
  readonly account: CardAccount;
  /** The trader's own key; null where it is the installation's. */
  readonly key: string | null;
  readonly handle: string | null;
  readonly endpoint: CardEndpoint | null;
}

/** From now on the trader's clients can pay by card: the bills that are owed get their links, and all chats are told. */
export async function addAccount({ desk, seal }: CardRoom, tx: Tx, added: NewCardAccount): Promise<boolean> {
  const { traderId, account, key, handle, endpoint } = added;
  const place = { id: desk.random.id(), traderId };
  const now = desk.clock.now();
  const fresh = await addCardAccount(tx, {
    ...place,
    accountRef: account.accountId,
    name: account.name,
    sealedKey: key === null ? null : seal.seal(key, keyPlace(place)),
    handle,
    endpointRef: endpoint?.endpointId ?? null,
    sealedSecret: endpoint === null ? null : seal.seal(endpoint.secret, secretPlace(place)),
    caughtUpTo: now,
    createdAt: now,
    endedAt: null,
    closedAt: null,
  });
  if (!fresh) return false;
  await inTraderTurn(desk, tx, traderId, async (turn) => {
    const owed = await listOwed(tx, traderId);
    for (const { bill } of owed) await offerCard(desk, turn, bill);
    const on = { kind: "cards", cards: { what: "on", name: account.name, bills: owed.length } } as const;
    turn.elsewhere.push(on);
    return [on];
  });
  return true;
}
