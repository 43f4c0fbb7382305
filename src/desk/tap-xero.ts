import { unreachable } from "../assert.ts";
import type { XeroTap } from "../domain/mirror.ts";
import { getBill } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { changeMirror, findMirror, putContactLink, setSync } from "../store/xero-mirrors.ts";
import { contentOf, writeContent } from "./bill-content.ts";
import { told } from "./connect-xero.ts";
import { wantPush } from "./follow-xero.ts";
import type { Outcome } from "./outcome.ts";
import { pushThese } from "./retry-sync.ts";
import { takeTheirs } from "./take-theirs.ts";
import { type Turn, viewOf } from "./turn.ts";

/** A button about Xero was pressed. */
export async function tapXero(turn: Turn, tap: XeroTap): Promise<Outcome> {
  switch (tap.tap) {
    case "retry":
      return await pushThese(turn, tap.billIds);
    case "own-page":
    case "wait":
      return await meanwhile(turn, tap.billIds, tap.tap === "own-page");
    default:
      return await tapBill(turn, tap);
  }
}

async function tapBill(turn: Turn, tap: Extract<XeroTap, { readonly billId: string }>): Promise<Outcome> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  const mirror = await findMirror(turn.tx, turn.trader.id, tap.billId);
  const bill = await getBill(turn.tx, turn.trader.id, tap.billId);
  if (connection === undefined || connection.state === "off" || mirror === undefined)
    return told({ what: "not-connected" });
  if (bill.sync === "No longer syncing") return { kind: "stale", what: "choice" };
  const again = async (choices: typeof mirror.choices): Promise<Outcome> => {
    const now = await getBill(turn.tx, turn.trader.id, bill.id);
    await wantPush(turn, now, connection, {
      urgent: true,
      changes: { choices: { ...mirror.choices, ...choices } },
    });
    return told({ what: "retrying", count: 1 });
  };
  switch (tap.tap) {
    case "choose":
      if (tap.choices.taxType === "NONE" && bill.vatMinor > 0) {
        // Without VAT the figures that were typed are what the client pays.
        const content = { ...(await contentOf(turn, bill)), vat: "none", plusVat: false } as const;
        await writeContent(turn, bill, content);
      }
      return await again(tap.choices);
    case "contact": {
      const { clientId } = bill;
      const { organisationId } = connection;
      // Null asks for a new contact, whoever else has the name.
      const contactId = tap.contactId ?? newContact;
      await putContactLink(turn.tx, { traderId: turn.trader.id, organisationId, clientId, contactId });
      return await again({});
    }
    case "keep-mine":
      if (bill.sync !== "Edited in Xero") return { kind: "stale", what: "choice" };
      await wantPush(turn, bill, connection, {
        urgent: true,
        changes: { choices: { ...mirror.choices, keepMine: true }, drift: null },
      });
      return told({ what: "kept-mine", bill: await viewOf(turn, bill) });
    case "use-xeros":
      if (bill.sync !== "Edited in Xero" || mirror.drift === null) return { kind: "stale", what: "choice" };
      return await takeTheirs(turn, bill, mirror, mirror.drift);
    case "leave-out":
      await changeMirror(turn.tx, mirror, { problem: null, pushed: mirror.wanted });
      turn.changed.set(bill.id, await setSync(turn.tx, bill, "No longer syncing"));
      return told({ what: "left-out", bill: await viewOf(turn, bill) });
    default:
      return unreachable(tap);
  }
}

/** In place of a contact's id: make a new one. */
export const newContact = "new";

async function meanwhile(turn: Turn, billIds: readonly string[], ownPage: boolean): Promise<Outcome> {
  for (const billId of billIds)
    await changeMirror(turn.tx, { traderId: turn.trader.id, billId }, { ownPage, told: true });
  return told({ what: ownPage ? "own-page" : "keeps-waiting", count: billIds.length });
}
