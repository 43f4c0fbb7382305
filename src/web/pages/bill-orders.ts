import { html } from "hono/html";
import type { BillLine } from "../../domain/bill.ts";
import { amountDueMinor, type Bill, isOwed } from "../../domain/bill.ts";
import type { Client } from "../../domain/client.ts";
import type { Hold } from "../../domain/hold.ts";
import type { AnyVerb, Intent } from "../../domain/intent.ts";
import { type Html, joined, when } from "../page/html.ts";
import { button, field, select, toggle } from "../page/parts.ts";
import { dayIn, type Form, oneOf, penceOf, poundsOf, saidOf, textOf } from "./form.ts";
import { methodOptions, vatOptions } from "./new-bill.ts";
import type { Visit } from "./visit.ts";

/** A bill and what its forms show of it. */
export interface BillSeen {
  readonly bill: Bill;
  readonly client: Client;
  readonly lines: readonly BillLine[];
}

/** What can be done to a bill on its page: each is one of the chat's own orders. */
export interface BillOrder {
  readonly verb: AnyVerb;
  readonly label: string;
  /** Whether it makes sense for this bill as it is. */
  readonly fits: (bill: Bill, holds: readonly Hold[]) => boolean;
  /** Why it would do nothing just now; null where it would. */
  readonly not?: (bill: Bill, holds: readonly Hold[]) => string | null;
  /** Whether it takes something away. */
  readonly danger?: boolean;
  readonly fields: (seen: BillSeen, visit: Visit) => Html;
  /** What the form says, or a sentence about what is wrong with it. */
  readonly read: (form: Form, seen: BillSeen) => Partial<Intent> | string;
}

const changeable = (bill: Bill) => bill.state === "open" || bill.state === "part-paid";

export const billOrders: Readonly<Record<string, BillOrder>> = {
  pay: {
    verb: "record-payment",
    label: "Record a payment",
    fits: isOwed,
    fields: ({ bill }, { today }) =>
      joined([
        field({
          form: "pay",
          name: "amount",
          label: "Amount",
          keys: "decimal",
          required: true,
          value: poundsOf(amountDueMinor(bill)),
        }),
        field({ form: "pay", name: "on", label: "Came on", type: "date", value: today }),
        select({ name: "method", label: "How", options: methodOptions, value: bill.payBy }),
        button("Record it"),
      ]),
    read: (form) => {
      const amountMinor = penceOf(textOf(form, "amount"));
      if (amountMinor === null) return "Write the amount like 230 or 85.40.";
      return {
        amountMinor,
        paidOn: dayIn(form, "on"),
        method: oneOf(
          methodOptions.map(({ value }) => value),
          form["method"],
        ),
      };
    },
  },
  edit: { verb: "edit-bill", label: "Change the bill", fits: changeable, fields: editFields, read: readEdit },
  promise: {
    verb: "promise",
    label: "They promised a day",
    fits: isOwed,
    fields: () =>
      joined([
        field({
          form: "promise",
          name: "on",
          label: "They pay on",
          type: "date",
          required: true,
          tip: "Reminders wait until the working day after it.",
        }),
        button("Note the promise"),
      ]),
    read: (form) => {
      const on = dayIn(form, "on");
      return on === null ? "Say on which day they promised to pay." : { on };
    },
  },
  hold: {
    verb: "hold-chasing",
    label: "Pause the reminders",
    fits: isOwed,
    fields: () =>
      joined([
        field({
          name: "until",
          label: "Until",
          type: "date",
          tip: "Leave it empty to pause them until you say otherwise.",
        }),
        button("Pause"),
      ]),
    read: (form) => ({ until: dayIn(form, "until") }),
  },
  resume: {
    ...simple("resume-chasing", "Go on with the reminders", "Reminders go on from the next one due."),
    fits: (bill, holds) => isOwed(bill) && holds.length > 0,
    not: (_, holds) =>
      holds.every(({ billId, clientId }) => billId === null && clientId === null)
        ? "Everybody's reminders are paused: go on with them in Settings."
        : null,
  },
  dispute: {
    ...simple("dispute", "They dispute it", "Reminders stop until you have sorted it out."),
    fits: (bill, holds) => isOwed(bill) && !holds.some(({ kind }) => kind === "dispute"),
  },
  chase: {
    ...simple(
      "chase",
      "Send a reminder now",
      "Goes in the next reminder hours, instead of the next one planned.",
    ),
    fits: isOwed,
    not: ({ state }, holds) => {
      if (state === "processing") return "A payment is on its way.";
      return holds.length > 0 ? "Reminders are paused: go on with them first." : null;
    },
  },
  again: {
    ...simple(
      "send-again",
      "Send the bill again",
      "Goes to the client like the first time, in a few minutes or the next morning, once a day at most.",
    ),
    fits: isOwed,
    not: ({ state }) => (state === "processing" ? "A payment is on its way." : null),
  },
  "write-off": {
    ...simple("write-off", "Write it off", "Nothing more is owed on it. You can undo this."),
    fits: changeable,
    danger: true,
  },
  cancel: {
    ...simple(
      "cancel-bill",
      "Cancel the bill",
      "As if it had never been due; its number stays used. You can undo this.",
    ),
    fits: changeable,
    not: ({ state }) =>
      state === "part-paid" ? "It is paid in part: take that payment back first, or write it off." : null,
    danger: true,
  },
  reopen: {
    ...simple("reopen-bill", "Reopen the bill", "It is owed again, and its reminders go on as before."),
    fits: ({ state }) => state === "cancelled" || state === "credited",
  },
};

/** The order of that name. An address may ask for anything, and an object answers to more than its own names. */
export function findOrder(name: string | undefined): BillOrder | undefined {
  return name !== undefined && Object.hasOwn(billOrders, name) ? billOrders[name] : undefined;
}

function tipLine(text: string): Html {
  return html`<p class="tip">${text}</p>`;
}

/** An order that needs no more said than its name. */
function simple(verb: AnyVerb, label: string, tip: string): Omit<BillOrder, "fits"> {
  const look = verb === "cancel-bill" || verb === "write-off" ? "danger" : "main";
  return {
    verb,
    label,
    fields: () => joined([tipLine(tip), button(label, look)]),
    read: () => ({}),
  };
}

function typedMinor(lines: readonly BillLine[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0);
}

function editFields({ bill, client, lines }: BillSeen, { trader }: Visit): Html {
  return joined([
    field({ name: "client", label: "Client", value: client.name, required: true }),
    field({
      name: "amount",
      label: bill.plusVat ? "Amount before VAT" : "Amount",
      keys: "decimal",
      value: poundsOf(typedMinor(lines)),
      required: true,
      ...(lines.length > 1 ? { tip: "Another amount adds a line that says so." } : {}),
    }),
    field({ name: "what", label: "What for", value: lines[0]?.description ?? "" }),
    field({ name: "due", label: "Due", type: "date", value: bill.dueOn, required: true }),
    field({ name: "reference", label: "Reference", value: bill.reference ?? "" }),
    when(trader.vatRegistered, () =>
      select({ name: "vat", label: "VAT", options: vatOptions.slice(1), value: bill.vat }),
    ),
    toggle({ name: "xero", label: "Also create in Xero", on: bill.toXero }),
    button("Save the change"),
  ]);
}

/** Only what was changed: what the form leaves as it is, the order leaves unsaid. */
function readEdit(form: Form, { bill, client, lines }: BillSeen): Partial<Intent> | string {
  const amountMinor = penceOf(textOf(form, "amount"));
  if (amountMinor === null) return "Write the amount like 230 or 85.40.";
  const dueOn = dayIn(form, "due");
  if (dueOn === null) return "Say on which day it is due.";
  const name = textOf(form, "client");
  const description = saidOf(form, "what");
  const reference = saidOf(form, "reference");
  const vat = oneOf(
    vatOptions.map(({ value }) => value),
    form["vat"],
  );
  const toXero = form["xero"] === "on";
  return {
    ...(name === "" || name === client.name ? {} : { client: { said: name, match: null } }),
    ...(amountMinor === typedMinor(lines) ? {} : { amountMinor }),
    ...(description === (lines[0]?.description ?? null) ? {} : { description }),
    ...(dueOn === bill.dueOn ? {} : { dueOn }),
    ...(reference === bill.reference ? {} : { reference }),
    ...(vat === null || vat === bill.vat ? {} : { vat }),
    ...(toXero === bill.toXero ? {} : { toXero }),
  };
}
