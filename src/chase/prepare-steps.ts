import { assert } from "../assert.ts";
import { decide } from "../desk/decide.ts";
import type { Outcome } from "../desk/outcome.ts";
import { isExtra, isStillDue, nationOfClient, planBill, queueBill } from "../desk/plan-bill.ts";
import { knowsSender, roadTo } from "../desk/road.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { clientOf, type Turn, viewOf } from "../desk/turn.ts";
import { type Bill, isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import { addDays, dayOf, instantAt } from "../domain/day.ts";
import { billOpeningFrom, openingFrom } from "../domain/plan.ts";
import type { Step } from "../domain/step.ts";
import type { LetterFacts } from "../letters/letter.ts";
import { chasing as limits } from "../limits.ts";
import { getBill } from "../store/bills.ts";
import { changeStep, listInHand, listSentSince } from "../store/steps.ts";
import { type DueStep, gather, mailIdOf, noteMailed, threadOf, toMail } from "./compose.ts";
import type { LetterEffect, Prepared } from "./letter-effect.ts";
import { toNote } from "./note.ts";
import type { ChasePorts } from "./ports.ts";
import { assertInHand, recall } from "./record.ts";
import { asThumb } from "./thumb.ts";
import type { Answer } from "./truth.ts";

/**
 * The last look before a client is written to. Outside any transaction the systems that may know of money are asked;
 * then, in the trader's turn, each step goes, waits or is left out. From the commit on it counts as on its way.
 */
export async function prepareSteps(
  ports: ChasePorts,
  effect: LetterEffect,
  stepIds: readonly string[],
  signal: AbortSignal,
): Promise<Prepared> {
  const answers = await askTruth(ports, effect, stepIds, signal);
  let prepared: Prepared = { kind: "nothing" };
  await ports.desk.store.transaction(async (tx) => {
    prepared = { kind: "nothing" };
    await assertInHand(tx, effect);
    const told = await inTraderTurn(ports.desk, tx, effect.traderId, async (turn) => {
      const steps = await listInHand(tx, effect.traderId, effect.id, stepIds, ["queued"]);
      const outcomes: Outcome[] = [];
      const due = await stillGoing(turn, steps, answers, outcomes);
      if (due.length === 0) return outcomes;
      const client = await clientOf(turn, effect.work.clientId);
      const facts = await gather(ports, turn, client, due);
      const going = due.map(({ step }) => step);
      prepared = await compose(ports, turn, effect, { client, going, facts });
      if (prepared.kind === "nothing") return [...outcomes, ...(await asThumb(turn, client, going, facts))];
      for (const step of going) await changeStep(tx, step, { state: "sending", sentOn: turn.today });
      return outcomes;
    });
    if (!told) await recall(tx, effect, new Date(effect.dueAt.getTime() + limits.nobodyMs));
  }, "patient");
  return prepared;
}

interface Ready {
  readonly client: Client;
  readonly going: readonly Step[];
  readonly facts: LetterFacts;
}

/** The message by the road that leads to the client; nothing where the trader's thumb has to send it. */
async function compose(
  { mailer, messenger }: ChasePorts,
  turn: Turn,
  effect: LetterEffect,
  { client, going, facts }: Ready,
): Promise<Prepared> {
  const [first] = going;
  assert(first !== undefined, "a letter has at least one step.");
  const road = knowsSender(turn) ? await roadTo(turn, client, first.kind) : "thumb";
  if (road === "whatsapp" && messenger !== null && client.phone !== null)
    return { kind: "whatsapp", phone: client.phone, note: toNote(facts) };
  if (road !== "mail" || mailer === null) return { kind: "nothing" };
  const follows = await threadOf(turn, client, going);
  const mail = toMail(mailer, mailIdOf(first, effect.id), turn, client, facts, follows);
  await noteMailed(turn, client.id, effect.id, mail);
  return { kind: "mail", mail };
}

async function askTruth(
  { desk, truth }: ChasePorts,
  effect: LetterEffect,
  stepIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Answer>> {
  const bills = await desk.store.read(async (tx) => {
    const steps = await listInHand(tx, effect.traderId, effect.id, stepIds, ["queued"]);
    return await Promise.all(steps.map((step) => getBill(tx, effect.traderId, step.billId)));
  });
  const answers = new Map<string, Answer>();
  for (const bill of bills.filter(isOwed)) answers.set(bill.id, await truth.ask(bill, signal));
  return answers;
}

async function stillGoing(
  turn: Turn,
  steps: readonly Step[],
  answers: ReadonlyMap<string, Answer>,
  outcomes: Outcome[],
): Promise<readonly DueStep[]> {
  const going: DueStep[] = [];
  for (const step of steps) {
    const bill = await getBill(turn.tx, turn.trader.id, step.billId);
    const answer = answers.get(bill.id);
    const doubt = answer?.kind === "wait" ? answer.why : null;
    if (doubt !== null) {
      if (step.why !== "doubt")
        outcomes.push({
          kind: "chase",
          told: { what: "in-doubt", bill: await viewOf(turn, bill), step: step.kind, why: doubt },
        });
      await waitInDoubt(turn, step, doubt);
    } else if (await mayGo(turn, step, bill)) going.push({ step, bill });
    else await putBack(turn, step, bill);
  }
  return going;
}

/** Whether nothing that is known here speaks against it: money, holds, hours, and what went to the client today. */
async function mayGo(turn: Turn, step: Step, bill: Bill): Promise<boolean> {
  if (step.kind === "thanks" ? bill.state !== "paid" : !isOwed(bill)) return false;
  if (step.kind === "bill") return billOpeningFrom(turn.now).at.getTime() === turn.now.getTime();
  const client = await clientOf(turn, bill.clientId);
  const opened = openingFrom(turn.now, turn.trader.chaseAt, nationOfClient(client));
  if (opened?.at.getTime() !== turn.now.getTime()) return false;
  if (step.kind === "thanks") return true;
  const today = await listSentSince(turn.tx, turn.trader.id, client.id, turn.today);
  if (today.some((it) => it.kind === "reminder")) return false;
  return await isStillDue(turn, bill, step);
}

async function putBack(turn: Turn, step: Step, bill: Bill): Promise<void> {
  const at = await nextTime(turn, step);
  const back = await changeStep(turn.tx, step, { state: "planned", effectId: null, at });
  // The look at its plan may have put it back already, or left it out.
  const steps = isOwed(bill) ? await planBill(turn, bill, "due") : await queueBill(turn, bill);
  const now = steps.find(({ id }) => id === step.id);
  if (back !== undefined && now?.state === "planned") await decide(turn, now, "moved");
}

/** When a step goes that may not go now; one of the plan's is timed by the plan. */
async function nextTime(turn: Turn, step: Step): Promise<Date | null> {
  if (step.kind === "bill") return billOpeningFrom(turn.now).at;
  if (!isExtra(step) && step.kind !== "thanks") return step.at;
  const client = await clientOf(turn, step.clientId);
  const { chaseAt } = turn.trader;
  // Thanks only waited for the hour; a reminder may be the second of its day.
  const from = step.kind === "thanks" ? turn.now : instantAt(addDays(turn.today, 1), chaseAt);
  return openingFrom(from, chaseAt, nationOfClient(client))?.at ?? null;
}

async function waitInDoubt(turn: Turn, step: Step, why: string): Promise<void> {
  const later = new Date(turn.now.getTime() + limits.doubtMs);
  const at = step.kind === "bill" ? billOpeningFrom(later).at : later;
  const waiting = await changeStep(turn.tx, step, { state: "planned", effectId: null, at, why: "doubt" });
  assert(waiting !== undefined, "nobody changes a step during its trader's turn.");
  await decide(turn, waiting, "moved", why);
  await queueBill(turn, { id: step.billId });
  assert(dayOf(at) >= turn.today, "waiting does not go back in time.");
}
