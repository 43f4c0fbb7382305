import type { DeskPorts } from "../desk/desk.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { mondaySummary } from "../desk/weekly-summary.ts";
import { nextMondayAt } from "../domain/week.ts";
import type { Tx } from "../store/store.ts";
import {
  type DueSummary,
  listDueSummaries,
  nextSummaryAt,
  startSummaries,
  takeSummary,
} from "../store/summaries.ts";
import type { Source } from "./timetable.ts";

/** Mondays at eight each trader hears how they stand. After Mondays missed it is said once, not once for each. */
export function mondaySummaries(desk: DeskPorts): Source {
  const { store } = desk;
  return {
    name: "monday-summary",
    nextAt: (after) => store.read((tx) => nextSummaryAt(tx, after)),
    run: async (now) => {
      await store.transaction((tx) => startSummaries(tx, nextMondayAt(now)));
      for (;;) {
        const due = await store.read((tx) => listDueSummaries(tx, now));
        for (const summary of due) await store.transaction((tx) => tell(desk, tx, summary, now));
        if (due.length === 0) return;
      }
    },
  };
}

async function tell(desk: DeskPorts, tx: Tx, summary: DueSummary, now: Date): Promise<void> {
  // Taken before it is said, and in the same transaction: another process finds it taken, or waits.
  if (!(await takeSummary(tx, summary, nextMondayAt(now)))) return;
  await inTraderTurn(desk, tx, summary.traderId, mondaySummary);
}
