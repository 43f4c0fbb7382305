import { assert } from "../assert.ts";
import { addDays, type Day, dayOf, daysBetween, instantAt, timeOf } from "../domain/day.ts";
import type { Step, StepKind } from "../domain/step.ts";
import type { PlanOf } from "./chases.ts";
import { isFormer, unpackFormer } from "./former-plans.ts";
import {
  kindOf,
  kinds,
  type Packed,
  type PlanState,
  stateOf,
  states,
  stepId,
  toneOf,
  tones,
  whyLetters,
  whyOf,
} from "./plan-letters.ts";

/*
 * A plan is some six steps of which most will be cancelled unsent. As rows they took 2 kB a bill and half of a
 * message's writing; those that never left the plan are one text in the bill's row. A step's id is its bill's and its place
 * in that text, where a step that left (and has a row now) leaves a hole.
 *
 *   pbA~-5/g1c pr+0f@ prW+2f@1 pr+5o@ _ pa~21@*mwtd5leo&1m82cqg605mjc3db85a4
 *
 * A word a step: its state and kind, why it is as it is, its slot, its tone, how many days after the anchor it was to go,
 * and when it goes; then the anchor, when it was planned, and the client. What follows from the rest is not written: the
 * day of `+5`, an hour of ten o'clock, and what is as in the step before. The first step was planned when its bill was
 * made, and is to the bill's client, unless it says otherwise.
 */

const usualTime = "10:00";
const hole = "_";
/** No plan at all, as the column says it by itself. */
const nothing = "[]";

/** True of a step that nothing outside was ever told of. */
export function inPlan(step: Step): boolean {
  return step.state in states && step.effectId === null && step.sentOn === null;
}

/** Whose step it is and where in their text; null for one from before there were such texts. */
export function placeOf(id: string): { readonly billId: string; readonly place: number } | null {
  const [, billId, place] = /^(.*)\.(\d{3,})$/.exec(id) ?? [];
  return billId === undefined ? null : { billId, place: Number(place) };
}

type Before = Pick<Step, "clientId" | "createdAt"> & Partial<Pick<Step, "anchorOn">>;

export function pack(steps: Packed, of: PlanOf): string {
  let before: Before = of;
  const words = steps.map((step) => {
    if (step === null) return hole;
    const word = wordOf(step, before);
    before = step;
    return word;
  });
  return words.length === 0 ? nothing : words.join(" ");
}

function wordOf(step: Step, before: Before): string {
  const { kind, slot, tone, why, anchorOn, nominalOn, clientId, createdAt } = step;
  const days = daysOf(slot);
  const off = daysBetween(anchorOn, nominalOn);
  return [
    states[step.state as PlanState],
    kinds[kind],
    why === null ? "" : whyLetters[why],
    days === null ? "" : slot,
    tone === null ? "" : tones[tone],
    off === (days ?? 0) ? "" : `~${off}`,
    step.at === null ? "" : hourOf(step.at, nominalOn),
    anchorOn === before.anchorOn ? "" : `/${toDigits(daysBetween(epoch, anchorOn))}`,
    createdAt.getTime() === before.createdAt.getTime() ? "" : `*${toDigits(createdAt.getTime())}`,
    clientId === before.clientId ? "" : `&${encodeURIComponent(clientId)}`,
    days !== null || slot === onlySlot(kind) ? "" : `=${encodeURIComponent(slot)}`,
  ].join("");
}

/** `@1:0930`: on the day after, at half past nine; `@` on the day itself, at ten; `!` what London's clocks do not tell. */
function hourOf(at: Date, nominalOn: Day): string {
  if (at.getTime() === instantAt(nominalOn, usualTime).getTime()) return "@";
  const day = dayOf(at);
  const time = timeOf(at);
  if (instantAt(day, time).getTime() !== at.getTime()) return `!${toDigits(at.getTime())}`;
  const later = daysBetween(nominalOn, day);
  return `@${later === 0 ? "" : later}${time === usualTime ? "" : `:${time.replace(":", "")}`}`;
}

function instantOf(goes: string, nominalOn: Day): Date {
  if (goes.startsWith("!")) return new Date(ofDigits(goes.slice(1)));
  const [later = "", time] = goes.slice(1).split(":");
  const day = addDays(nominalOn, Number(later));
  return instantAt(day, time === undefined ? usualTime : `${time.slice(0, 2)}:${time.slice(2)}`);
}

const form =
  /^([psc])([brta])([A-Z])?([+-]\d{1,4})?([foi])?(?:~(-?\d+))?([@!][^/*&=]*)?(?:\/(-?\w+))?(?:\*(-?\w+))?(?:&([^=]*))?(?:=(.*))?$/;

export function unpack(plan: string, traderId: string, billId: string, of: PlanOf): (Step | null)[] {
  if (isFormer(plan)) return unpackFormer(plan, traderId, billId);
  let before: Before = of;
  return plan.split(" ").map((word, place) => {
    if (word === hole) return null;
    const step = readWord(word, before, { id: stepId(billId, place), traderId, billId });
    before = step;
    return step;
  });
}

function readWord(word: string, before: Before, whose: Pick<Step, "id" | "traderId" | "billId">): Step {
  const found = form.exec(word);
  assert(found !== null, `a plan has no "${word}".`);
  const [, state = "", kind = "", why, days, tone, off, goes, anchor, created, client, other] = found;
  const anchorOn = anchor === undefined ? before.anchorOn : addDays(epoch, ofDigits(anchor));
  const createdAt = created === undefined ? before.createdAt : new Date(ofDigits(created));
  const clientId = client === undefined ? before.clientId : decodeURIComponent(client);
  assert(anchorOn !== undefined, "a plan's first step says its anchor.");
  const nominalOn = addDays(anchorOn, Number(off ?? days ?? 0));
  return {
    ...whose,
    clientId,
    kind: kindOf(kind),
    slot: days ?? (other === undefined ? onlySlot(kindOf(kind)) : decodeURIComponent(other)),
    tone: tone === undefined ? null : toneOf(tone),
    anchorOn,
    nominalOn,
    at: goes === undefined ? null : instantOf(goes, nominalOn),
    why: why === undefined ? null : whyOf(why),
    state: stateOf(state),
    effectId: null,
    sentOn: null,
    createdAt,
  };
}

/** Of `+5`: how many days after the anchor it is named for; null for any other slot. */
function daysOf(slot: string): number | null {
  return /^[+-]\d{1,4}$/.test(slot) ? Number(slot) : null;
}

/** The slot that a kind has but the one; a reminder's is always written. */
function onlySlot(kind: StepKind): string {
  return kind === "reminder" ? "" : kind;
}

const epoch: Day = "1970-01-01";

/** In the fewest digits. */
function toDigits(number: number): string {
  return number.toString(36);
}

function ofDigits(text: string): number {
  return Number.parseInt(text, 36);
}
