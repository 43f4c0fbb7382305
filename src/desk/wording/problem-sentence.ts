import type { SyncProblem, SyncProblemKind } from "../../domain/mirror.ts";

/** What each reason for which a bill is not in Xero is in a plain sentence. */
const sentences: Readonly<Record<SyncProblemKind, string>> = {
  "tax-type": "the tax rate does not go with the account",
  account: "the account is archived or gone",
  "contact-archived": "the client's contact is archived in Xero",
  "contact-unclear": "more than one contact in Xero could be this client",
  "contact-name": "Xero does not take the client's name",
  locked: "the books are locked for that date",
  "plan-cap": "your Xero plan takes no more invoices this month",
  currency: "your Xero plan does not take that currency",
  "has-payments": "there is money against it in Xero, so it cannot be changed there",
  "closed-there": "it is paid, voided or deleted in Xero, so it cannot be changed there",
  permission: "whoever connected Xero may not do this there",
  "total-differs": "it comes to another total in Xero",
  refused: "Xero refused it",
};

export function problemSentence({ kind }: SyncProblem): string {
  return sentences[kind];
}
