import { unreachable } from "../../assert.ts";
import type { Bill } from "../../domain/bill.ts";
import type { SyncNote } from "../../domain/mirror.ts";
import type { BillView, Offer } from "../outcome.ts";
import { problemSentence } from "./problem-sentence.ts";
import { sentence, words } from "./text.ts";

/** What is said to a bill's pill, and what can be done about it. */

export function noteLine({ bill }: BillView, note: SyncNote | null): string | null {
  if (note === null) return null;
  const put = `To put it into Xero, say: put bill ${bill.number} in xero`;
  switch (note.why) {
    case "not-set-up":
      return `It goes into Xero once ${note.organisation} is set up. Say "is xero working" for the link.`;
    case "read-only":
      return 'Xero is connected for reading only, so it stays here. Say "xero two-way" to change that.';
    case "said":
      return `Left out, as you said. ${put}`;
    case "earlier":
      return `Made before Xero was connected. ${put}`;
    case "failed": {
      const { problem } = note;
      return words(
        `${sentence(problemSentence(problem))}.`,
        problem.words === "" ? null : `Xero says: “${problem.words}”`,
      );
    }
    default:
      return unreachable(note);
  }
}

/** The buttons of a pill. */
export function syncOffers({ id: billId, sync }: Bill): readonly Offer[] {
  if (sync === "Sync failed")
    return [{ label: "Retry", action: { act: "xero", tap: { tap: "retry", billIds: [billId] } } }];
  if (sync !== "Edited in Xero") return [];
  return [
    { label: "Keep mine", action: { act: "xero", tap: { tap: "keep-mine", billId } } },
    { label: "Use Xero's", action: { act: "xero", tap: { tap: "use-xeros", billId } } },
  ];
}
