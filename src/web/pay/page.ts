import { html } from "hono/html";
import { formatSortCode, payReference } from "../../domain/bank.ts";
import { amountDueMinor, type Bill, formatBillNumber } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import { traderLines, traderName } from "../../domain/letterhead.ts";
import { formatMoney } from "../../domain/money.ts";
import type { BillPage } from "../../store/bill-page.ts";
import { type Html, joined, when } from "../page/html.ts";
import type { Layout } from "../page/layout.ts";
import { facts, link, notice } from "../page/parts.ts";
import { qrPicture } from "./qr.ts";
import { dueText, exact, lineEach, lineName, totals } from "./words.ts";

export interface PayPageView extends BillPage {
  readonly today: Day;
  /** Of this very page. */
  readonly url: string;
  /** The client has just come back from paying by card. */
  readonly returned: boolean;
}

/** What a client sees of a bill, and how they pay it. */
export function payPage(view: PayPageView): Layout {
  const { bill, trader } = view;
  const amount = formatMoney(shownMinor(bill), bill.currency);
  const body = html`<article class="stack pay">
${heading(view, amount)}
${state(view)}
${when(isPayable(bill), () => ways(view))}
<section class="panel stack" aria-labelledby="what"><h2 id="what">What it is for</h2>${items(view)}</section>
<section class="panel stack" aria-labelledby="about"><h2 id="about">About this bill</h2>${about(view)}
<p class="row">${link(`/pay/${bill.publicId}/bill.pdf`, "Download as PDF", "quiet")}</p></section>
</article>`;
  const name = traderName(trader);
  return { title: `${amount} to ${name}`, body, narrow: true, brand: name };
}

function isPayable({ state: it }: Bill): boolean {
  return it === "open" || it === "part-paid";
}

/** What the page is headed by: what is still to pay, or what it came to. */
function shownMinor(bill: Bill): number {
  return isPayable(bill) ? amountDueMinor(bill) : bill.totalMinor;
}

function heading({ bill, today }: PayPageView, amount: string): Html {
  const number = formatBillNumber(bill.number);
  const when = isPayable(bill) ? `, ${dueText(bill, today)}` : "";
  return html`<header class="sum"><p class="muted">Bill ${number}${when}</p><h1>${amount}</h1></header>`;
}

/** What has become of it. */
function state({ bill, paid, trader, returned }: PayPageView): Html | null {
  const money = (minor: number) => formatMoney(minor, bill.currency);
  const name = traderName(trader);
  switch (bill.state) {
    case "paid": {
      const last = paid.at(-1)?.payment.paidOn;
      return notice(`Paid${last === undefined ? "" : ` on ${formatDay(last)}`}. Thank you from ${name}.`);
    }
    case "processing":
      return notice(
        `Your payment is on its way. A bank debit takes a few working days; there is nothing to do.`,
        "wait",
      );
    case "cancelled":
      return notice("This bill was cancelled. There is nothing to pay.", "wait");
    case "credited":
      return notice("This bill is closed. There is nothing more to pay.", "wait");
    case "part-paid":
      return notice(`${money(bill.paidMinor)} of ${money(bill.totalMinor)} is paid. Thank you.`);
    default:
      return returned
        ? notice(
            "Thank you. A card payment takes a few seconds to show here: please open this page again.",
            "wait",
          )
        : null;
  }
}

function ways(view: PayPageView): Html {
  const { bill, cardUrl, trader, bank } = view;
  if (cardUrl === null && bank === null) {
    const ask = trader.replyEmail === null ? "" : ` at ${trader.replyEmail}`;
    return html`<section class="panel stack"><h2>How to pay</h2><p>Please ask ${traderName(trader)}${ask} how to pay this bill.</p></section>`;
  }
  return joined([
    cardUrl === null
      ? null
      : html`<section class="panel stack" aria-labelledby="card"><h2 id="card">Pay by card</h2>
<p class="row">${link(cardUrl, `Pay ${formatMoney(amountDueMinor(bill), bill.currency)} by card`)}</p>
<p class="tip">You pay on Stripe's secure page. ${traderName(trader)} never sees your card.</p></section>`,
    bank === null ? null : bankWay(view, bank),
  ]);
}

/** Laid out to be copied: a tap on a value marks the whole of it. */
function bankWay({ bill, trader, url }: PayPageView, bank: NonNullable<PayPageView["bank"]>): Html {
  const copy = (text: string) => html`<code class="copy">${text}</code>`;
  return html`<section class="panel stack" aria-labelledby="bank"><h2 id="bank">Pay by bank transfer</h2>
${facts([
  ["Name", copy(trader.legalName ?? traderName(trader))],
  ["Sort code", copy(formatSortCode(bank.sortCode))],
  ["Account", copy(bank.accountNumber)],
  ["Reference", copy(payReference(bill.number))],
  ["Amount", copy((amountDueMinor(bill) / 100).toFixed(2))],
])}
<p class="tip">Please use the reference, so that ${traderName(trader)} can tell whose payment it is. Press and hold a value to copy it.</p>
<details><summary>Open this page on your phone</summary>${qrPicture(url, "QR code that opens this page")}</details></section>`;
}

function items({ bill, lines }: PayPageView): Html {
  const rows = lines.map((line) => {
    const each = lineEach(line, bill);
    return html`<tr><th scope="row">${lineName(line)}${each === null ? null : html` <span class="muted">${each}</span>`}</th><td class="num">${exact(line.amountMinor, bill)}</td></tr>`;
  });
  const sums = totals(bill, lines).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td class="num">${value}</td></tr>`,
  );
  return html`<table class="items"><caption class="sr">What the bill is for, and what it comes to</caption><tbody>${rows}</tbody><tbody class="sums">${sums}</tbody></table>`;
}

function about({ bill, client, trader }: PayPageView): Html {
  const lines = (parts: readonly string[]) =>
    html`${parts.map((part, index) => html`${index === 0 ? null : html`<br>`}${part}`)}`;
  return facts([
    ["From", lines(traderLines(trader))],
    ["For", lines([client.name, ...(client.address?.split(/\n|, /) ?? [])])],
    ["Bill", formatBillNumber(bill.number)],
    ["Date", formatDay(bill.issuedOn)],
    ...(bill.supplyOn === null ? [] : [["Work done", formatDay(bill.supplyOn)] as const]),
    ["Due", formatDay(bill.dueOn)],
    ...(bill.reference === null ? [] : [["Your reference", bill.reference] as const]),
  ]);
}
