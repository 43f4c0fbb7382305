import { html } from "hono/html";
import type { Outcome } from "../../desk/outcome.ts";
import { tapXero } from "../../desk/tap-xero.ts";
import type { Turn } from "../../desk/turn.ts";
import { problemSentence } from "../../desk/wording/problem-sentence.ts";
import type { Bill } from "../../domain/bill.ts";
import { differencesOf } from "../../domain/drift.ts";
import type { Invoice } from "../../domain/ledger.ts";
import type { Difference, Mirror } from "../../domain/mirror.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, panel, syncPill, table } from "../page/parts.ts";
import { guard } from "./frame.ts";
import type { Visit } from "./visit.ts";

/** What the buttons of this part do: each is one of the chat's own. */
export const xeroTaps = ["retry", "keep-mine", "use-xeros"] as const;
export type XeroPress = (typeof xeroTaps)[number];

export async function pressXero(turn: Turn, billId: string, press: XeroPress): Promise<Outcome> {
  return await tapXero(turn, press === "retry" ? { tap: press, billIds: [billId] } : { tap: press, billId });
}

/** How a bill stands in Xero, and what the trader can do about it. Null where it has nothing to do with Xero. */
export function xeroPart(bill: Bill, mirror: Mirror | undefined, visit: Visit): Html | null {
  if (mirror === undefined && bill.sync === "Not in Xero") return null;
  const problem = mirror?.problem ?? null;
  const drift = bill.sync === "Edited in Xero" ? (mirror?.drift ?? null) : null;
  return panel(
    "In Xero",
    joined([
      html`<p class="row">${syncPill(bill.sync)}<a href="/help/sync-settings">What that means</a></p>`,
      when(
        mirror?.onlineUrl != null,
        () =>
          html`<p><a href="${mirror?.onlineUrl}" rel="noreferrer">The invoice as the client sees it</a></p>`,
      ),
      problem === null ? null : trouble(bill, problem, visit),
      drift === null || mirror?.base == null ? null : difference(bill, mirror.base, drift, visit),
    ]),
  );
}

function trouble(bill: Bill, problem: NonNullable<Mirror["problem"]>, visit: Visit): Html {
  return html`<p>${problemSentence(problem)}</p>
${when(problem.words !== "", () => html`<p class="muted">Xero said: ${problem.words}</p>`)}
${pressForm(bill, visit, "retry", "Retry")}<p class="tip"><a href="/help/when-something-fails">When something fails</a></p>`;
}

const fieldNames: Readonly<Record<Difference["field"], string>> = {
  amount: "Total",
  due: "Due",
  date: "Date",
  contact: "Client",
  number: "Number",
  reference: "Reference",
  currency: "Currency",
  lines: "Lines",
};

/** Field by field, only where the two differ: what we last put there, and what stands there now. */
function difference(bill: Bill, mine: Invoice, theirs: Invoice, visit: Visit): Html {
  return html`${table<Difference>(
    "What differs",
    [
      { heading: "Field", cell: ({ field }) => fieldNames[field] },
      { heading: "Mine", cell: (it) => it.mine, labelled: true },
      { heading: "Xero's", cell: (it) => it.theirs, labelled: true },
    ],
    differencesOf(mine, theirs),
  )}<div class="row">${pressForm(bill, visit, "keep-mine", "Keep mine")}${pressForm(bill, visit, "use-xeros", "Use Xero's")}</div>`;
}

function pressForm(bill: Bill, visit: Visit, press: XeroPress, label: string): Html {
  return html`<form method="post" action="/bills/${bill.number}/xero">${guard(visit)}<input type="hidden" name="press" value="${press}">${button(label, press === "use-xeros" ? "quiet" : "main")}</form>`;
}
