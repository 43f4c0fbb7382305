import { addDays, type Day, dayOf, instantAt, weekdayOf } from "./day.ts";

/** When a week begins for a trader: Monday at this hour of London's. */
const opens = "08:00";

export function mondayOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** The first Monday morning after an instant. */
export function nextMondayAt(after: Date): Date {
  const monday = mondayOf(dayOf(after));
  const thisWeek = instantAt(monday, opens);
  return thisWeek > after ? thisWeek : instantAt(addDays(monday, 7), opens);
}
