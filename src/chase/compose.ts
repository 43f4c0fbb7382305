import type { Turn } from "../desk/turn.ts";
import { type Bill, isOwed } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Tone } from "../domain/intent.ts";
import type { Step } from "../domain/step.ts";
import type { BillFacts, LetterFacts, Subject } from "../letters/letter.ts";
import { asHtml } from "../letters/letter-html.ts";
import { nameOf } from "../letters/letter-parts.ts";
import { asText } from "../letters/letter-text.ts";
import { writeLetter } from "../letters/letters.ts";
import type { Mail, Mailer } from "../ports-mail.ts";
import { listLines } from "../store/bills.ts";
import { findChasedClient, setChasedClient } from "../store/chased-clients.ts";
import { findConsent } from "../store/client-chat.ts";
import { putMailedLetter } from "../store/mailed-letters.ts";
import { listSteps } from "../store/steps.ts";
import { putToldBill } from "../store/told-bills.ts";
import type { ChasePorts } from "./ports.ts";

/** A step that goes now, and the bill it is about. */
export interface DueStep {
  readonly step: Step;
  readonly bill: Bill;
}

/** Everything a letter about these steps, all of one client and kind, is made from. */
export async function gather(
  ports: ChasePorts,
  turn: Turn,
  client: Client,
  steps: readonly DueStep[],
): Promise<LetterFacts> {
  const bills = steps.map(({ bill }) => bill);
  bills.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number - b.number));
  return await gatherBills(ports, turn, client, bills, await subjectOf(turn, steps));
}

export async function gatherBills(
  { linkFor }: Pick<ChasePorts, "linkFor">,
  turn: Turn,
  client: Client,
  bills: readonly Bill[],
  subject: Subject,
): Promise<LetterFacts> {
  const { tx, trader, today, post } = turn;
  const facts: BillFacts[] = [];
  for (const bill of bills) {
    const lines = await listLines(tx, trader.id, bill.id);
    facts.push({ bill, lines, link: await linkFor(tx, bill) });
    await noteTold(turn, client, bill);
  }
  return {
    subject,
    sender: trader,
    client,
    bills: facts,
    today,
    stopUrl: `${turn.publicUrl}/stop/${await stopToken(turn, client)}`,
    startUrl: subject.about === "bill" ? await startUrl(turn, client) : null,
    practice: post.practice,
  };
}

/** What they are told of it now is what a later change is a correction of. */
async function noteTold({ tx, trader }: Turn, client: Client, bill: Bill): Promise<void> {
  if (bill.state === "paid") return;
  const { id: billId, dueOn } = bill;
  const stands = isOwed(bill) && bill.clientId === client.id;
  const totalMinor = stands ? bill.totalMinor : 0;
  await putToldBill(tx, { traderId: trader.id, billId, clientId: client.id, totalMinor, dueOn });
}

/** Asked for by their own word: so whoever has said it, or stop, is not shown how. */
async function startUrl({ tx, trader, post }: Turn, { id, phone }: Client): Promise<string | null> {
  if (post.whatsApp === null || phone === null) return null;
  return (await findConsent(tx, trader.id, id)) === undefined ? post.whatsApp.startUrl : null;
}

const tones: readonly Tone[] = ["friendly", "formal", "firm"];

async function subjectOf(turn: Turn, steps: readonly DueStep[]): Promise<Subject> {
  const kind = steps[0]?.step.kind;
  if (kind === "bill" || kind === "thanks") return { about: kind };
  let writtenBefore = true;
  for (const { step, bill } of steps) {
    const earlier = await listSteps(turn.tx, turn.trader.id, step.billId);
    writtenBefore &&= earlier.some((it) => wasReminded(it, step.clientId, bill.dueOn));
  }
  const firmest = Math.max(...steps.map(({ step }) => tones.indexOf(step.tone ?? "friendly")));
  return { about: "reminder", tone: tones[firmest] ?? "friendly", writtenBefore };
}

/** Whether this was a reminder of a bill that was overdue then. */
function wasReminded(step: Step, clientId: string, dueOn: Day): boolean {
  const { kind, sentOn } = step;
  return kind === "reminder" && step.clientId === clientId && sentOn !== null && sentOn > dueOn;
}

/** The client's opt-out link: one for good, so that an old mail's works too. */
async function stopToken(turn: Turn, client: Client): Promise<string> {
  const known = await findChasedClient(turn.tx, turn.trader.id, client.id);
  if (known !== undefined) return known.token;
  const token = turn.random.token();
  const fresh = {
    traderId: turn.trader.id,
    clientId: client.id,
    token,
    optedOutAt: null,
    emailAskedAt: null,
    refusedEmail: null,
  };
  await setChasedClient(turn.tx, fresh);
  return token;
}

/** The mail for a letter. `id` is the same on every try. */
export function toMail(
  mailer: Mailer,
  id: string,
  turn: Turn,
  client: Client,
  facts: LetterFacts,
  follows: readonly string[],
): Mail {
  const letter = writeLetter(facts);
  return {
    messageId: `${id}@${mailer.domain}`,
    fromName: nameOf(facts),
    replyTo: turn.trader.replyEmail,
    to: client.email ?? "",
    toName: client.name,
    subject: letter.subject,
    text: asText(letter),
    html: asHtml(letter),
    follows: follows.map((it) => `${it}@${mailer.domain}`),
    stopUrl: letter.stopUrl,
    at: turn.now,
  };
}

/** Writes down where a mail goes, so that it is known for ours where it comes back. */
export async function noteMailed(turn: Turn, clientId: string, effectId: string, mail: Mail): Promise<void> {
  const { messageId, to, subject } = mail;
  const letter = { messageId, traderId: turn.trader.id, clientId, effectId, to, subject, at: turn.now };
  await putMailedLetter(turn.tx, letter);
}

/** What went to the client about a bill before, oldest first, by the ids of those mails: they make one thread. */
export async function threadOf(
  turn: Turn,
  client: Client,
  steps: readonly Step[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const billId of new Set(steps.map((step) => step.billId))) {
    for (const it of await listSteps(turn.tx, turn.trader.id, billId)) {
      if (it.clientId === client.id && it.state === "sent" && it.effectId !== null)
        ids.push(mailIdOf(it, it.effectId));
    }
  }
  return [...new Set(ids)];
}

/** A bill's own mail goes by its step's id, which a second try under another effect keeps. */
export function mailIdOf(step: Pick<Step, "id" | "kind">, effectId: string): string {
  return step.kind === "bill" ? step.id : effectId;
}
