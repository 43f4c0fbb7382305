import type { EffectOf, Handler, Reconciled } from "../effects/attempt.ts";
import { Fault } from "../fault.ts";
import type { Mail } from "../ports-mail.ts";
import type { LetterEffect, Prepared } from "./letter-effect.ts";
import { prepareOther } from "./other-letters.ts";
import type { ChasePorts } from "./ports.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { askAgain, recordRefused, recordSent, takeBack } from "./record.ts";

/**
 * Writes to a client. Everything that may have changed since is looked at again here, at the last moment; what is in
 * doubt then counts as sent, except a bill itself, which goes once more under the same Message-ID.
 */
export function sendLetterHandler(ports: ChasePorts): Handler<"send-letter"> {
  return {
    inDoubt: "count-as-done",
    deliver: async (raw, signal) => {
      const effect = ofTrader(raw);
      const prepared = await prepare(ports, effect, signal);
      if (prepared.kind === "nothing") return { remoteId: null };
      const { mail } = prepared;
      try {
        await send(ports, mail, signal);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (error.action === "stop") {
          await recordRefused(ports, effect, mail, error.message);
          return { remoteId: null };
        }
        // Surely not sent: until the next try a payment may still call it off.
        if (error.action !== "unknown") await takeBack(ports, effect);
        throw error;
      }
      return {
        remoteId: mail.messageId,
        record: (tx) => recordSent(ports, tx, effect, { to: mail.to, known: true }),
      };
    },
    reconcile: async (raw): Promise<Reconciled> => {
      const effect = ofTrader(raw);
      if (await askAgain(ports, effect)) return { kind: "absent" };
      const record = (tx: Parameters<typeof recordSent>[1]) =>
        recordSent(ports, tx, effect, { to: null, known: false });
      return { kind: "done", delivery: { remoteId: null, record } };
    },
  };
}

async function prepare(ports: ChasePorts, effect: LetterEffect, signal: AbortSignal): Promise<Prepared> {
  const { letter } = effect.work;
  return letter.what === "steps"
    ? await prepareSteps(ports, effect, letter.stepIds, signal)
    : await prepareOther(ports, effect, letter);
}

async function send({ mailer }: ChasePorts, mail: Mail, signal: AbortSignal): Promise<void> {
  if (mailer === null) throw new Fault("reconnect", "mail is off");
  await mailer.send(mail, signal);
}

function ofTrader(effect: EffectOf<"send-letter">): LetterEffect {
  if (effect.traderId === null) throw new Error("Broken assumption: a letter is a trader's.");
  return { ...effect, traderId: effect.traderId };
}
