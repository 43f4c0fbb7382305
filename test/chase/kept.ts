import { addDays, type Day, dayOf, daysBetween, formatDay, timeOf } from "../../src/domain/day.ts";
import { isWorkingDay, type Nation } from "../../src/domain/holidays.ts";
import type { Step } from "../../src/domain/step.ts";
import type { WorldMail } from "../helpers/world.ts";

/** What befell a trader's bills, told by whoever made it happen. */
export interface Life {
  readonly bills: readonly LivedBill[];
  readonly holds: readonly { readonly client: string; readonly from: Date; readonly until: Day }[];
  /** When nothing ran. */
  readonly downs: readonly { readonly from: Date; readonly to: Date }[];
  /** Which addresses mail came back from, from when until they were said anew. */
  readonly dead: readonly { readonly client: string; readonly from: Date; readonly to: Date | null }[];
  readonly nations: Readonly<Record<string, Nation>>;
  readonly end: Date;
}
export interface LivedBill {
  readonly number: number;
  readonly client: string;
  readonly issuedAt: Date;
  readonly dueOn: Day;
  /** When its due day was changed for the last time. */
  readonly movedAt: Date | null;
  readonly paidAt: Date | null;
  readonly cancelledAt: Date | null;
}

type Kind = "bill" | "thanks" | "reminder";
interface Sent {
  readonly kind: Kind;
  readonly client: string;
  readonly numbers: readonly number[];
  readonly at: Date;
  readonly day: Day;
  readonly time: string;
  readonly subject: string;
}

/**
 * Holds what clients were sent, but for what came back, against the policy, rule by rule, knowing nothing of how plans are made. Answers what
 * is wrong, in words.
 */
export function wrongs(life: Life, mails: readonly WorldMail[], steps: readonly Step[]): readonly string[] {
  const sent = mails.map(read);
  return [
    ...sent.flatMap((mail) => hours(life, mail)),
    ...oneADay(sent),
    ...sent.flatMap((mail) => notAfterTheEnd(life, mail)),
    ...sent.flatMap((mail) => notWhileHeld(life, mail)),
    ...sent.flatMap((mail) => notToTheDead(life, mail)),
    ...life.bills.flatMap((bill) => billsOwnDay(bill, sent)),
    ...life.bills.flatMap((bill) => ownMailOnce(life, bill, sent)),
    ...life.bills.flatMap((bill) => nothingLost(life, bill, sent)),
    ...life.bills.flatMap((bill) => thanked(life, bill, sent)),
    ...inOrder(steps),
  ];
}

function read({ to, subject, text, at }: WorldMail): Sent {
  const numbers = [...new Set(text.match(/JPM-\d{4}/g) ?? [])].map((it) => Number(it.slice(4)));
  const kind = /^Bill JPM-\d+ from /.test(subject)
    ? "bill"
    : subject.startsWith("Thank you")
      ? "thanks"
      : "reminder";
  return { kind, client: to, numbers, at, day: dayOf(at), time: timeOf(at), subject };
}

function hours(life: Life, { kind, client, day, time, subject }: Sent): string[] {
  if (kind === "bill") return time < "08:00" || time >= "20:00" ? [`hours: ${subject} at ${time}`] : [];
  const nation = life.nations[client] ?? "england-and-wales";
  return [
    ...(time < "09:00" || time >= "17:00" ? [`hours: ${subject} at ${time}`] : []),
    ...(isWorkingDay(day, nation) ? [] : [`no working day in ${nation}: ${subject} on ${formatDay(day)}`]),
  ];
}

function oneADay(sent: readonly Sent[]): string[] {
  const days = new Map<string, number>();
  for (const { client, day } of sent.filter(({ kind }) => kind === "reminder"))
    days.set(`${client} on ${day}`, (days.get(`${client} on ${day}`) ?? 0) + 1);
  return [...days].filter(([, count]) => count > 1).map(([key, count]) => `${count} reminders to ${key}`);
}

function notAfterTheEnd(life: Life, { kind, numbers, at, subject }: Sent): string[] {
  if (kind === "thanks") return [];
  return life.bills
    .filter(({ number }) => numbers.includes(number))
    .filter(({ paidAt, cancelledAt }) => {
      const end = paidAt ?? cancelledAt;
      return end !== null && end < at;
    })
    .map(({ number }) => `bill ${number} was over before: ${subject} at ${at.toISOString()}`);
}

function notWhileHeld(life: Life, { kind, client, at, day, subject }: Sent): string[] {
  if (kind !== "reminder") return [];
  return life.holds
    .filter((hold) => hold.client === client && hold.from < at && day < hold.until)
    .map(({ until }) => `held until ${until}: ${subject} on ${day}`);
}

function notToTheDead(life: Life, { client, at, subject }: Sent): string[] {
  return life.dead
    .filter((it) => it.client === client && it.from < at && (it.to === null || at < it.to))
    .map(({ from }) => `mail had come back at ${from.toISOString()}: ${subject} at ${at.toISOString()}`);
}

function isDead(life: Life, client: string): boolean {
  return life.dead.some((it) => it.client === client);
}

function billsOwnDay({ number }: LivedBill, sent: readonly Sent[]): string[] {
  const own = sent.filter(({ kind, numbers }) => kind === "bill" && numbers.includes(number));
  return sent
    .filter(({ kind, numbers, day }) => {
      return kind === "reminder" && numbers.includes(number) && own.some((it) => it.day === day);
    })
    .map(({ subject, day }) => `on the bill's own day: ${subject} on ${day}`);
}

const dayMs = 86_400_000;

function ownMailOnce(life: Life, bill: LivedBill, sent: readonly Sent[]): string[] {
  const times = sent.filter(({ kind, numbers }) => kind === "bill" && numbers.includes(bill.number)).length;
  const downMs = life.downs.reduce((sum, { from, to }) => sum + (+to - +from), 0);
  const over = bill.paidAt ?? bill.cancelledAt ?? life.end;
  const had = +over - +bill.issuedAt;
  // A bill that is over before the morning need not go.
  if (times === 1 || (times === 0 && (had < dayMs + downMs || isDead(life, bill.client)))) return [];
  return [`bill ${bill.number} went ${times} times`];
}

const plans = { quick: [0, 2, 5, 10], standard: [0, 3, 7, 14], early: -3 };
/** Weekends, the longest row of bank holidays, and a reminder of another bill the day before. */
const slackDays = 8;

/** A reminder that the plan names comes, within the days that weekends and holidays may push it; or a later one does. */
function nothingLost(life: Life, bill: LivedBill, sent: readonly Sent[]): string[] {
  if (bill.movedAt !== null || isDead(life, bill.client)) return [];
  const terms = daysBetween(dayOf(bill.issuedAt), bill.dueOn);
  const days = terms <= 7 ? plans.quick : [...(terms >= 14 ? [plans.early] : []), ...plans.standard];
  return days.flatMap((days) => {
    const from = addDays(bill.dueOn, days);
    const to = addDays(from, slackDays);
    const quiet =
      from > addDays(dayOf(bill.issuedAt), 1) &&
      to < dayOf(bill.paidAt ?? bill.cancelledAt ?? life.end) &&
      !life.downs.some((it) => dayOf(it.from) <= to && dayOf(it.to) >= from) &&
      !life.holds.some((it) => it.client === bill.client && dayOf(it.from) <= to && it.until >= from);
    const came = sent.some((it) => {
      return it.kind === "reminder" && it.numbers.includes(bill.number) && it.day >= from && it.day <= to;
    });
    return quiet && !came ? [`lost: no reminder of bill ${bill.number} from ${from} to ${to}`] : [];
  });
}

function thanked(life: Life, { number, client, paidAt }: LivedBill, sent: readonly Sent[]): string[] {
  const about = sent.filter(({ numbers }) => numbers.includes(number));
  const thanks = about.filter(({ kind }) => kind === "thanks");
  if (paidAt === null) return thanks.length === 0 ? [] : [`thanked for bill ${number}, which is not paid`];
  if (thanks.some(({ day }) => day <= dayOf(paidAt))) return [`thanked for bill ${number} on the same day`];
  const heard = about.some(({ kind, at }) => kind !== "thanks" && at < paidAt);
  const quiet = +life.end - +paidAt > (slackDays + 1) * dayMs && !life.downs.some(({ to }) => to > paidAt);
  if (heard && quiet && !isDead(life, client) && thanks.length !== 1)
    return [`thanked ${thanks.length} times for bill ${number}`];
  return thanks.length > 1 ? [`thanked ${thanks.length} times for bill ${number}`] : [];
}

/** Of a bill's reminders none goes after one that its plan names later. */
function inOrder(steps: readonly Step[]): string[] {
  const gone = steps
    .filter(({ kind, state, sentOn }) => kind === "reminder" && state === "sent" && sentOn !== null)
    .toSorted((a, b) => ((a.sentOn ?? "") < (b.sentOn ?? "") ? -1 : 1));
  return gone.flatMap((step, index) => {
    const before = gone
      .slice(0, index)
      .findLast((it) => it.billId === step.billId && it.anchorOn === step.anchorOn);
    return before !== undefined && before.nominalOn >= step.nominalOn
      ? [`out of order: ${before.slot} before ${step.slot}`]
      : [];
  });
}
