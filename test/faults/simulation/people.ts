import { createHmac } from "node:crypto";
import type { Inbound } from "../../../src/ports.ts";
import { sign } from "../../../src/sandbox/stripe/delivering.ts";
import type { createBooks, Organisation } from "./outside/books.ts";
import type { CardBooks, Cards, Push } from "./outside/cards.ts";
import type { createIdentity } from "./outside/identity.ts";
import type { Phones } from "./phones.ts";
import { webhookKey } from "./product.ts";
import { type Deed, dayMs, type Options, type Said, type Trader } from "./script.ts";
import type { Run, Stage } from "./simulate.ts";

/** Traders, their clients, and strangers. */
export interface Town {
  readonly organisationOf: ReadonlyMap<string, Organisation>;
  readonly cardsOf: ReadonlyMap<string, CardBooks>;
  /** What was answered to pushes that were forged. */
  readonly forged: readonly { readonly what: string; readonly status: number }[];
  /** Messages that the phones of traders took an answer to, by the id of their event. */
  readonly acknowledged: readonly string[];
  settleIn(): Promise<void>;
  say(said: Said): Promise<void>;
  act(deed: Deed["deed"], down: Run["down"]): Promise<void>;
  /** What a person does once all is well: connects again what was cut off, and taps Retry. */
  mend(): Promise<void>;
}

interface Ports {
  readonly stage: Stage;
  readonly traders: readonly Trader[];
  readonly books: ReturnType<typeof createBooks>;
  readonly identity: ReturnType<typeof createIdentity>;
  readonly cards: Cards;
  readonly phones: Phones;
  readonly options: Options;
}

export function openTown({ stage, traders, books, identity, cards, phones, options }: Ports): Town {
  const { random, clock } = stage;
  const organisationOf = new Map<string, Organisation>();
  const cardsOf = new Map<string, CardBooks>();
  const forged: { what: string; status: number }[] = [];
  const acknowledged: string[] = [];
  let spoken = 0;
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const soon = () => stage.liveUntil(new Date(clock.now().getTime() + 3_000));

  const hear = async (chat: string, content: { text: string } | { token: string }, eventId: string) => {
    const address = { channel: "local" as const, account: "simulated", chat };
    const inbound: Inbound =
      "text" in content
        ? { eventId, address, kind: "text", text: content.text }
        : { eventId, address, kind: "choice", token: content.token };
    await stage.insist((product) => product.receive(inbound));
  };
  const tell = async (chat: string, text: string) => {
    spoken += 1;
    await hear(chat, { text }, `town-${spoken}`);
    await soon();
  };
  const press = async (chat: string, token: string) => {
    spoken += 1;
    await hear(chat, { token }, `town-${spoken}`);
    await soon();
  };
  const heard = (chat: string) => phones.shown.filter((it) => it.chat === chat);
  const linkIn = (chat: string, pattern: RegExp) =>
    pattern.exec(heard(chat).findLast((it) => pattern.test(it.text))?.text ?? "")?.[0] ?? "";
  const visit = async (path: string, init: RequestInit = {}) => {
    const response = await stage.product().web.request(path, init);
    await soon();
    return response;
  };
  const form = (values: Record<string, string>, cookie = "") => ({
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(values).toString(),
  });

  async function connectXero(chat: string, organisation: Organisation): Promise<void> {
    await tell(chat, "connect xero");
    const link = linkIn(chat, /\/connect\/xero\/[\w-]+/);
    // Nobody answered: what is broken then shows elsewhere.
    if (link === "") return;
    const began = await visit(link, form({}));
    const cookie = /^[^;]+/.exec(began.headers.get("set-cookie") ?? "")?.[0] ?? "";
    if (began.headers.get("location") === null) return;
    const state = new URL(began.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const code = identity.allow("the-bookkeeper", organisation.id);
    await visit(`/callback/xero?state=${state}&code=${code}`, { headers: { cookie } });
    await pressLast(chat, /^Yes/);
    const settings = { account: "200", taxType: "NONE", status: "AUTHORISED", direction: "two-way" };
    await visit("/setup", form(settings, cookie));
  }

  async function connectCards(chat: string): Promise<CardBooks> {
    const account = cards.addAccount(`rk_test_planted${chat.replace(/\W/g, "")}`);
    await tell(chat, "take cards");
    await visit(linkIn(chat, /\/connect\/stripe\/[\w-]+/), form({ key: account.key }));
    return account;
  }

  async function pressLast(chat: string, label: RegExp): Promise<void> {
    const choices = heard(chat).flatMap(({ step }) => step.choices);
    const found = choices.findLast((it) => label.test(it.label) && "token" in it);
    if (found !== undefined && "token" in found) await press(chat, found.token);
  }

  /** A client pays one of all the ways that are open, in whole or in part, and perhaps thinks better of it. */
  function payOne(): void {
    const links = [...cardsOf.values()].flatMap((account) =>
      account.links.filter((it) => it.active).map((link) => ({ account, link })),
    );
    const invoices = [...organisationOf.values()].flatMap((organisation) =>
      [...organisation.invoices.values()]
        .filter((it) => it.status === "approved")
        .map((invoice) => ({ organisation, invoice })),
    );
    const way = pick([...links, ...invoices]);
    if (way === undefined) return;
    if ("invoice" in way) {
      const { organisation, invoice } = way;
      const minor = random() < 0.3 ? Math.ceil(invoice.dueMinor / 2) : invoice.dueMinor;
      books.pay(organisation, invoice.id, minor);
      stage.post(tellOfChange(organisation.id, invoice.id, clock.now()));
      return;
    }
    const { account, link } = way;
    const session = cards.pay(account, link, random() < 0.3 ? "bank" : "card");
    if (session.state === "awaited") {
      const well = random() < 0.5;
      void stage.timers.after(4 * dayMs).then(() => cards.answer(account, session, well));
    } else if (random() < 0.15) {
      void stage.timers.after(random() * 5 * dayMs).then(() => cards.refund(account, session));
    }
  }

  async function forge(): Promise<void> {
    const account = pick([...cardsOf.values()]);
    const lies = [
      ...(account === undefined ? [] : stripeLies(account, clock.now())),
      ...xeroLies(clock.now()),
    ];
    const lie = pick(lies);
    if (lie === undefined) return;
    const status = await stage.insist((product) => lie.send(product, linkTo(account)));
    forged.push({ what: lie.what, status });
  }
  const linkTo = (account: CardBooks | undefined) => cards.endpointOf(account) ?? "/webhooks/stripe/nobody";

  return {
    organisationOf,
    cardsOf,
    forged,
    acknowledged,
    settleIn: async () => {
      for (const { chat, kind, business, clients } of traders) {
        await tell(chat, `my business is ${business}`);
        for (const { name, email } of clients) await tell(chat, `add client ${name} ${email}`);
        if (kind === "xero" || kind === "both") {
          const organisation = books.addOrganisation();
          await connectXero(chat, organisation);
          organisationOf.set(chat, organisation);
          organisation.refuses = options.refusing && organisationOf.size === 1;
        }
        if (kind === "cards" || kind === "both") cardsOf.set(chat, await connectCards(chat));
      }
    },
    say: async (said) => {
      for (let delivery = 0; delivery < said.deliveries; delivery += 1)
        await hear(said.chat, { text: said.text }, said.eventId);
      acknowledged.push(said.eventId);
    },
    act: async (deed, down) => {
      switch (deed) {
        case "pays":
          return payOne();
        case "forges":
          return await forge();
        case "restart":
          return await stage.restart("told to");
        case "all-down":
          stage.weather.allDown = true;
          down.from = clock.now();
          return;
        default:
          stage.weather.allDown = false;
          down.until = clock.now();
      }
    },
    mend: async () => {
      for (const [chat, organisation] of organisationOf) {
        organisation.refuses = false;
        if (heard(chat).some(({ text }) => /no longer lets me in/.test(text)))
          await connectXero(chat, organisation);
        const retries = heard(chat).flatMap(({ step }) => step.choices);
        for (const it of retries) if (/^Retry/.test(it.label) && "token" in it) await press(chat, it.token);
      }
    },
  };
}

/** Xero tells that an invoice changed, and no more than that. */
function tellOfChange(tenantId: string, resourceId: string, at: Date): Push {
  const event = { resourceId, tenantId, eventCategory: "INVOICE", eventType: "UPDATE" };
  const body = JSON.stringify({ events: [{ ...event, eventDateUtc: at.toISOString().slice(0, -1) }] });
  return {
    what: resourceId,
    send: async (web) => (await web.request("/webhooks/xero", xeroPost(body, webhookKey))).status,
  };
}

function xeroPost(body: string, key: string) {
  const signature = createHmac("sha256", key).update(body).digest("base64");
  return { method: "POST", headers: { "x-xero-signature": signature }, body };
}

type Lie = {
  readonly what: string;
  readonly send: (product: ReturnType<Stage["product"]>, path: string) => Promise<number>;
};

function xeroLies(at: Date): readonly Lie[] {
  const event = { resourceId: "forged-invoice", tenantId: "organisation-x", eventCategory: "INVOICE" };
  const body = JSON.stringify({
    events: [{ ...event, eventType: "UPDATE", eventDateUtc: at.toISOString().slice(0, -1) }],
  });
  const send: Lie["send"] = async ({ web }) =>
    (await web.request("/webhooks/xero", xeroPost(body, "another key"))).status;
  return [{ what: "Xero's, signed with another key", send }];
}

function stripeLies(account: CardBooks, at: Date): readonly Lie[] {
  const session = { id: "evt_forged", object: "event", type: "checkout.session.completed" };
  const body = JSON.stringify({ ...session, data: { object: { id: "cs_forged" } } });
  const foreign = JSON.stringify({
    ...session,
    account: "acct_forged",
    data: { object: { id: "cs_forged" } },
  });
  const seconds = Math.floor(at.getTime() / 1000);
  const secret = `whsec_planted_${account.id}`;
  const post = (text: string, signature: string): Lie["send"] => {
    const init = { method: "POST", headers: { "stripe-signature": signature }, body: text };
    return async ({ web }, path) => (await web.request(path, init)).status;
  };
  return [
    { what: "Stripe's, signed with another secret", send: post(body, sign(body, "whsec_other", seconds)) },
    { what: "Stripe's, ten minutes old", send: post(body, sign(body, secret, seconds - 600)) },
    { what: "Stripe's, ten minutes early", send: post(body, sign(body, secret, seconds + 600)) },
    { what: "of another account", send: post(foreign, sign(foreign, secret, seconds)) },
  ];
}
