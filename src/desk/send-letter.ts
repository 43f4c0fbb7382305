import type { Client } from "../domain/client.ts";
import { dayOf } from "../domain/day.ts";
import type { LetterOrder } from "../domain/effect.ts";
import type { Intent } from "../domain/intent.ts";
import { billOpeningFrom } from "../domain/plan.ts";
import { addEffect } from "../store/effects.ts";
import { told } from "./hold-chasing.ts";
import type { Outcome } from "./outcome.ts";
import { soonest } from "./plan-bill.ts";
import { takesMail } from "./road.ts";
import { scopeOf } from "./scope.ts";
import { journal, type Turn } from "./turn.ts";

/** "send Acme a statement": where their account stands, in the hours in which bills go. */
export async function sendStatement(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  if (scope.kind === "everything") return { kind: "plain", what: "statement-whose" };
  const client = scope.kind === "client" ? scope.client : scope.bill.client;
  const going = await orderLetter(turn, client, { what: "statement" });
  return told({ what: "statement-going", client, now: turn.now, ...going });
}

/** Has a letter written that no plan called for. It can be taken back until it goes. */
export async function orderLetter(
  turn: Turn,
  client: Client,
  letter: LetterOrder,
): Promise<{ readonly at: Date; readonly by: "mail" | "thumb"; readonly actionId: string }> {
  const clientId = client.id;
  const id = turn.random.id();
  const { at } = billOpeningFrom(soonest(turn));
  const effect = {
    id,
    traderId: turn.trader.id,
    lane: `letters:${turn.trader.id}:${clientId}:${dayOf(at)}`,
    dedupeKey: `letter:${id}`,
    work: { kind: "send-letter" as const, clientId, letter },
    dueAt: at,
  };
  await addEffect(turn.tx, effect, turn.now);
  const actionId = await journal(turn, { kind: "send-letter", effectId: id, clientId });
  return { at, by: (await takesMail(turn, client)) ? "mail" : "thumb", actionId };
}
