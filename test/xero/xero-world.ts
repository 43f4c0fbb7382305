import { startXeroSandbox, type XeroSandbox } from "../../src/sandbox/xero/sandbox.ts";
import type { Invoice, Organisation } from "../../src/sandbox/xero/state.ts";
import { createSeal } from "../../src/seal.ts";
import { type OpenXero, openXero } from "../../src/xero/open-xero.ts";
import { type CardWorld, openCardWorld } from "../helpers/card-world.ts";
import { openWorld, type World, type WorldOptions } from "../helpers/world.ts";
import { allow, app } from "../sandbox/xero/books.ts";

/** The product with the sandbox for its Xero, joined as `main.ts` joins them. */
export interface XeroWorld extends World {
  readonly sandbox: XeroSandbox;
  readonly xero: OpenXero;
  readonly organisation: Organisation;
  /** What a browser does with the link in the chat: on to Xero, "Allow access", and back. Answers its cookie. */
  visit(chat: string, organisationId?: string | null): Promise<string>;
  /** Connects, says yes and saves the suggested settings, or others. */
  connect(chat: string, settings?: Record<string, string>): Promise<void>;
  setup(cookie: string, settings: Record<string, string>): Promise<Response>;
  invoices(): readonly Invoice[];
  /** Lets so much time pass, and does what falls due then. */
  wait(ms: number): Promise<void>;
  /** The last message of the bot. */
  heard(chat: string): Promise<string>;
}

export async function openXeroWorld(options: WorldOptions = {}): Promise<XeroWorld> {
  return await joinXero(options, openWorld);
}

/** The same with Stripe beside it, as `main.ts` joins the two. */
export async function openBothWorld(): Promise<XeroWorld & { readonly cards: CardWorld }> {
  let xero: XeroWorld | undefined;
  let cards: CardWorld | undefined;
  xero = await joinXero({}, async (all) => {
    cards = await openCardWorld({
      ...all,
      lookInBooks: async (...asked) => (await xero?.xero.look(...asked)) ?? "off",
    });
    return cards;
  });
  if (cards === undefined) throw new Error("Stripe was not joined.");
  return Object.assign(xero, { cards });
}

async function joinXero(
  options: WorldOptions,
  open: (options: WorldOptions) => Promise<World>,
): Promise<XeroWorld> {
  let joined: OpenXero | undefined;
  const clock = { now: () => new Date(options.now ?? "2026-11-22T09:00:00Z") };
  let now = () => clock.now();
  const running = await startXeroSandbox({
    now: () => now(),
    path: null,
    // The address of our pages is known only once they are there.
    app: { ...app, redirectUri: null },
  });
  const { url } = running;
  const config = { ...app, webhookKey: "hook-key", apiUrl: url, identityUrl: url, loginUrl: url };
  const seal = createSeal("a key of the operator's own, long enough", "xero");
  const world = await open({
    ...options,
    xeroOn: true,
    outside: (desk) => {
      joined = openXero({ desk, seal, config });
      return joined.handlers;
    },
  });
  now = world.clock.now;
  const opened = () => {
    if (joined === undefined) throw new Error("Xero was not joined.");
    return joined;
  };
  const [organisation] = running.state.all("organisations");
  if (organisation === undefined) throw new Error("The sandbox has no organisation.");

  const visit = async (chat: string, organisationId: string | null = organisation.id) => {
    const said = (await world.transcript(chat)).findLast((it) => it.text.includes("/connect/xero/"));
    const path = /\/connect\/xero\/[\w-]+/.exec(said?.text ?? "")?.[0] ?? "";
    const began = await opened().routes.request(path, { method: "POST" });
    const cookie = /^[^;]+/.exec(began.headers.get("set-cookie") ?? "")?.[0] ?? "";
    const consent = began.headers.get("location") ?? "";
    const code = await allow(consent, organisationId);
    const state = new URL(consent).searchParams.get("state") ?? "";
    const came = code.startsWith("error") ? `error=access_denied` : `code=${code}`;
    await opened().routes.request(`/callback/xero?state=${state}&${came}`, { headers: { cookie } });
    await world.settle();
    return cookie;
  };
  const setup = async (cookie: string, settings: Record<string, string>) => {
    const response = await opened().routes.request("/setup", {
      method: "POST",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(settings).toString(),
    });
    await world.settle();
    return response;
  };
  return {
    ...world,
    get store() {
      return world.store;
    },
    get desk() {
      return world.desk;
    },
    sandbox: running,
    get xero() {
      return opened();
    },
    organisation,
    visit,
    setup,
    connect: async (chat, settings = {}) => {
      await world.say(chat, "connect xero");
      const cookie = await visit(chat);
      await world.press(chat, await world.button(chat, "Yes"));
      await setup(cookie, {
        account: "200",
        taxType: "NONE",
        status: "AUTHORISED",
        direction: "two-way",
        ...settings,
      });
    },
    invoices: () => running.state.all("invoices"),
    wait: async (ms) => {
      await world.wait(ms);
      for (const source of opened().sources) await source.run(world.clock.now());
      await world.settle();
    },
    heard: async (chat) =>
      (await world.transcript(chat)).findLast((it) => it.sender === "bot" && it.replaces === null)?.text ??
      "",
    close: async () => {
      await world.close();
      await running.close();
    },
  };
}
