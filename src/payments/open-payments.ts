import type { Hono } from "hono";
import type { DeskPorts } from "../desk/desk.ts";
import { keepLatest } from "../keep-latest.ts";
import type { CardPayments } from "../ports.ts";
import type { Source } from "../schedule/timetable.ts";
import type { Seal } from "../seal.ts";
import { closeAccountHandler } from "./close-account.ts";
import { createConnectRoutes } from "./connect.ts";
import { createEarlyReads } from "./early-reads.ts";
import { endLinkHandler, makeLinkHandler } from "./links.ts";
import { lookForMoneyHandler } from "./look-for-money.ts";
import { catchUpHandler, readEventHandler } from "./read-event.ts";
import type { CardRoom } from "./room.ts";
import { createCardWatch } from "./watch.ts";
import { createCardWebhooks } from "./webhook.ts";

export interface CardPorts {
  readonly seal: Seal;
  readonly installation: CardRoom["installation"];
  readonly practiceKey: string | null;
  readonly lookInBooks: CardRoom["lookInBooks"];
  /** Where Stripe is, asked when it is first needed; null is Stripe's own. */
  readonly apiUrl: () => string | null;
  /** How an account is spoken to: over the network, unless a stand-in without one is given. */
  readonly open?: CardRoom["open"];
}

/** Stripe's client makes some eighty objects of itself: the accounts spoken to last keep theirs. */
const keptOpen = 100;

function openOnce(apiUrl: CardPorts["apiUrl"]): CardRoom["open"] {
  const kept = new Map<string, CardPayments>();
  return async (key) => {
    const { openStripe } = await import("./stripe/account.ts");
    const url = apiUrl();
    const name = `${url} ${key}`;
    const account = kept.get(name) ?? openStripe({ key, apiUrl: url });
    keepLatest(kept, name, account, keptOpen);
    return account;
  };
}

/** Card payments: what is told to Stripe and heard from it, and the page on which a trader connects it. */
export function openPayments(desk: DeskPorts, { apiUrl, open, ...ports }: CardPorts) {
  const room: CardRoom = {
    ...ports,
    desk,
    early: createEarlyReads(),
    open: open ?? openOnce(apiUrl),
  };
  const webhooks: Hono = createCardWebhooks(room, async (body, signature, secret, now) => {
    const { readPush } = await import("./stripe/push.ts");
    return await readPush(body, signature, secret, now);
  });
  const watch: Source = createCardWatch(room);
  return {
    handlers: {
      "make-card-link": makeLinkHandler(room),
      "end-card-link": endLinkHandler(room),
      "read-card-event": readEventHandler(room),
      "catch-up-cards": catchUpHandler(room),
      "look-for-money": lookForMoneyHandler(room),
      "close-card-account": closeAccountHandler(room),
    },
    webhooks,
    connect: createConnectRoutes(room),
    watch,
  };
}
