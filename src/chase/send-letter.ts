import type { Delivery, Handler, Reconciled } from "../effects/attempt.ts";
import { remoteIdOf } from "../effects/messages.ts";
import { Fault } from "../fault.ts";
import { firstLine } from "../log.ts";
import { render } from "../pictures/render.ts";
import type { Mail } from "../ports-mail.ts";
import type { Tx } from "../store/store.ts";
import { findSentUnder } from "../store/whatsapp.ts";
import { type LetterEffect, ofTrader, type Prepared } from "./letter-effect.ts";
import { leaveWhatsApp } from "./on-whatsapp.ts";
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
      switch (prepared.kind) {
        case "nothing":
          return { remoteId: null };
        case "mail":
          return await deliverMail(ports, effect, await withPaper(ports, prepared), signal);
        case "whatsapp":
          return await deliverNote(ports, effect, prepared, signal);
      }
    },
    reconcile: async (raw): Promise<Reconciled> => {
      const effect = ofTrader(raw);
      if (await askAgain(ports, effect)) return { kind: "absent" };
      // Receipts come for what went on WhatsApp.
      const known = (await ports.desk.store.read((tx) => findSentUnder(tx, effect.id))) !== undefined;
      const record = (tx: Tx) => recordSent(ports, tx, effect, { to: null, by: null, known });
      return { kind: "done", delivery: { remoteId: null, record } };
    },
  };
}

/** The letter says it all without the paper: where that cannot be drawn it goes alone. */
async function withPaper(
  { desk }: ChasePorts,
  { mail, paper }: Extract<Prepared, { kind: "mail" }>,
): Promise<Mail> {
  if (paper === undefined) return mail;
  try {
    return { ...mail, papers: [await render({ paper, alt: "" })] };
  } catch (error) {
    desk.log.error({ error: firstLine(error) }, "a statement could not be drawn");
    return mail;
  }
}

async function deliverMail(
  ports: ChasePorts,
  effect: LetterEffect,
  mail: Mail,
  signal: AbortSignal,
): Promise<Delivery> {
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
  const record = (tx: Tx) => recordSent(ports, tx, effect, { to: mail.to, by: "mail", known: true });
  return { remoteId: mail.messageId, record, pace: "patient" };
}

async function deliverNote(
  ports: ChasePorts,
  effect: LetterEffect,
  { phone, note }: Extract<Prepared, { kind: "whatsapp" }>,
  signal: AbortSignal,
): Promise<Delivery> {
  if (ports.messenger === null) throw new Fault("reconnect", "WhatsApp is off");
  const to = { traderId: effect.traderId, clientId: effect.work.clientId };
  const result = await ports.messenger.send(to, note, effect.id, signal);
  if (result.kind === "may-not") {
    // They said stop a moment ago: another road leads to them now.
    await takeBack(ports, effect);
    throw new Fault("retry", "they may not be written to any more");
  }
  if (result.kind === "not-sent") {
    if (result.why === "gone" || result.why === "rejected")
      return await leaveWhatsApp(ports, effect, result.detail);
    if (result.why !== "ambiguous") await takeBack(ports, effect);
  }
  const record = (tx: Tx) => recordSent(ports, tx, effect, { to: phone, by: "whatsapp", known: true });
  return { remoteId: remoteIdOf(result), record };
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
