import type { AnyVerb, Intent } from "../domain/intent.ts";
import { addClient } from "./add-client.ts";
import { cancelBill } from "./cancel-bill.ts";
import { changeSetting } from "./change-setting.ts";
import { chaseNow } from "./chase-now.ts";
import { connectStripe, disconnectStripe } from "./connect-stripe.ts";
import { connectXero } from "./connect-xero.ts";
import { createBill } from "./create-bill.ts";
import { paymentAstray, refundCredit, useCredit } from "./credit.ts";
import { disconnectXero } from "./disconnect-xero.ts";
import { editBill } from "./edit-bill.ts";
import { editClient } from "./edit-client.ts";
import { exportBooks } from "./export-books.ts";
import { forgetAlias } from "./forget-alias.ts";
import { dispute, holdChasing, promise, resumeChasing, saysPaid } from "./hold-chasing.ts";
import { deleteAccount, eraseClient, keepAccount } from "./leave.ts";
import { linkChat } from "./link-chat.ts";
import { listOwed } from "./list-owed.ts";
import { lookForMoney } from "./look-for-money.ts";
import { movePayment } from "./move-payment.ts";
import { openPages } from "./open-pages.ts";
import type { Outcome } from "./outcome.ts";
import type { PlainAnswer } from "./plain-answer.ts";
import { recordPayment } from "./record-payment.ts";
import { redo, reopenBill } from "./redo.ts";
import { report } from "./report.ts";
import { retrySync } from "./retry-sync.ts";
import { sendAgain } from "./send-again.ts";
import { sendStatement } from "./send-letter.ts";
import { showBill } from "./show-bill.ts";
import { showClient } from "./show-client.ts";
import { explain, showPlan } from "./show-plan.ts";
import { showStatement } from "./show-statement.ts";
import type { Turn } from "./turn.ts";
import { takeBackPayment, undoLatest } from "./undo.ts";
import { weeklySummary } from "./weekly-summary.ts";
import { writeOff } from "./write-off.ts";
import { changeXeroSetting } from "./xero-settings.ts";
import { xeroStatus } from "./xero-status.ts";

/** `sure`: the button that names the act was pressed. */
type Action = (turn: Turn, intent: Intent, sure: boolean) => Promise<Outcome>;

/** What each order does. One that is not here is understood and answered with "not yet". */
const actions: Readonly<Partial<Record<AnyVerb, Action>>> = {
  "create-bill": createBill,
  "edit-bill": editBill,
  "show-bill": showBill,
  "list-owed": listOwed,
  "record-payment": recordPayment,
  "move-payment": movePayment,
  "take-back-payment": takeBackPayment,
  redo,
  "reopen-bill": reopenBill,
  "payment-astray": paymentAstray,
  "use-credit": useCredit,
  "refund-credit": refundCredit,
  "cancel-bill": cancelBill,
  "write-off": writeOff,
  chase: chaseNow,
  "hold-chasing": holdChasing,
  "resume-chasing": resumeChasing,
  promise,
  dispute,
  "says-paid": saysPaid,
  "show-plan": showPlan,
  explain,
  statement: sendStatement,
  "show-statement": showStatement,
  "send-again": sendAgain,
  export: exportBooks,
  "add-client": addClient,
  "edit-client": editClient,
  "show-client": showClient,
  "link-chat": linkChat,
  "connect-xero": connectXero,
  "xero-status": xeroStatus,
  "disconnect-xero": disconnectXero,
  "retry-sync": retrySync,
  "xero-setting": changeXeroSetting,
  "connect-stripe": connectStripe,
  "delete-account": deleteAccount,
  "keep-account": keepAccount,
  "erase-client": eraseClient,
  "disconnect-stripe": disconnectStripe,
  "look-for-money": lookForMoney,
  "open-pages": openPages,
  report,
  "weekly-summary": weeklySummary,
  "forget-alias": forgetAlias,
  settings: changeSetting,
  undo: undoLatest,
  help: async (_, intent) => ({ kind: "help", about: intent.description ?? "" }),
  greet: plain("greeting"),
  thanks: plain("thanked"),
  none: plain("not-understood"),
};

export async function perform(turn: Turn, intent: Intent, sure = false): Promise<Outcome> {
  const action = actions[intent.intent];
  return action === undefined ? { kind: "not-yet", verb: intent.intent } : await action(turn, intent, sure);
}

/** The orders that are carried out. */
export const performed = Object.keys(actions) as readonly AnyVerb[];

/** Whether an order can be carried out, and not only be understood. */
export function canPerform(verb: AnyVerb): boolean {
  return actions[verb] !== undefined;
}

function plain(what: PlainAnswer): Action {
  return async () => ({ kind: "plain", what });
}
