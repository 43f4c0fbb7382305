import type { Invoice as SdkInvoice } from "xero-node";
import type { InvoiceDraft, LineAmounts } from "../../domain/ledger.ts";

const amountTypes: Readonly<Record<LineAmounts, string>> = {
  "without-tax": "Exclusive",
  "with-tax": "Inclusive",
  "no-tax": "NoTax",
};

/** An invoice as the SDK takes it. Of the contact only its id: any more would change the contact. */
export function sdkInvoice(draft: InvoiceDraft): SdkInvoice {
  return {
    type: "ACCREC" as unknown as SdkInvoice.TypeEnum,
    invoiceNumber: draft.number,
    reference: draft.reference,
    contact: { contactID: draft.contactId },
    date: draft.issuedOn,
    ...(draft.dueOn === null ? {} : { dueDate: draft.dueOn }),
    lineAmountTypes: amountTypes[draft.amounts] as unknown as NonNullable<SdkInvoice["lineAmountTypes"]>,
    currencyCode: draft.currency as unknown as NonNullable<SdkInvoice["currencyCode"]>,
    status: (draft.approved ? "AUTHORISED" : "DRAFT") as unknown as SdkInvoice.StatusEnum,
    ...(draft.theme === null ? {} : { brandingThemeID: draft.theme }),
    ...(draft.url === null ? {} : { url: draft.url }),
    lineItems: draft.lines.map((line) => ({
      // A line without its id would be deleted and made anew.
      ...(line.id === null ? {} : { lineItemID: line.id }),
      description: line.description,
      quantity: line.quantity,
      unitAmount: line.unitMinor / 100,
      ...(line.account === null ? {} : { accountCode: line.account }),
      ...(line.taxType === null ? {} : { taxType: line.taxType }),
    })),
  };
}
