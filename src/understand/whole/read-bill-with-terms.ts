import { addDays, dayOf } from "../../domain/day.ts";
import type { Understanding } from "../../domain/intent.ts";
import type { Context } from "../context.ts";
import { sentenceOf } from "../sentence.ts";
import { understand } from "../understand.ts";
import { readTerms } from "./read-terms.ts";

const both =
  /^(.+?)(?:,|;|\.)? (?:and |then |and then )((?:put|set|have|keep) (?:them|him|her) (?:on|onto) .+)$/i;

/** "bill Acme 100 and put them on 30 days": one bill and its client's terms, which are then that bill's as well. */
export function readBillWithTerms(text: string, context: Context): Understanding | null {
  const [, first, second] = both.exec(sentenceOf(text)) ?? [];
  if (first === undefined || second === undefined) return null;
  const terms = readTerms(second, context);
  const { intents, question } = understand(first, context);
  const [bill, ...others] = intents;
  const days = terms?.intent.termsDays;
  const plain =
    bill?.intent === "create-bill" && bill.client != null && others.length === 0 && question === null;
  if (!plain || terms === null || terms.gaps.length > 0 || typeof days !== "number") return null;
  const dueOn = bill.dueOn ?? addDays(dayOf(context.now), days);
  const { certainty } = bill;
  const theirs = { ...terms.intent, certainty, client: bill.client ?? null, last: false };
  return { text, intents: [{ ...bill, dueOn }, theirs], question: null };
}
