import type { Day } from "../domain/day.ts";
import { instantAt } from "../domain/day.ts";
import { type Hold, isBroken } from "../domain/hold.ts";
import { addWorkingDays } from "../domain/holidays.ts";
import type { Intent } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import { anchorOf, openingFrom } from "../domain/plan.ts";
import { getClient } from "../store/clients.ts";
import { endHolds, listHolds } from "../store/holds.ts";
import { activeHolds, changeHolds, startHold } from "./change-holds.ts";
import type { Outcome } from "./outcome.ts";
import type { ChaseTold, Scope } from "./outcome-chase.ts";
import { add, nationOfClient, planBill } from "./plan-bill.ts";
import { billsIn, scopeIds, scopeOf } from "./scope.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "leave Mrs Patel alone", "pause everything till the 5th": nothing goes until then, or until told. */
export async function holdChasing(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  const until = intent.until ?? null;
  const actionId = await hold(turn, scope, { kind: "asked", until, promisedOn: null });
  return told({ what: "held", scope, until, actionId });
}

/** "start chasing Acme again": lifts what holds it, whatever it was. */
export async function resumeChasing(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  return await resume(turn, scope);
}

export async function resume(turn: Turn, scope: Scope): Promise<Outcome> {
  const active = await activeHolds(turn);
  const lifted = active.filter((it) => within(it, scope)).map(({ id }) => id);
  if (lifted.length === 0) {
    const everything = active.some((it) => it.clientId === null && it.billId === null);
    return told({ what: "not-held", scope, by: everything ? { kind: "everything" } : null });
  }
  await changeHolds(turn, () => endHolds(turn.tx, turn.trader.id, lifted, turn.now));
  const actionId = await journal(turn, { kind: "hold-chasing", added: [], lifted });
  const times: number[] = [];
  for (const bill of await billsIn(turn, scope)) {
    const steps = await planBill(turn, bill, "changed");
    times.push(
      ...steps.flatMap((it) => (it.state === "planned" && it.kind === "reminder" && it.at ? [+it.at] : [])),
    );
  }
  const next = times.length === 0 ? null : new Date(Math.min(...times));
  return told({ what: "resumed", scope, next, actionId });
}

/** "Dave says Friday": nothing goes until the working day after, and a promise not kept is counted. */
export async function promise(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  const { scope } = scoped;
  const on = intent.on ?? null;
  if (on === null || scope.kind === "everything") return told({ what: "promise-when", scope });
  return await holdPromised(turn, scope, on);
}

export async function holdPromised(
  turn: Turn,
  scope: Exclude<Scope, { kind: "everything" }>,
  on: Day,
): Promise<Outcome> {
  const client = scope.kind === "client" ? scope.client : scope.bill.client;
  const until = addWorkingDays(on, 1, nationOfClient(client));
  const broken = (await listHolds(turn.tx, turn.trader.id)).filter(
    (it) => it.clientId === client.id && isBroken(it, turn.today),
  ).length;
  const actionId = await hold(turn, scope, { kind: "promise", until, promisedOn: on });
  return told({ what: "promised", scope, on, until, broken, actionId });
}

/** "they reckon it's too much": still owed, and not asked for until the trader says so. */
export async function dispute(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  return await holdDisputed(turn, scoped.scope);
}

export async function holdDisputed(turn: Turn, scope: Scope): Promise<Outcome> {
  const bills = await billsIn(turn, scope);
  if (bills.length === 0) return nothingOwed(scope);
  const actionId = await hold(turn, scope, { kind: "dispute", until: null, promisedOn: null });
  return told({ what: "disputed", bills: await views(turn, bills), actionId });
}

/** How long money that a client says they sent may take before the trader is asked. */
const saysPaidDays = 3;

/** "Acme says they've paid": not paid, and not chased either, until the trader has looked. */
export async function saysPaid(turn: Turn, intent: Intent): Promise<Outcome> {
  const scoped = await scopeOf(turn, intent);
  if (scoped.kind === "not") return scoped.outcome;
  return await holdSaysPaid(turn, scoped.scope);
}

export async function holdSaysPaid(turn: Turn, scope: Scope): Promise<Outcome> {
  const bills = await billsIn(turn, scope);
  const [first] = bills;
  if (first === undefined) return nothingOwed(scope);
  const actionId = await hold(turn, scope, { kind: "says-paid", until: null, promisedOn: null });
  const client = await getClient(turn.tx, turn.trader.id, first.clientId);
  const askOn = addWorkingDays(turn.today, saysPaidDays, nationOfClient(client));
  for (const bill of bills) {
    await add(turn, bill, {
      ...askStep(turn, `says-paid ${turn.today} ${turn.random.id()}`, askOn),
      anchorOn: anchorOf(bill),
    });
  }
  return told({ what: "says-paid", bills: await views(turn, bills), askOn, actionId });
}

/** A question to the trader, on a working day of theirs. */
export function askStep(turn: Turn, slot: string, on: Day) {
  const wanted = instantAt(on, turn.trader.chaseAt);
  const opened = openingFrom(wanted, turn.trader.chaseAt, "england-and-wales") ?? { at: wanted, why: null };
  return { kind: "ask" as const, slot, tone: null, nominalOn: on, ...opened, state: "planned" as const };
}

/** Holds a scope in place of what held exactly it before. Answers what undoes it. */
async function hold(
  turn: Turn,
  scope: Scope,
  what: Pick<Hold, "kind" | "until" | "promisedOn">,
): Promise<string> {
  const ids = scopeIds(scope);
  const lifted = (await activeHolds(turn))
    .filter((it) => it.billId === ids.billId && it.clientId === ids.clientId)
    .map(({ id }) => id);
  const added: string[] = [];
  await changeHolds(turn, async () => {
    await endHolds(turn.tx, turn.trader.id, lifted, turn.now);
    added.push(await startHold(turn, { ...ids, ...what }));
  });
  return await journal(turn, { kind: "hold-chasing", added, lifted });
}

/** What it held is as before. */
export async function unhold(
  turn: Turn,
  { added, lifted }: Extract<JournalEntry, { kind: "hold-chasing" }>,
): Promise<void> {
  await changeHolds(turn, async () => {
    await endHolds(turn.tx, turn.trader.id, added, turn.now);
    await endHolds(turn.tx, turn.trader.id, lifted, null);
  });
}

/** Whether lifting the holds of a scope lifts this one: a client's holds are lifted with the client's bills'. */
function within(it: Hold, scope: Scope): boolean {
  if (scope.kind === "everything") return true;
  const { billId, clientId } = scopeIds(scope);
  return scope.kind === "client"
    ? it.clientId === clientId
    : it.billId === billId || (it.billId === null && it.clientId === clientId);
}

function nothingOwed(scope: Scope): Outcome {
  if (scope.kind === "bill") return { kind: "not-owed", bill: scope.bill };
  return scope.kind === "client"
    ? { kind: "nothing-owed", client: scope.client }
    : { kind: "no-bill", number: null };
}

async function views(turn: Turn, bills: Awaited<ReturnType<typeof billsIn>>) {
  return await Promise.all(bills.map((bill) => viewOf(turn, bill)));
}

export function told(it: ChaseTold): Outcome {
  return { kind: "chase", told: it };
}
