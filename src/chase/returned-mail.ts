import type { DeskPorts } from "../desk/desk.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import { Fault } from "../fault.ts";
import { alerts, returns as limits } from "../limits.ts";
import type { ReturnedMail, ReturnsMailbox } from "../ports-mail.ts";
import type { ChorePlan } from "../schedule/chore.ts";
import { findEffect } from "../store/effects.ts";
import { findMailedLetter, markReturned } from "../store/mailed-letters.ts";
import { findReadMailbox, putReadMailbox } from "../store/read-mailboxes.ts";
import { listInHand } from "../store/steps.ts";
import { stepIdsOf } from "./letter-effect.ts";
import { refuse } from "./refused.ts";

/** Every few minutes one process looks whether a mail came back that had been taken. */
export function readReturns(mailbox: ReturnsMailbox, desk: DeskPorts): ChorePlan {
  let failingSince: Date | null = null;
  return {
    name: "returned mail",
    next: (after) => new Date(after.getTime() + limits.pollMs),
    run: async (now) => {
      try {
        const done = await look(mailbox, desk, now);
        failingSince = null;
        return done;
      } catch (error) {
        failingSince ??= now;
        const passing = error instanceof Fault && error.action === "retry";
        if (!passing || now.getTime() - failingSince.getTime() >= alerts.failingMs) throw error;
        return `is tried again: ${error.message}`;
      }
    },
  };
}

async function look(mailbox: ReturnsMailbox, desk: DeskPorts, now: Date): Promise<string> {
  const { store } = desk;
  const { name } = mailbox;
  const from = (await store.read((tx) => findReadMailbox(tx, name))) ?? null;
  let [ours, others] = [0, 0];
  await mailbox.look(
    {
      from,
      take: async (returned) => {
        const taken = await takeReturned(desk, returned);
        if (taken) ours += 1;
        else others += 1;
        return taken;
      },
      keep: (place) => store.transaction((tx) => putReadMailbox(tx, { name, ...place })),
    },
    now,
    AbortSignal.timeout(limits.lookTimeoutMs),
  );
  return ours + others === 0 ? "nothing came back" : `${ours} came back, and ${others} that are not ours`;
}

/**
 * Takes in that a mail came back, once however often it is reported. What names no letter of ours, or somebody whom it
 * did not go to, changes nothing: anybody may write a report. Answers whether it was ours.
 */
export async function takeReturned(desk: DeskPorts, { messageId, failed }: ReturnedMail): Promise<boolean> {
  return await desk.store.transaction(async (tx) => {
    const letter = await findMailedLetter(tx, messageId);
    const recipient = failed.find(({ addresses }) => addresses.includes(letter?.to.toLowerCase() ?? ""));
    if (letter === undefined || recipient === undefined) return false;
    if (!(await markReturned(tx, letter, desk.clock.now()))) return true;
    const { traderId, effectId } = letter;
    await inTraderTurn(desk, tx, traderId, async (turn) => {
      const effect = await findEffect(tx, effectId);
      const stepIds = effect?.work.kind === "send-letter" ? stepIdsOf(effect.work.letter) : [];
      // Where nobody knew whether it had left it was on its way until now.
      const steps = await listInHand(tx, traderId, effectId, stepIds, ["sending", "sent"]);
      return await refuse(turn, letter, steps, recipient.detail);
    });
    return true;
  });
}
