import { ageOf, ages } from "./aged-debt.ts";
import { amountDueMinor, type Bill, isOwed } from "./bill.ts";
import { addDays, type Day } from "./day.ts";
import type { Currency } from "./money.ts";
import type { Payment } from "./payment.ts";

/** One line of a client's account. */
export interface StatementEntry {
  readonly on: Day;
  /** The number of the bill that was made; null where money came. */
  readonly bill: number | null;
  /** Adds to what is owed; less than nothing for money that came. */
  readonly changeMinor: number;
  /** What was owed after it. */
  readonly balanceMinor: number;
}

/** Where a client's account stands, and how it came to that: all it takes to put it on paper, and again the same. */
export interface Statement {
  readonly kind: "statement";
  readonly on: Day;
  readonly currency: Currency;
  readonly client: string;
  /** The client, and below it their address. */
  readonly to: readonly string[];
  /** Who it is from, a line each. */
  readonly from: readonly string[];
  /** From when on everything is listed. */
  readonly since: Day;
  /** What was owed before that. */
  readonly broughtMinor: number;
  readonly entries: readonly StatementEntry[];
  /** What is owed by how long, in the order of `ages`. */
  readonly byAge: readonly number[];
  /** Paid too much, or not yet set against a bill. */
  readonly creditMinor: number;
  /** What is owed on bills, less the credit. */
  readonly balanceMinor: number;
  readonly bank: { readonly name: string; readonly sortCode: string; readonly accountNumber: string } | null;
}

/** What a client's account is made of. */
export interface Account {
  readonly bills: readonly Bill[];
  readonly payments: readonly Payment[];
  readonly creditMinor: number;
}

/** At least this much of the past is listed … */
const shownDays = 90;
/** … and at most this much, however old the oldest bill is. */
const shownDaysMax = 365;
/** Nobody reads more lines than this, and drawing them keeps everybody waiting: what is older is brought forward. */
const entriesMax = 400;

type Figures = Pick<
  Statement,
  "since" | "broughtMinor" | "entries" | "byAge" | "creditMinor" | "balanceMinor"
>;

/**
 * An account of one currency. What is owed is reckoned from the bills as they stand; what led to it is listed, and
 * whatever lies before the list, or outside it (a credit note in Xero), is in what was brought forward. So the last
 * balance is always what is owed.
 */
export function accountFigures({ bills, payments, creditMinor }: Account, today: Day): Figures {
  const owed = bills.filter(isOwed);
  const owedMinor = owed.reduce((sum, bill) => sum + amountDueMinor(bill), 0);
  const balanceMinor = owedMinor - creditMinor;
  const from = sinceOf(owed, today);
  const changes = [...bills.flatMap(charged), ...payments.flatMap(came)]
    .filter(({ on }) => on >= from)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.changeMinor - a.changeMinor))
    .slice(-entriesMax);
  const since = changes.length === entriesMax ? (changes[0]?.on ?? from) : from;
  const broughtMinor = balanceMinor - changes.reduce((sum, { changeMinor }) => sum + changeMinor, 0);
  let running = broughtMinor;
  const entries = changes.map((change) => {
    running += change.changeMinor;
    return { ...change, balanceMinor: running };
  });
  const byAge = ages.map((age) =>
    owed
      .filter(({ dueOn }) => ageOf(dueOn, today) === age)
      .reduce((sum, bill) => sum + amountDueMinor(bill), 0),
  );
  return { since, broughtMinor, entries, byAge, creditMinor, balanceMinor };
}

function sinceOf(owed: readonly Bill[], today: Day): Day {
  const days = [addDays(today, -shownDays), ...owed.map(({ issuedOn }) => issuedOn)];
  const oldest = days.reduce((first, day) => (day < first ? day : first));
  const floor = addDays(today, -shownDaysMax);
  return oldest < floor ? floor : oldest;
}

type Change = Omit<StatementEntry, "balanceMinor">;

/** A bill counts for what is or was to be paid on it: of one that was closed, only what came. */
function charged(bill: Bill): readonly Change[] {
  const closed = bill.state === "cancelled" || bill.state === "credited";
  const changeMinor = closed ? bill.paidMinor : bill.totalMinor;
  return changeMinor === 0 ? [] : [{ on: bill.issuedOn, bill: bill.number, changeMinor }];
}

function came({ state, paidOn, amountMinor, refundedMinor }: Payment): readonly Change[] {
  const keptMinor = state === "arrived" ? amountMinor - refundedMinor : 0;
  return keptMinor === 0 ? [] : [{ on: paidOn, bill: null, changeMinor: -keptMinor }];
}
