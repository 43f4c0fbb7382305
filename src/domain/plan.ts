import type { Bill } from "./bill.ts";
import { addDays, type Day, dayOf, daysBetween, instantAt, timeOf } from "./day.ts";
import { isBankHoliday, type Nation, workingDayFrom } from "./holidays.ts";
import type { Tone } from "./intent.ts";
import type { PlannedStep, StepWhy } from "./step.ts";

/** One reminder of a plan, by its distance from the due day. */
export interface PlanRule {
  /** Days after the due day; negative is before it. */
  readonly days: number;
  readonly tone: Tone;
}
/** In order of their days. */
export type ChasePlan = readonly PlanRule[];

/** Where terms are longer than a week. The first goes only where they are a fortnight or more. */
export const standardPlan: ChasePlan = [
  { days: -3, tone: "friendly" },
  { days: 0, tone: "friendly" },
  { days: 3, tone: "friendly" },
  { days: 7, tone: "formal" },
  { days: 14, tone: "firm" },
];

/** Where terms are a week or less. */
export const quickPlan: ChasePlan = [
  { days: 0, tone: "friendly" },
  { days: 2, tone: "friendly" },
  { days: 5, tone: "formal" },
  { days: 10, tone: "firm" },
];

/** Days after the due day at which the trader is asked what next; a week after the last reminder where that is later. */
const askAfterDays = 21;
const askAfterLastDays = 7;

/** Reminders go on working days between these hours of London's clocks. */
export const reminderHours = { from: "09:00", to: "17:00" } as const;
/** The bill itself goes on any day between these. */
export const billHours = { from: "08:00", to: "20:00" } as const;

/** After a reminder that the trader sent out of turn, the plan leaves the client in peace for this many days. */
const peaceDays = 2;

/** A scan takes its time: a reminder that goes this much later than its hour was not missed. */
const onTimeMs = 3_600_000;

/** What a trader wishes for a client, or for all: null leaves it to the plan. */
export interface ChaseWish {
  readonly plan: ChasePlan | null;
  /** Every reminder in this tone. */
  readonly tone: Tone | null;
}

/** The reminders of a bill: the client's own plan, else the trader's, else what its terms call for. */
export function planFor(bill: Pick<Bill, "issuedOn" | "dueOn">, own: ChaseWish, all: ChaseWish): ChasePlan {
  const plan = own.plan ?? all.plan ?? defaultPlan(daysBetween(bill.issuedOn, bill.dueOn));
  const tone = own.tone ?? all.tone;
  return tone === null ? plan : plan.map((rule) => ({ ...rule, tone }));
}

function defaultPlan(termsDays: number): ChasePlan {
  if (termsDays <= 7) return quickPlan;
  return termsDays < 14 ? standardPlan.filter((rule) => rule.days >= 0) : standardPlan;
}

/** The day a plan counts from. A bill that was late when it was made is chased from then, not from before it was there. */
export function anchorOf(bill: Pick<Bill, "issuedOn" | "dueOn">): Day {
  return bill.dueOn > bill.issuedOn ? bill.dueOn : bill.issuedOn;
}

export interface PlanInput {
  readonly bill: Pick<Bill, "issuedOn" | "dueOn">;
  readonly plan: ChasePlan;
  /** `HH:MM` in London at which reminders go. */
  readonly time: string;
  readonly nation: Nation;
  /** The first day after a hold, or `told` while it lasts until the trader says otherwise. */
  readonly heldUntil: Day | "told" | null;
  readonly heldWhy: StepWhy;
  /** What was due before this instant is left out: the bill was not there, or was closed then. */
  readonly from: Date;
  readonly now: Date;
  /** Slots that went already, counted from this anchor. */
  readonly gone: ReadonlySet<string>;
  /** The day of the bill's own mail. */
  readonly billMailOn: Day | null;
  /** Days on which the client was reminded of anything. */
  readonly reminded: ReadonlySet<Day>;
  /** The last day on which the trader had this bill chased out of turn. */
  readonly chasedOn: Day | null;
}

/**
 * The reminders of a bill that are still to come, and at the end the question to the trader. Days roll forward, never
 * back, over weekends, the client's bank holidays and holds; where rolled steps meet, the later one stands.
 */
export function planReminders(input: PlanInput): readonly PlannedStep[] {
  const { plan, gone } = input;
  const lastGone = plan.findLastIndex((rule) => gone.has(slotOf(rule)));
  const steps = plan.flatMap((rule, index) =>
    gone.has(slotOf(rule)) ? [] : [index < lastGone ? leftOut(input, rule, "overtaken") : place(input, rule)],
  );
  const reminders = laterStands(steps);
  return [...reminders, ...placeAsk(input, reminders.findLast((step) => step.at !== null)?.at ?? null)];
}

function laterStands(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  let next: Day | null = null;
  return steps
    .toReversed()
    .map((step): PlannedStep => {
      if (step.state === "skipped" || step.at === null) return step;
      const day = dayOf(step.at);
      if (next !== null && day >= next) return { ...step, at: null, why: "met", state: "skipped" };
      next = day;
      return step;
    })
    .toReversed();
}

function place(input: PlanInput, rule: PlanRule): PlannedStep {
  const nominalOn = addDays(anchorOf(input.bill), rule.days);
  const nominalAt = instantAt(nominalOn, input.time);
  if (nominalAt < input.from) return leftOut(input, rule, "past");
  if (nominalOn === input.billMailOn) return leftOut(input, rule, "bill-day");
  if (inPeace(input, nominalOn)) return leftOut(input, rule, "chased");
  const base = { ...blank(input, rule), state: "planned" as const };
  if (input.heldUntil === "told") return { ...base, at: null, why: input.heldWhy };
  const opened = firstFree(input, nominalAt);
  if (opened === null) return leftOut(input, rule, "calendar-ends");
  if (dayOf(opened.at) === input.billMailOn) return leftOut(input, rule, "bill-day");
  if (inPeace(input, dayOf(opened.at))) return leftOut(input, rule, "chased");
  return { ...base, ...opened };
}

/** Whether the trader had just had them chased by then. */
function inPeace({ chasedOn }: PlanInput, day: Day): boolean {
  return chasedOn !== null && day >= chasedOn && day <= addDays(chasedOn, peaceDays);
}

/** The first hour from then on at which the client may be reminded; null past the bank holidays known. */
function firstFree(input: PlanInput, wanted: Date): Opened | null {
  const { heldUntil, now, time, nation, reminded } = input;
  let start = wanted;
  let why: StepWhy | null = null;
  if (heldUntil !== null && heldUntil !== "told" && dayOf(start) < heldUntil) {
    start = instantAt(heldUntil, time);
    why = input.heldWhy;
  }
  if (start < now) {
    // A step of a Sunday that goes on Monday morning was moved, not missed.
    const own = openingFrom(start, time, nation);
    const missed = own === null || now.getTime() - own.at.getTime() > onTimeMs;
    why ??= missed ? "missed" : own.why;
    start = now;
  }
  let opened = openingFrom(start, time, nation);
  while (opened !== null && reminded.has(dayOf(opened.at))) {
    why ??= "one-a-day";
    opened = openingFrom(instantAt(addDays(dayOf(opened.at), 1), time), time, nation);
  }
  return opened === null ? null : { at: opened.at, why: why ?? opened.why };
}

export interface Opened {
  readonly at: Date;
  readonly why: StepWhy | null;
}

/** That instant where reminders may go then, else the next working day at `time`. Null past the bank holidays known. */
export function openingFrom(start: Date, time: string, nation: Nation): Opened | null {
  const day = dayOf(start);
  const clock = timeOf(start);
  const late = clock >= reminderHours.to;
  const open = workingDayFrom(late ? addDays(day, 1) : day, nation);
  if (open === null) return null;
  if (open === day && clock >= reminderHours.from) return { at: start, why: null };
  if (open === day || late) return { at: instantAt(open, time), why: "out-of-hours" };
  return { at: instantAt(open, time), why: isBankHoliday(day, nation) ? "bank-holiday" : "weekend" };
}

/** The instant where the bill itself may go then, else the next morning. */
export function billOpeningFrom(start: Date): Opened {
  const day = dayOf(start);
  const clock = timeOf(start);
  if (clock >= billHours.from && clock < billHours.to) return { at: start, why: null };
  const next = clock < billHours.from ? day : addDays(day, 1);
  return { at: instantAt(next, billHours.from), why: "out-of-hours" };
}

/** The trader is asked once for each anchor, whatever was left out before, and never before the last reminder went. */
function placeAsk(input: PlanInput, lastAt: Date | null): readonly PlannedStep[] {
  if (input.gone.has("ask")) return [];
  const { bill, plan, time, heldUntil, heldWhy } = input;
  const anchorOn = anchorOf(bill);
  const nominalOn = addDays(anchorOn, Math.max(askAfterDays, (plan.at(-1)?.days ?? 0) + askAfterLastDays));
  const step = {
    kind: "ask" as const,
    slot: "ask",
    tone: null,
    anchorOn,
    nominalOn,
    state: "planned" as const,
  };
  if (heldUntil === "told") return [{ ...step, at: null, why: heldWhy }];
  const anyDay = { ...input, reminded: new Set<Day>() };
  const nominalAt = instantAt(nominalOn, time);
  // The question is the trader's own: past the calendar's end it is put on the day itself.
  const opened = firstFree(anyDay, nominalAt) ?? { at: nominalAt, why: null };
  if (lastAt === null || opened.at > lastAt) return [{ ...step, ...opened }];
  const later = instantAt(addDays(dayOf(lastAt), askAfterLastDays), time);
  return [{ ...step, ...(firstFree(anyDay, later) ?? { at: later, why: null }) }];
}

function blank(input: PlanInput, rule: PlanRule) {
  const anchorOn = anchorOf(input.bill);
  return {
    kind: "reminder" as const,
    slot: slotOf(rule),
    tone: rule.tone,
    anchorOn,
    nominalOn: addDays(anchorOn, rule.days),
  };
}

function leftOut(input: PlanInput, rule: PlanRule, why: StepWhy): PlannedStep {
  return { ...blank(input, rule), at: null, why, state: "skipped" };
}

/** `-3`, `+0`, `+14`. */
export function slotOf(rule: PlanRule): string {
  return `${rule.days < 0 ? "" : "+"}${rule.days}`;
}

/** A plan as it is stored: `0 friendly, 5 firm, 10 firm`. */
export function formatPlan(plan: ChasePlan): string {
  return plan.map((rule) => `${rule.days} ${rule.tone}`).join(", ");
}

/** What `formatPlan` wrote. */
export function parsePlan(text: string | null): ChasePlan | null {
  if (text === null) return null;
  return text.split(", ").map((rule) => {
    const [days, tone] = rule.split(" ");
    return { days: Number(days), tone: tone as Tone };
  });
}
