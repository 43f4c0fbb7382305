import { unreachable } from "../../assert.ts";
import { dayOf, formatDay, timeOf } from "../../domain/day.ts";
import type { Road } from "../../domain/step.ts";
import type { ChaseTold, Explained, PlanEntry, Scope } from "../outcome-chase.ts";
import { scopeWords } from "./chase-scope.ts";
import { kindWords, leftOutWords, movedWords, ruleWords } from "./steps.ts";
import { lines } from "./text.ts";

/** What goes out when, and why something went or did not. */

export function planText({ scope, entries, paused }: Extract<ChaseTold, { what: "plan" }>): string {
  const what = scope.kind === "everything" ? "in the next 7 days" : `about ${scopeWords(scope)}`;
  const pausedLine =
    paused === null
      ? null
      : `Everything is paused ${paused === "told" ? "until you say otherwise" : `until ${formatDay(paused)}`}.`;
  if (entries.length === 0) return lines(pausedLine, `Nothing is due to go out ${what}.`);
  return lines(
    pausedLine,
    scope.kind === "everything"
      ? "This goes out in the next 7 days:"
      : `This is the plan for ${scopeWords(scope)}:`,
    ...entries.map((entry) => `• ${entryText(entry, scope)}`),
  );
}

function entryText({ step, bill, by }: PlanEntry, scope: Scope): string {
  const whose =
    scope.kind === "bill"
      ? ""
      : `, ${scope.kind === "everything" ? `${bill.client.name}, ` : ""}bill ${bill.bill.number}`;
  if (step.state === "skipped") {
    return `${formatDay(step.nominalOn)}: ${kindWords(step)} left out${whose}. ${leftOutWords(step.why)}`;
  }
  const time = step.at === null ? "Waiting" : at(step.at);
  const channel = step.kind === "ask" ? "" : roads[by];
  const why = movedWords(step);
  return `${time}: ${kindWords(step)}${channel}${whose}${why === null ? "" : ` (${why})`}`;
}

const roads: Readonly<Record<Road, string>> = {
  mail: " by email",
  whatsapp: " on WhatsApp",
  thumb: " for you to send",
};

export function explainedText({
  scope,
  entries,
  next: coming,
}: Extract<ChaseTold, { what: "explained" }>): string {
  const who_ = scope.kind === "bill" ? scope.bill.client.name : scopeWords(scope);
  const then =
    coming === null ? null : `Next: ${entryText(coming, { kind: "client", client: coming.bill.client })}.`;
  if (entries.length === 0) return lines(`I have sent ${who_} nothing yet.`, then);
  return lines(...entries.map((entry) => `• ${decisionText(entry)}`), then);
}

function decisionText({ decision, bill }: Explained): string {
  const on = at(decision.at);
  const what = `${kindWords(decision)}, bill ${bill.bill.number}`;
  switch (decision.what) {
    case "sent":
      return `${on}: ${what}${decision.detail === null ? ", which you sent" : ` sent to ${decision.detail}`}. ${ruleWords(decision, bill.bill)}`;
    case "sent-unknown":
      return `${on}: ${what} sent; I could not see whether it arrived, so I have not sent it again. ${ruleWords(decision, bill.bill)}`;
    case "offered":
      return `${on}: ${what} given to you to send. ${ruleWords(decision, bill.bill)}`;
    case "moved":
      return `${on}: ${what} not sent then. ${decision.detail ?? leftOutWords(decision.why)}`;
    case "skipped":
    case "cancelled":
      return `${on}: ${what} left out. ${leftOutWords(decision.why)}`;
    case "asked":
      return `${on}: I asked you what next about bill ${bill.bill.number}.`;
    default:
      return unreachable(decision.what);
  }
}

/** `Mon 7 Dec 2026 at 10:00`. */
export function at(instant: Date): string {
  return `${formatDay(dayOf(instant))} at ${timeOf(instant)}`;
}
