import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { formatMoney } from "../../domain/money.ts";
import type { Html } from "../../web/page/html.ts";
import { button, facts, notice, panel } from "../../web/page/parts.ts";
import { respond } from "../../web/page/respond.ts";
import type { Json } from "./check.ts";
import { closeDispute, dispute, finishDebit, openSession, pay, refund } from "./paying.ts";
import { Refusal } from "./rules.ts";
import { type Account, all, type Bank, find } from "./state.ts";

/**
 * The page a client would pay on, for who has no Stripe: nothing is paid and no card is asked for. Once something was
 * tried it also plays the bank and the trader's Dashboard.
 */
export function createPayingPages(bank: Bank, changed: () => void): Hono {
  const app = new Hono();
  app.get("/:link", async (c) => await show(bank, c, null));
  app.post("/:link", async (c) => {
    const account = accountOf(bank, c.req.param("link"));
    if (account === undefined) return c.notFound();
    const act = acts[String((await c.req.parseBody())["act"])];
    if (act === undefined) return c.text("There is no such button.", 400);
    try {
      const back = act(bank, account, c.req.param("link"));
      changed();
      return back === null ? c.redirect(c.req.path, 303) : c.redirect(back, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return await show(bank, c, error.message);
    }
  });
  return app;
}

type Act = (bank: Bank, account: Account, linkId: string) => string | null;

const acts: Readonly<Record<string, Act>> = {
  card: (bank, account, linkId) => payBy(bank, account, linkId, "card"),
  "bad-card": (bank, account, linkId) => {
    payBy(bank, account, linkId, "bad-card");
    throw new Refusal("card-declined", 402, "Your card was declined. Try another way to pay.");
  },
  bacs: (bank, account, linkId) => payBy(bank, account, linkId, "bacs_debit"),
  "bank-pays": (bank, account, linkId) => finish(bank, account, linkId, true),
  "bank-refuses": (bank, account, linkId) => finish(bank, account, linkId, false),
  refund: (bank, account, linkId) => {
    const charge = chargeOf(account, linkId);
    if (charge !== undefined)
      refund(
        bank,
        account,
        String(charge["id"]),
        Number(charge["amount"]) - Number(charge["amount_refunded"]),
      );
    return null;
  },
  dispute: (bank, account, linkId) => {
    const charge = chargeOf(account, linkId);
    if (charge !== undefined) dispute(bank, account, String(charge["id"]));
    return null;
  },
  "dispute-won": (bank, account, linkId) => close(bank, account, linkId, "won"),
  "dispute-lost": (bank, account, linkId) => close(bank, account, linkId, "lost"),
};

function payBy(bank: Bank, account: Account, linkId: string, by: Parameters<typeof pay>[3]): string | null {
  const session = openSession(bank, account, linkId);
  pay(bank, account, String(session["id"]), by);
  const after = find(account, "payment_link", linkId)["after_completion"] as { redirect?: { url: string } };
  return by === "card" ? (after.redirect?.url ?? null) : null;
}

function finish(bank: Bank, account: Account, linkId: string, well: boolean): null {
  const session = sessionOf(account, linkId);
  if (session !== undefined) finishDebit(bank, account, String(session["id"]), well);
  return null;
}

function close(bank: Bank, account: Account, linkId: string, how: "won" | "lost"): null {
  const open = disputeOf(account, linkId);
  if (open !== undefined) closeDispute(bank, account, String(open["id"]), how);
  return null;
}

function accountOf(bank: Bank, linkId: string): Account | undefined {
  return Object.values(bank.state.accounts).find((it) => Object.hasOwn(it.objects, linkId));
}

/** The newest session of a link in which something was finished. */
function sessionOf(account: Account, linkId: string): Json | undefined {
  return all(account, "checkout.session").findLast(
    (it) => it["payment_link"] === linkId && it["status"] === "complete",
  );
}

function chargeOf(account: Account, linkId: string): Json | undefined {
  const intent = sessionOf(account, linkId)?.["payment_intent"];
  return all(account, "charge").find((it) => it["payment_intent"] === intent);
}

function disputeOf(account: Account, linkId: string): Json | undefined {
  const charge = chargeOf(account, linkId)?.["id"];
  return all(account, "dispute").find((it) => it["charge"] === charge);
}

async function show(bank: Bank, c: Context, wrong: string | null): Promise<Response> {
  const linkId = c.req.param("link") ?? "";
  const account = accountOf(bank, linkId);
  if (account === undefined) return await c.notFound();
  const link = find(account, "payment_link", linkId);
  const [line] = (link["line_items"] as { data: readonly Json[] }).data;
  const amount = formatMoney(Number(line?.["amount_total"]), String(link["currency"]).toUpperCase());
  const body = html`<h1>Pay ${amount}</h1>
${notice("This is practice: a stand-in for Stripe on this computer. No money moves and no card is asked for.", "wait")}
${wrong === null ? null : notice(wrong, "bad")}
${facts([
  ["For", String(line?.["description"])],
  ["Amount", amount],
])}
${choices(account, link, amount)}`;
  const page = await respond(c, { title: `Practice: pay ${amount}`, narrow: true, body });
  // Whoever guards this page asks where a form came from, and a browser that may not say answers "null".
  page.headers.set("referrer-policy", "same-origin");
  return page;
}

function choices(account: Account, link: Json, amount: string): Html {
  const linkId = String(link["id"]);
  const session = sessionOf(account, linkId);
  const intent = session === undefined ? undefined : account.objects[String(session["payment_intent"])];
  if (intent?.["status"] === "processing") {
    return panel(
      "The bank has been asked",
      html`<p>A Bacs debit takes some days. You decide how it ends.</p>${form("bank-pays", "The bank pays")}${form("bank-refuses", "The bank refuses", "quiet")}`,
    );
  }
  if (intent?.["status"] === "succeeded") return paid(account, linkId);
  if (link["active"] !== true)
    return panel("This link is off", html`<p>It has been paid, or the bill was changed or cancelled.</p>`);
  return panel(
    "Play the client",
    html`${form("card", `Pay ${amount} by card`)}${form("bacs", "Pay by Bacs debit", "quiet")}${form("bad-card", "Pay with a card that is declined", "quiet")}`,
  );
}

function paid(account: Account, linkId: string): Html {
  const charge = chargeOf(account, linkId);
  const contested = disputeOf(account, linkId);
  if (contested?.["status"] === "needs_response") {
    return panel(
      "The card's bank took the money back",
      html`${form("dispute-won", "The trader wins")}${form("dispute-lost", "The trader loses", "quiet")}`,
    );
  }
  const back = Number(charge?.["amount_refunded"]);
  if (back > 0) return panel("Refunded", html`<p>The trader gave the money back.</p>`);
  if (contested !== undefined)
    return panel("The dispute is closed", html`<p>It was ${String(contested["status"])}.</p>`);
  return panel(
    "Paid",
    html`<p>What may happen afterwards:</p>${form("refund", "The trader refunds it", "quiet")}${form("dispute", "The client disputes it", "quiet")}`,
  );
}

function form(act: string, label: string, look: "main" | "quiet" = "main"): Html {
  return html`<form method="post"><input type="hidden" name="act" value="${act}">${button(label, look)}</form>`;
}
