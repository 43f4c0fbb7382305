import { type ChasePlan, parsePlan } from "../../domain/plan.ts";
import { count } from "./text.ts";

/** How plans of reminders are put into words. */

/** `on the due day, 5 and 10 days after, firm from the second`. */
export function planWords(stored: string | null): string {
  const plan = parsePlan(stored);
  return plan === null ? "as each bill's terms call for" : `${daysWords(plan)}${toneWords(plan)}`;
}

function daysWords(plan: ChasePlan): string {
  const before = plan.filter((rule) => rule.days < 0).map((rule) => -rule.days);
  const after = plan.filter((rule) => rule.days > 0).map((rule) => rule.days);
  const parts = [
    before.length > 0 ? `${list(before)} before` : null,
    plan.some((rule) => rule.days === 0) ? "on the due day" : null,
    after.length > 0 ? `${list(after)} after` : null,
  ].filter((part) => part !== null);
  return parts.join(", ");
}

/** `5 and 10 days`. */
function list(days: readonly number[]): string {
  const last = days.at(-1) ?? 0;
  const rest = days.slice(0, -1);
  return rest.length === 0 ? count(last, "day") : `${rest.join(", ")} and ${last} days`;
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

function toneWords(plan: ChasePlan): string {
  const [first] = plan;
  const parts = plan.flatMap((rule, index) => {
    const before = plan[index - 1];
    return before === undefined || before.tone === rule.tone
      ? []
      : [`${rule.tone} from the ${ordinals[index]}`];
  });
  if (first === undefined) return "";
  const opening =
    first.tone === "friendly" ? [] : parts.length === 0 ? [`all ${first.tone}`] : [`${first.tone} first`];
  return [...opening, ...parts].map((part) => `, ${part}`).join("");
}
