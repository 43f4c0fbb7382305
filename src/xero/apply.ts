import { told } from "../desk/connect-xero.ts";
import { hashOf } from "../desk/follow-xero.ts";
import type { MoneyNews } from "../desk/money-news.ts";
import type { Outcome } from "../desk/outcome.ts";
import { tellOf } from "../desk/take-money.ts";
import { clientOf, contentFrom, isKeepable, rewriteFrom } from "../desk/take-theirs.ts";
import { move, type Turn, viewOf } from "../desk/turn.ts";
import { type Bill, isOwed } from "../domain/bill.ts";
import { differencesOf, sameContent } from "../domain/drift.ts";
import type { Invoice } from "../domain/ledger.ts";
import type { Mirror, XeroConnection } from "../domain/mirror.ts";
import { amountsOf } from "../domain/vat.ts";
import { addBill, getBill } from "../store/bills.ts";
import { takeBillNumber } from "../store/traders.ts";
import { changeMirror, listMirrorsOf, putMirror, setSync } from "../store/xero-mirrors.ts";
import { applyMoney } from "./apply-money.ts";
import { syncOf } from "./push-settle.ts";
import { inTurn, type Room } from "./room.ts";

/** Invoices taken in one turn of the trader's. */
const inOneTurn = 50;

/**
 * Takes what Xero says of invoices: money and closing at once, whatever the origin; content by origin. Our own pushes
 * come back here and change nothing. `quiet` tells nothing: an import is one message at its end. Answers whether
 * anything was told.
 */
export async function applyInvoices(
  room: Room,
  connection: XeroConnection,
  invoices: readonly Invoice[],
  { quiet, inChat = null }: { readonly quiet: boolean; readonly inChat?: string | null },
): Promise<boolean> {
  let spoke = false;
  for (let at = 0; at < invoices.length; at += inOneTurn) {
    const some = invoices.slice(at, at + inOneTurn);
    await inTurn(
      room,
      connection.traderId,
      async (turn) => {
        const mirrors = new Map(
          (
            await listMirrorsOf(
              turn.tx,
              turn.trader.id,
              some.map((it) => it.id),
            )
          ).map((it) => [it.invoiceId, it]),
        );
        const outcomes: Outcome[] = [];
        const money: MoneyNews[] = [];
        for (const invoice of some) {
          const mirror = mirrors.get(invoice.id);
          const came =
            mirror === undefined
              ? await takeOver(turn, connection, invoice)
              : await applyOne(turn, mirror, invoice);
          outcomes.push(...came.outcomes);
          money.push(...came.money);
        }
        const news = quiet ? [] : [...outcomes, ...tellOf(money)];
        spoke ||= news.length > 0;
        return news;
      },
      inChat,
    );
  }
  return spoke;
}

interface Came {
  readonly outcomes: readonly Outcome[];
  readonly money: readonly MoneyNews[];
}
const nothing: Came = { outcomes: [], money: [] };

async function applyOne(turn: Turn, mirror: Mirror, invoice: Invoice): Promise<Came> {
  const before = await getBill(turn.tx, turn.trader.id, mirror.billId);
  if (before.sync === "No longer syncing") return nothing;
  if (invoice.status === "voided" || invoice.status === "deleted")
    return await applyClosing(turn, mirror, before, invoice);
  const outcomes: Outcome[] = [];
  const approved = mirror.status === "draft" && (invoice.status === "approved" || invoice.status === "paid");
  const { bill, drifted } = await applyContent(turn, mirror, before, invoice);
  if (drifted !== null) outcomes.push(drifted);
  if (mirror.status !== invoice.status) await changeMirror(turn.tx, mirror, { status: invoice.status });
  if (approved && bill.origin === "justpayme") {
    const shown = bill.sync === "Draft in Xero" ? await setSync(turn.tx, bill, syncOf(bill, invoice)) : bill;
    turn.changed.set(bill.id, shown);
    outcomes.push(told({ what: "approved-there", bill: await viewOf(turn, shown) }));
  }
  const money = await applyMoney(turn, bill, invoice);
  return { outcomes: [...outcomes, ...money.outcomes], money: money.news };
}

/** Gone there is gone here, unless money came for it by another way. */
async function applyClosing(turn: Turn, mirror: Mirror, bill: Bill, invoice: Invoice): Promise<Came> {
  if (mirror.status === invoice.status) return nothing;
  await changeMirror(turn.tx, mirror, { status: invoice.status });
  if (bill.state !== "open") return nothing;
  const cancelled = await move(turn, bill, { state: "cancelled", paidMinor: 0 });
  // Nothing follows from it there: it is so because it is so there.
  await changeMirror(turn.tx, mirror, {
    wantedHash: await hashOf(turn, cancelled),
    pushed: mirror.wanted,
    problem: null,
  });
  const deleted = invoice.status === "deleted";
  return {
    outcomes: [told({ what: "voided-there", bill: await viewOf(turn, cancelled), deleted })],
    money: [],
  };
}

async function applyContent(
  turn: Turn,
  mirror: Mirror,
  bill: Bill,
  invoice: Invoice,
): Promise<{ readonly bill: Bill; readonly drifted: Outcome | null }> {
  const same = mirror.base !== null && sameContent(mirror.base, invoice);
  const waiting = mirror.wanted > mirror.pushed;
  if (same && mirror.drift !== null && !waiting) {
    // Somebody put it back as it was.
    await changeMirror(turn.tx, mirror, { drift: null });
    const shown = await setSync(turn.tx, bill, syncOf(bill, invoice));
    turn.changed.set(bill.id, shown);
    return { bill: shown, drifted: null };
  }
  // What waits to be pushed is looked at when it is.
  if (same || waiting || !isKeepable(invoice)) return { bill, drifted: null };
  // What is paid cannot be put back there: what it says is what was paid for.
  const theirs = bill.origin === "xero" || invoice.status === "paid";
  if (theirs && isOwed(bill)) return { bill: await rewriteFrom(turn, bill, mirror, invoice), drifted: null };
  if (mirror.drift !== null && sameContent(mirror.drift, invoice)) return { bill, drifted: null };
  await changeMirror(turn.tx, mirror, { drift: invoice });
  const shown = await setSync(turn.tx, bill, "Edited in Xero");
  turn.changed.set(bill.id, shown);
  const differences = differencesOf(mirror.base ?? invoice, invoice);
  const payable = invoice.payments.length === 0 && invoice.credits.length === 0;
  return {
    bill: shown,
    drifted: told({ what: "edited-there", bill: await viewOf(turn, shown), differences, payable }),
  };
}

/** An open invoice that was made in Xero becomes a bill, which stays as Xero has it. */
async function takeOver(turn: Turn, connection: XeroConnection, invoice: Invoice): Promise<Came> {
  const wanted =
    connection.settings?.importOn === true && invoice.status === "approved" && invoice.dueMinor > 0;
  if (!wanted || !isKeepable(invoice) || invoice.currency !== turn.trader.currency) return nothing;
  const clientId = await clientOf(turn, connection.organisationId, invoice);
  const { lines, ...vat } = contentFrom(invoice, connection);
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, vat);
  const bill: Bill = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    number: await takeBillNumber(turn.tx, turn.trader.id),
    publicId: turn.random.token(),
    clientId,
    state: "open",
    origin: "xero",
    currency: invoice.currency,
    totalMinor,
    paidMinor: 0,
    ...vat,
    vatMinor,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn ?? invoice.issuedOn,
    supplyOn: null,
    reference: invoice.reference || null,
    payBy: turn.trader.payBy,
    payByUnusual: false,
    toXero: true,
    sync: "Xero-managed",
    createdAt: turn.now,
  };
  await addBill(turn.tx, bill, lines);
  await putMirror(turn.tx, mirrorOf(turn, connection, bill, invoice, await hashOf(turn, bill)));
  turn.made.set(bill.id, bill);
  const money = await applyMoney(turn, bill, invoice);
  return { outcomes: money.outcomes, money: money.news };
}

function mirrorOf(
  turn: Turn,
  { organisationId }: XeroConnection,
  bill: Bill,
  invoice: Invoice,
  wantedHash: string,
): Mirror {
  return {
    traderId: turn.trader.id,
    billId: bill.id,
    organisationId,
    number: invoice.number,
    marker: "",
    invoiceId: invoice.id,
    wantedHash,
    wanted: 0,
    pushed: 0,
    attempted: false,
    urgent: false,
    choices: {},
    base: invoice,
    drift: null,
    status: invoice.status,
    onlineUrl: null,
    problem: null,
    waitingSince: null,
    told: false,
    ownPage: false,
  };
}
