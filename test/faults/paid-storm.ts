import { openSession, pay } from "../../src/sandbox/stripe/paying.ts";
import { all, put } from "../../src/sandbox/stripe/state.ts";
import { openStore } from "../../src/store/open-store.ts";
import { type Product, startProduct } from "../helpers/product.ts";
import { seeded } from "../helpers/seeded.ts";
import { listAllSteps } from "../helpers/steps.ts";
import { type StripeHere, startStripe } from "../helpers/stripe.ts";
import { until } from "../helpers/until.ts";

export interface StormReport {
  readonly bills: number;
  readonly kills: number;
  /** Pushes that reached the product, each payment several times and in any order. */
  readonly pushes: number;
  /** Payments that only a look back found, as their pushes were lost. */
  readonly unpushed: number;
  readonly announcedOnce: number;
  readonly announcedWrong: number;
  readonly remindersAnnounced: number;
  readonly remindersCancelled: number;
  readonly billedMinor: number;
  readonly allocatedMinor: number;
  readonly paidMinor: number;
  readonly leftUnpaid: number;
}

export interface StormOptions {
  readonly bills: number;
  readonly kills: number;
  readonly seed: number;
  readonly folder: string;
}

const secret = "whsec_of_the_installation";

/**
 * Bills that are paid by every path at once: pushed by Stripe three times over in any order, found by a look back as
 * their pushes were lost, told by the trader, and by two of these together, while the process is killed with -9.
 */
export async function paidStorm(options: StormOptions): Promise<StormReport> {
  const random = seeded(options.seed);
  const stripe = await startStripe(() => new Date());
  const env = {
    DATABASE_URL: `file:${options.folder}/storm.db`,
    LOG_LEVEL: "silent",
    UNDO_SECONDS: "86400",
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: stripe.key,
    STRIPE_WEBHOOK_SECRET: secret,
  };
  let product = await startProduct({ env });
  const port = new URL(product.url).port;
  const again = async () => {
    await product.kill();
    product = await startProduct({ env: { ...env, PORT: port } });
  };
  const current = () => product;
  try {
    await bill(current, options.bills, again);
    listen(stripe, product.url);
    await until(() => links(stripe).length === options.bills, "every bill has its link", 300_000);
    const unpushed = await storm(stripe, current, { ...options, random, again });
    // Whatever was pushed in vain is looked for at the start.
    await again();
    await settled(current, options.bills);
    const said = await announced(product);
    await product.stop();
    return { ...(await judge(options, env.DATABASE_URL, said)), pushes: stripe.delivering.made(), unpushed };
  } finally {
    await product.kill();
    await stripe.close();
  }
}

/** One client, a bill of £31 and one more pound for each after that. */
async function bill(product: () => Product, bills: number, again: () => Promise<void>): Promise<void> {
  for (const text of ["my business is Joe's Plumbing", "add client Acme acme@example.com"])
    await product().say("me", text);
  // The installation's key is taken by the only trader there is, as soon as one is found.
  await again();
  await product().until("me", (it) => it.text.startsWith("Card payments are on"));
  for (let number = 1; number <= bills; number += 1) await product().say("me", `bill Acme £${30 + number}`);
}

function links(stripe: StripeHere) {
  return all(stripe.account, "payment_link");
}

/** What an operator enters in Stripe's Dashboard. */
function listen(stripe: StripeHere, url: string): void {
  const id = "we_storm";
  stripe.account.secrets[id] = secret;
  put(stripe.bank, stripe.account, "webhook_endpoint", {
    id,
    url: `${url}/webhooks/stripe`,
    enabled_events: ["checkout.session.completed"],
    status: "enabled",
  });
  Object.assign(stripe.delivering.faults, { copies: 3, shuffled: true });
}

type Storm = StormOptions & { readonly random: () => number; readonly again: () => Promise<void> };

async function storm(stripe: StripeHere, product: () => Product, it: Storm): Promise<number> {
  const stride = Math.ceil(it.bills / (it.kills + 1));
  let unpushed = 0;
  let saying: Promise<unknown>[] = [];
  for (const [index, link] of [...links(stripe)].entries()) {
    const dice = it.random();
    const amount = Number(
      (link["line_items"] as { data: readonly { amount_total: number }[] }).data[0]?.amount_total,
    );
    const number = amount / 100 - 30;
    const byCard = dice < 0.8;
    stripe.delivering.faults.dropped = dice < 0.2;
    if (dice < 0.2) unpushed += 1;
    if (byCard) {
      const session = openSession(stripe.bank, stripe.account, String(link["id"]));
      pay(stripe.bank, stripe.account, String(session["id"]), "card");
    }
    // Said by the trader too, or alone. What a kill cuts off is said again.
    if (dice >= 0.65) saying.push(insist(product, `bill ${number} paid`));
    if (saying.length >= 6) await Promise.all(saying.splice(0));
    if ((index + 1) % stride === 0 && index + 1 < it.bills) {
      await new Promise((resolve) => setTimeout(resolve, it.random() * 200));
      await it.again();
    }
  }
  await Promise.all(saying);
  saying = [];
  stripe.delivering.faults.dropped = false;
  await stripe.delivering.settled();
  return unpushed;
}

async function insist(product: () => Product, text: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const n = await product()
      .say("me", text)
      .catch(() => null);
    if (n !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nobody heard: ${text}`);
}

async function settled(product: () => Product, bills: number): Promise<void> {
  await until(async () => (await announced(product())).length >= bills, "everything is announced", 300_000);
}

interface Announced {
  readonly pounds: number;
  readonly reminders: number;
}

async function announced(product: Product): Promise<readonly Announced[]> {
  const said = (await product.items("me")).filter((it) => it.from === "bot" && it.replaces === null);
  return said
    .flatMap((it) => it.text.split("\n"))
    .flatMap((line) => {
      const found = /^Acme paid £([\d,]+) — (?:no|(\d+)) reminders? /.exec(line);
      return found === null
        ? []
        : [{ pounds: Number(found[1]?.replaceAll(",", "")), reminders: Number(found[2] ?? 0) }];
    });
}

async function judge({ bills, kills }: StormOptions, url: string, said: readonly Announced[]) {
  const store = await openStore(url);
  const rows = await store.read(async (tx) => ({
    bills: await tx.builder.select().from(tx.tables.bills),
    payments: await tx.builder.select().from(tx.tables.payments),
    allocations: await tx.builder.select().from(tx.tables.allocations),
    steps: await listAllSteps(tx),
  }));
  await store.close();
  const counting = rows.payments.filter((it) => it.state === "arrived");
  const arrived = new Set(counting.map((it) => it.id));
  const sum = (list: readonly { readonly amountMinor: number }[]) =>
    list.reduce((so, it) => so + it.amountMinor, 0);
  const times = rows.bills.map(
    ({ totalMinor }) => said.filter((it) => it.pounds * 100 === totalMinor).length,
  );
  return {
    bills,
    kills,
    announcedOnce: times.filter((count) => count === 1).length,
    announcedWrong: times.filter((count) => count !== 1).length,
    remindersAnnounced: said.reduce((so, it) => so + it.reminders, 0),
    remindersCancelled: rows.steps.filter((it) => it.kind === "reminder" && it.why === "paid").length,
    billedMinor: rows.bills.reduce((so, it) => so + it.totalMinor, 0),
    allocatedMinor: sum(rows.allocations.filter((it) => arrived.has(it.paymentId))),
    paidMinor: sum(counting),
    leftUnpaid: rows.bills.filter((it) => it.state !== "paid").length,
  };
}
