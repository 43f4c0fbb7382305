import type { Hono } from "hono";
import { Fault } from "../../../../src/fault.ts";
import type { CardPayments } from "../../../../src/ports.ts";
import { sign } from "../../../../src/sandbox/stripe/delivering.ts";
import type { Weather } from "./weather.ts";

interface Link {
  readonly id: string;
  readonly billId: string;
  readonly amountMinor: number;
  readonly currency: string;
  active: boolean;
}

interface Session {
  readonly id: string;
  readonly link: Link;
  readonly intentId: string;
  readonly chargeId: string;
  state: "paid" | "awaited" | "failed";
  refundedMinor: number;
}

/** An account at Stripe as it really is. */
export interface CardBooks {
  readonly key: string;
  readonly id: string;
  readonly links: readonly Link[];
  readonly sessions: readonly Session[];
}

/** A push that is on its way to us. */
export interface Push {
  /** What it is about. */
  readonly what: string;
  /** Brings it, signed at that moment, and answers the status. */
  readonly send: (web: Hono, at: Date) => Promise<number>;
}

export interface Cards {
  readonly open: (key: string) => Promise<CardPayments>;
  readonly accounts: ReadonlyMap<string, CardBooks>;
  addAccount(key: string): CardBooks;
  /** Where an account's pushes go: a path. */
  endpointOf(account: CardBooks | undefined): string | null;
  /** A client pays by a link; by a bank, it is awaited. */
  pay(account: CardBooks, link: Link, by: "card" | "bank"): Session;
  /** What the bank answered. */
  answer(account: CardBooks, session: Session, well: boolean): void;
  refund(account: CardBooks, session: Session): void;
}

type Account = CardBooks & {
  readonly links: Link[];
  readonly sessions: Session[];
  readonly events: {
    readonly id: string;
    readonly at: Date;
    readonly type: string;
    readonly object: string;
  }[];
  readonly keys: Map<string, Link>;
  endpoint: { readonly url: string; readonly secret: string } | null;
};

/** Stripe, whose pushes are handed to `push` one by one: how often and when they arrive is decided there. */
export function createCards(ports: {
  readonly weather: Weather;
  readonly now: () => Date;
  readonly push: (push: Push) => void;
}): Cards {
  const { weather, now } = ports;
  const accounts = new Map<string, Account>();
  let made = 0;
  const newId = (kind: string) => {
    made += 1;
    return `${kind}_${String(made).padStart(6, "0")}`;
  };

  function emit(account: Account, type: string, object: string): void {
    const event = { id: newId("evt"), at: now(), type, object };
    account.events.push(event);
    if (account.endpoint === null) return;
    const body = JSON.stringify({ id: event.id, object: "event", type, data: { object: { id: object } } });
    const { url, secret } = account.endpoint;
    const send: Push["send"] = async (web, at) => {
      const signature = sign(body, secret, Math.floor(at.getTime() / 1000));
      const init = { method: "POST", headers: { "stripe-signature": signature }, body };
      return (await web.request(new URL(url).pathname, init)).status;
    };
    ports.push({ what: event.id, send });
  }

  async function call<T>(changes: boolean, run: () => T): Promise<T> {
    const fate = await weather.meet("stripe");
    if (fate === "down") throw new Fault("unknown", "StripeConnectionError: no answer");
    if (fate === "busy") throw new Fault("later", "429", { retryAfterMs: 1000 + weather.random() * 20_000 });
    if (fate === "lost-before") throw new Fault("unknown", "StripeConnectionError: cut");
    const answer = run();
    if (fate === "lost-after") throw new Fault("unknown", `StripeConnectionError: cut after${changes}`);
    return answer;
  }

  function open(account: Account): CardPayments {
    const sessionOf = ({ id, link, intentId, state, refundedMinor }: Session) => {
      const { amountMinor, currency } = link;
      return {
        sessionId: id,
        linkId: link.id,
        intentId,
        state,
        amountMinor,
        currency,
        paidAt: null,
        refundedMinor,
      };
    };
    return {
      check: () => call(false, () => ({ accountId: account.id, name: null, missing: [] })),
      makeEndpoint: (url) =>
        call(true, () => {
          account.endpoint = { url, secret: `whsec_planted_${account.id}` };
          return { endpointId: "we_1", secret: account.endpoint.secret };
        }),
      endEndpoint: () => call(true, () => undefined),
      makeLink: ({ billId, amountMinor, currency }, key) =>
        call(true, () => {
          const before = account.keys.get(key);
          const link = before ?? { id: newId("plink"), billId, amountMinor, currency, active: true };
          if (before === undefined) account.links.push(link);
          account.keys.set(key, link);
          return { linkId: link.id, url: `https://buy.stripe.com/${link.id}` };
        }),
      endLink: (id) =>
        call(true, () => {
          const link = account.links.find((it) => it.id === id);
          if (link !== undefined) link.active = false;
        }),
      readSession: (id) =>
        call(false, () => {
          const session = account.sessions.find((it) => it.id === id);
          if (session === undefined) throw new Fault("stop", "no such session");
          return sessionOf(session);
        }),
      listSessions: (id) =>
        call(false, () => account.sessions.filter((it) => it.link.id === id).map(sessionOf)),
      readCharge: (id) =>
        call(false, () => {
          const session = account.sessions.find((it) => it.chargeId === id);
          if (session === undefined) throw new Fault("stop", "no such charge");
          return { chargeId: id, intentId: session.intentId, refundedMinor: session.refundedMinor };
        }),
      readIntent: () => Promise.reject(new Fault("stop", "nobody pays elsewhere here")),
      readDispute: () => Promise.reject(new Fault("stop", "nobody disputes anything here")),
      listEvents: (since) =>
        call(false, () =>
          account.events
            .filter((it) => it.at >= since)
            .map(({ id, type, object }) => ({
              eventId: id,
              accountId: null,
              about: {
                object: type.startsWith("charge") ? ("charge" as const) : ("session" as const),
                id: object,
              },
            })),
        ),
    };
  }

  const own = (account: CardBooks) => account as Account;
  return {
    accounts,
    open: async (key) => {
      const account = accounts.get(key);
      if (account === undefined) throw new Fault("reconnect", "Invalid API Key provided");
      return open(account);
    },
    addAccount: (key) => {
      const id = `acct_${accounts.size + 1}`;
      const account: Account = {
        key,
        id,
        links: [],
        sessions: [],
        events: [],
        keys: new Map(),
        endpoint: null,
      };
      accounts.set(key, account);
      return account;
    },
    endpointOf: (account) => {
      const url = account === undefined ? undefined : own(account).endpoint?.url;
      return url === undefined ? null : new URL(url).pathname;
    },
    pay: (account, link, by) => {
      const ids = { id: newId("cs"), intentId: newId("pi"), chargeId: newId("ch") };
      const session: Session = { ...ids, link, state: by === "card" ? "paid" : "awaited", refundedMinor: 0 };
      link.active = false;
      own(account).sessions.push(session);
      emit(own(account), "checkout.session.completed", session.id);
      return session;
    },
    answer: (account, session, well) => {
      session.state = well ? "paid" : "failed";
      emit(own(account), `checkout.session.async_payment_${well ? "succeeded" : "failed"}`, session.id);
    },
    refund: (account, session) => {
      session.refundedMinor = session.link.amountMinor;
      emit(own(account), "charge.refunded", session.chargeId);
    },
  };
}
