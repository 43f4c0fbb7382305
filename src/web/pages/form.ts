import type { Context } from "hono";
import { cleanLine } from "../../domain/client.ts";
import { type Day, isDay } from "../../domain/day.ts";

/** A form as it was sent. Only text: a file in it is no answer. */
export type Form = Readonly<Record<string, string>>;

export async function readForm(c: Context): Promise<Form> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** One line without control characters; empty where it was not sent. */
export function textOf(form: Form, name: string): string {
  return cleanLine(form[name] ?? "");
}

/** The text, or null where nothing was filled in. */
export function saidOf(form: Form, name: string): string | null {
  const text = textOf(form, name);
  return text === "" ? null : text;
}

/** Pence of `230`, `£1,250.50`; null for anything else. */
export function penceOf(text: string): number | null {
  const [, pounds, pence] = /^£? ?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (pounds === undefined) return null;
  return Number(pounds.replaceAll(",", "")) * 100 + Number((pence ?? "").padEnd(2, "0"));
}

/** As a field shows it: `1250.50`. */
export function poundsOf(minor: number): string {
  return minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2);
}

/** A quantity such as `2` or `1.5`; null for anything else. */
export function quantityOf(text: string): number | null {
  const quantity = /^\d{1,5}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  return quantity > 0 ? quantity : null;
}

export function dayIn(form: Form, name: string): Day | null {
  const text = textOf(form, name);
  return isDay(text) ? text : null;
}

export function oneOf<T extends string>(values: readonly T[], text: string | undefined): T | null {
  return values.find((value) => value === text) ?? null;
}
