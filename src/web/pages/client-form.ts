import { planWords } from "../../desk/wording/plan.ts";
import { type Client, mentionOf } from "../../domain/client.ts";
import type { Intent } from "../../domain/intent.ts";
import { termsMaxDays } from "../../domain/setting.ts";
import { nameMaxChars } from "../../limits.ts";
import { type Html, joined } from "../page/html.ts";
import { button, field, select } from "../page/parts.ts";
import { type Form, oneOf, saidOf, textOf } from "./form.ts";
import { methodOptions } from "./new-bill.ts";

export type ClientErrors = Readonly<Record<string, string>>;
export type ClientRead =
  | { readonly kind: "ordered"; readonly intents: readonly Intent[] }
  | { readonly kind: "wrong"; readonly errors: ClientErrors };

/** How a client can be reached, or what is wrong with what was written. */
function readContact(form: Form, errors: Record<string, string>) {
  const email = saidOf(form, "email")?.toLowerCase() ?? null;
  if (email !== null && !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[a-z]{2,}$/.test(email))
    errors["email"] = "That does not look like an email address.";
  const written = saidOf(form, "phone");
  const phone = written === null ? null : phoneOf(written);
  if (written !== null && phone === null) errors["phone"] = "Write it like 07700 900123 or +44 7700 900123.";
  return { email, phone, address: saidOf(form, "address") };
}

/** E.164; null for what is no number. A number without a country is a British one. */
export function phoneOf(written: string): string | null {
  const digits = written.replace(/[\s().-]/g, "").replace(/^00/, "+");
  const full = digits.startsWith("0") ? `+44${digits.slice(1)}` : digits;
  return /^\+44\d{9,10}$/.test(full) || /^\+(?!44)\d{8,15}$/.test(full) ? full : null;
}

/** A new client, as "add client …" would have made them. */
export function readNewClient(form: Form): ClientRead {
  const errors: Record<string, string> = {};
  const name = textOf(form, "name").slice(0, nameMaxChars);
  if (name === "") errors["name"] = "Say what the client is called.";
  const contact = readContact(form, errors);
  if (Object.keys(errors).length > 0) return { kind: "wrong", errors };
  const client = { said: name, match: null };
  return { kind: "ordered", intents: [{ intent: "add-client", certainty: "said", client, ...contact }] };
}

/** What the form changed of a client: an order each, in the chat's own sentences where it has no other way. */
export function readClientChange(form: Form, client: Client): ClientRead {
  const errors: Record<string, string> = {};
  const contact = readContact(form, errors);
  const name = textOf(form, "name").slice(0, nameMaxChars);
  if (name === "") errors["name"] = "Say what the client is called.";
  const termsDays = "terms" in form ? readTerms(form, errors) : client.termsDays;
  if (Object.keys(errors).length > 0) return { kind: "wrong", errors };
  const base = {
    intent: "edit-client",
    certainty: "said",
    client: mentionOf(client),
  } as const;
  const intents: Intent[] = [];
  for (const key of ["email", "phone", "address"] as const)
    if (contact[key] !== null && contact[key] !== client[key]) intents.push({ ...base, [key]: contact[key] });
  const method = oneOf(
    methodOptions.map(({ value }) => value),
    form["method"],
  );
  if (method !== null && method !== client.payBy)
    intents.push({
      ...base,
      description: `${client.name} pays by ${method === "bank" ? "bank transfer" : method}`,
    });
  const kind = oneOf(["company", "person"], form["kind"]);
  if (kind !== null && (kind === "company") !== client.company)
    intents.push({
      ...base,
      description: `${client.name} is a ${kind === "company" ? "company" : "private person"}`,
    });
  if (termsDays !== client.termsDays) intents.push({ ...base, termsDays });
  for (const description of reminderWishes(form, client)) intents.push({ ...base, description });
  const alias = saidOf(form, "alias");
  if (alias !== null) intents.push({ ...base, description: `${client.name} is also called ${alias}` });
  // Last, as the others name the client as they were called.
  if (name !== client.name) intents.push({ ...base, description: `rename ${client.name} to ${name}` });
  return { kind: "ordered", intents };
}

/** Days to pay; empty is the trader's own terms. */
function readTerms(form: Form, errors: Record<string, string>): number | null {
  const written = saidOf(form, "terms");
  if (written === null) return null;
  const days = /^\d{1,3}$/.test(written) ? Number(written) : null;
  if (days === null || days > termsMaxDays)
    errors["terms"] = `Write a number of days, from 0 to ${termsMaxDays}.`;
  return days;
}

const tones = ["usual", "friendly", "formal", "firm"] as const;

/** When and how this client is reminded, in the chat's own sentences. */
function reminderWishes(form: Form, { name, chaseTone }: Client): readonly string[] {
  const tone = oneOf(tones, form["tone"]);
  const changed = tone !== null && (tone === "usual" ? null : tone) !== chaseTone;
  const plan = saidOf(form, "plan");
  const toned = tone === "usual" ? `my usual tone for ${name}` : `be ${tone} with ${name}`;
  const planned = /^(?:the )?usual$/i.test(plan ?? "")
    ? `my usual plan for ${name}`
    : `chase ${name} ${plan}`;
  return [...(changed ? [toned] : []), ...(plan === null ? [] : [planned])];
}

function reminderFields({ chasePlan, chaseTone }: Client): Html {
  const now =
    chasePlan === null
      ? "Now as for your other clients."
      : `Now ${planWords(chasePlan)}; write "usual" to go back.`;
  return joined([
    select({
      name: "tone",
      label: "Tone of reminders",
      options: [
        { value: "usual", label: "As for your other clients" },
        { value: "friendly", label: "Always friendly" },
        { value: "formal", label: "Always formal" },
        { value: "firm", label: "Always firm" },
      ],
      value: chaseTone ?? "usual",
    }),
    field({
      name: "plan",
      label: "Days of reminders",
      placeholder: "on the day, 5 and 10 days after",
      tip: now,
    }),
  ]);
}

export function clientFields(client: Client | null, form: Form, errors: ClientErrors): Html {
  const value = (name: "name" | "email" | "phone" | "address") => form[name] ?? client?.[name] ?? "";
  const text = (name: "name" | "email" | "phone" | "address") => ({
    name,
    value: value(name),
    error: errors[name] ?? null,
  });
  const company = client?.company ?? null;
  return joined([
    field({ ...text("name"), label: "Name", required: true, maxChars: nameMaxChars }),
    field({ ...text("email"), label: "Email", type: "email", tip: "Bills and reminders go there." }),
    field({ ...text("phone"), label: "Phone", type: "tel" }),
    field({ ...text("address"), label: "Address", maxChars: 240, tip: "A VAT bill over £250 must show it." }),
    client === null
      ? null
      : field({
          name: "terms",
          label: "Days to pay",
          keys: "numeric",
          value: form["terms"] ?? String(client.termsDays ?? ""),
          error: errors["terms"] ?? null,
          tip: "For new bills, from the day of the bill. Empty: your own terms.",
        }),
    client === null
      ? null
      : select({
          name: "method",
          label: "Usually pays by",
          options: [{ value: "", label: "As your other clients do" }, ...methodOptions],
          value: client.payBy ?? "",
        }),
    client === null
      ? null
      : select({
          name: "kind",
          label: "Is a",
          options: [
            { value: "", label: "Going by the name" },
            { value: "company", label: "Company" },
            { value: "person", label: "Private person" },
          ],
          value: company === null ? "" : company ? "company" : "person",
          tip: "The law has other rules for reminding a private person.",
        }),
    client === null ? null : reminderFields(client),
    client === null
      ? null
      : field({
          name: "alias",
          label: "Also called",
          maxChars: nameMaxChars,
          tip: "Another name that means them in the chat.",
        }),
    button(client === null ? "Add the client" : "Save the change"),
  ]);
}
