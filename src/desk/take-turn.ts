import { unreachable } from "../assert.ts";
import type { ChoiceAction } from "../domain/channel.ts";
import type { Intent, Understanding } from "../domain/intent.ts";
import { textMaxChars } from "../limits.ts";
import { findChoice, useChoice } from "../store/choices.ts";
import { getClient } from "../store/clients.ts";
import { closeProposal, findLiveProposal, type Proposal } from "../store/proposals.ts";
import { saysAll } from "../understand/whole/read-money.ts";
import type { Order } from "./admit.ts";
import { answerClient } from "./answer-client.ts";
import { declineConnection } from "./connect-xero.ts";
import { readAside, readCardSaid } from "./correct-card.ts";
import { useCreditOn } from "./credit.ts";
import { addVat } from "./edit-bill.ts";
import { contactSaid } from "./edit-client.ts";
import { fileFeedback, isComplaint } from "./file-feedback.ts";
import { listNames } from "./find-client.ts";
import { fromTheBooks } from "./from-the-books.ts";
import { holdsKey } from "./invite-code.ts";
import { unlinkChat } from "./link-chat.ts";
import type { Outcome } from "./outcome.ts";
import { perform } from "./perform.ts";
import { pressChase } from "./press-chase.ts";
import { ask, findWaiting, needsYes, propose, takeProposal } from "./propose.ts";
import { readBareAddress } from "./read-address.ts";
import { readMessage } from "./read-message.ts";
import { reviseMessage } from "./revise-message.ts";
import { isLost } from "./second-reading.ts";
import { joinPayments } from "./several-bills.ts";
import { tapXero } from "./tap-xero.ts";
import { missed } from "./that-bill.ts";
import type { Turn } from "./turn.ts";
import { undoAction } from "./undo.ts";
import { askWhich, meaning } from "./which-client.ts";

/** Decides what a message of a known trader means, does it, and answers with what came of it. */
export async function takeTurn(turn: Turn, inbound: Order): Promise<readonly Outcome[]> {
  switch (inbound.kind) {
    case "text":
      // Others' words are not the trader's.
      if (inbound.forwarded) return [{ kind: "plain", what: "forwarded" }];
      return await takeText(turn, inbound.text, inbound.edited ?? false);
    case "start":
      return [{ kind: "plain", what: "greeting" }];
    case "choice":
      return await press(turn, inbound.token);
    case "unsupported":
      return [{ kind: "plain", what: "unsupported" }];
    default:
      return unreachable(inbound);
  }
}

async function takeText(turn: Turn, text: string, edited: boolean): Promise<readonly Outcome[]> {
  if (text.trim() === "") return [{ kind: "plain", what: "empty" }];
  if (holdsKey(text)) return [{ kind: "plain", what: "key-in-chat" }];
  if (text.length > textMaxChars) return [{ kind: "plain", what: "too-long" }];
  const clients = await listNames(turn.tx, turn.trader.id);
  const revised = edited ? await reviseMessage(turn, text, clients) : null;
  if (revised !== null) return revised;
  const context = { now: turn.now, clients };
  const live = await findWaiting(turn);
  // To a card that waits, the same words are a "no".
  const card = live?.understanding.question === null;
  if (!card && isComplaint(text)) return [await fileFeedback(turn, text, clients)];
  if (live !== undefined && card) {
    const answered = await answerCard(turn, live, text);
    if (answered !== null) return answered;
  }
  const [pending] = live?.understanding.intents ?? [];
  if (pending?.intent === "record-payment" && live?.understanding.question && saysAll(text)) {
    await takeProposal(turn, live.id);
    return await performAll(turn, [{ ...pending, bills: "all" }]);
  }
  const bare = live === undefined ? await readBareAddress(turn, text) : null;
  if (bare !== null) return [await perform(turn, bare)];
  const { understanding: first, answered } = readMessage(text, context, live?.understanding);
  if (live !== undefined && answered) {
    await closeProposal(turn.tx, turn.conversation.id, live.id, turn.now);
  }

  if (live !== undefined && card && first.question === null) {
    const aside = isLost(first) ? readAside(text, live.understanding.intents, context) : null;
    const corrected = await correctCard(turn, live, aside ?? first);
    if (corrected !== null) return corrected;
  }

  const understanding = turn.second !== null && isLost(first) ? turn.second : first;
  const { intents, question } = understanding;
  if (question !== null) {
    const offered = (await askWhich(turn, understanding)) ?? (await fromTheBooks(turn, understanding));
    return [offered ?? (await ask(turn, understanding))];
  }
  const [only] = intents;
  if (intents.length === 1 && (only?.intent === "yes" || only?.intent === "no")) {
    return await answerYesOrNo(turn, live, only.intent);
  }
  if (needsYes(intents))
    return [await propose(turn, { ...understanding, intents: await joinPayments(turn, intents) })];
  return await performAll(turn, intents);
}

const every =
  /^\W*(?:yes,? )?(?:do )?(?:all|both|all of (?:them|it)|all (?:two|three|four|five|six)|everything|the lot)(?: please)?\W*$/i;
const none = /^\W*(?:none|neither|none of (?:them|it)|nothing)\W*$/i;

/** "2" and "all" answer a card of several orders, "none" any. Null where it is no such answer. */
async function answerCard(turn: Turn, card: Proposal, text: string): Promise<readonly Outcome[] | null> {
  if (none.test(text)) return await decide(turn, card.id, "no");
  const waiting = card.understanding.intents.length;
  if (waiting < 2) return null;
  const number = Number(/^\s*(?:only |just |number |no\.? ?|#)?(\d{1,2})\s*$/i.exec(text)?.[1] ?? 0);
  if (number >= 1 && number <= waiting) return await confirmOne(turn, card.id, number - 1);
  return every.test(text) ? await decide(turn, card.id, "yes") : null;
}

/** What is said of the card that waits, and not of a bill made before. Null where it is something else. */
async function correctCard(
  turn: Turn,
  card: Proposal,
  understanding: Understanding,
): Promise<readonly Outcome[] | null> {
  // "no, it was 60" is about whom there is none of, or about the bill that is replied to.
  if (missed(turn) || turn.repliedTo !== null) return null;
  const said = readCardSaid(understanding.text, card.understanding.intents, understanding.intents);
  switch (said?.kind) {
    case "declined":
      return await decide(turn, card.id, "no");
    case "now":
    case "again": {
      await takeProposal(turn, card.id);
      const { intent } = said;
      // A payment's sum in the trader's own words is all that the card asked for.
      return said.kind === "now" && intent.intent === "record-payment"
        ? await performAll(turn, [intent])
        : [await propose(turn, { ...card.understanding, intents: [intent] })];
    }
    case "doubtful":
      return [await propose(turn, understanding)];
    default:
      return null;
  }
}

/**
 * "yes" and "no" mean the one card that waits in this chat, or nothing. Something else was done since it was put: then
 * it is put again, as a "yes" may be about that.
 */
async function answerYesOrNo(
  turn: Turn,
  waiting: Proposal | undefined,
  said: "yes" | "no",
): Promise<readonly Outcome[]> {
  const put = waiting ?? (await findLiveProposal(turn.tx, turn.conversation.id, turn.now));
  if (put === undefined) return [{ kind: "stale", what: said }];
  const again = said === "yes" && waiting === undefined && put.understanding.question === null;
  return again ? [await propose(turn, put.understanding)] : await decide(turn, put.id, said);
}

async function decide(turn: Turn, proposalId: string, said: "yes" | "no"): Promise<readonly Outcome[]> {
  const proposal = await takeProposal(turn, proposalId);
  if (proposal === undefined) return [{ kind: "stale", what: "choice" }];
  if (said === "no") return [(await declineConnection(turn, proposal.understanding)) ?? { kind: "declined" }];
  // A question is not answered by "yes": it is put again.
  if (proposal.understanding.question !== null) return [await ask(turn, proposal.understanding)];
  return await performAll(turn, proposal.understanding.intents);
}

async function performAll(
  turn: Turn,
  intents: Proposal["understanding"]["intents"],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const intent of await joinPayments(turn, intents))
    outcomes.push(...(await contactSaid(turn, intent)), await perform(turn, intent));
  return outcomes;
}

async function press(turn: Turn, token: string): Promise<readonly Outcome[]> {
  const choice = await findChoice(turn.tx, turn.conversation.id, token);
  const good = choice !== undefined && choice.expiresAt > turn.now && choice.usedAt === null;
  if (!good) return [{ kind: "stale", what: "choice" }];
  const outcomes = await act(turn, choice.action);
  // What could not be undone just now may be undone later, by the same button.
  if (outcomes.every(({ kind }) => kind !== "not-undone"))
    await useChoice(turn.tx, turn.conversation.id, token, turn.now);
  return outcomes;
}

async function act(turn: Turn, action: ChoiceAction): Promise<readonly Outcome[]> {
  switch (action.act) {
    case "undo":
      return [await undoAction(turn, action.actionId)];
    case "confirm":
      return await decide(turn, action.proposalId, "yes");
    case "decline":
      return await decide(turn, action.proposalId, "no");
    case "confirm-act":
      return await confirmAct(turn, action.proposalId);
    case "pick-client":
      return await pickClient(turn, action.proposalId, action.clientId);
    case "add-vat":
      return [await addVat(turn, action.billId)];
    case "unlink-chat":
      return [await unlinkChat(turn)];
    case "confirm-one":
      return await confirmOne(turn, action.proposalId, action.index);
    case "choose":
      return await choose(turn, action.proposalId, action.fields);
    case "use-credit":
      return [await useCreditOn(turn, action.billId)];
    case "answer-client":
      return [await answerClient(turn, action.eventId, action.answer)];
    case "thumbed":
    case "what-next":
    case "paid-yet":
    case "correct":
      return await pressChase(turn, action);
    case "xero":
      return [await tapXero(turn, action.tap)];
    default:
      return unreachable(action);
  }
}

/** One of several clients was meant. */
async function pickClient(turn: Turn, proposalId: string, clientId: string): Promise<readonly Outcome[]> {
  const proposal = await takeProposal(turn, proposalId);
  if (proposal === undefined) return [{ kind: "stale", what: "choice" }];
  const { name } = await getClient(turn.tx, turn.trader.id, clientId);
  return await performAll(turn, meaning(proposal.understanding.intents, name));
}

/** The button that names a sensitive act was pressed. */
async function confirmAct(turn: Turn, proposalId: string): Promise<readonly Outcome[]> {
  const proposal = await takeProposal(turn, proposalId);
  const [intent] = proposal?.understanding.intents ?? [];
  return [intent === undefined ? { kind: "stale", what: "choice" } : await perform(turn, intent, true)];
}

/** One of several orders on a card is carried out; the others go on waiting, on a card of their own. */
async function confirmOne(turn: Turn, proposalId: string, index: number): Promise<readonly Outcome[]> {
  const proposal = await takeProposal(turn, proposalId);
  const chosen = proposal?.understanding.intents[index];
  if (proposal === undefined || chosen === undefined) return [{ kind: "stale", what: "choice" }];
  const done = await performAll(turn, [chosen]);
  const intents = proposal.understanding.intents.filter((_, at) => at !== index);
  return intents.length === 0 ? done : [...done, await propose(turn, { ...proposal.understanding, intents })];
}

/** The order that waits is carried out in the way that the button says: on that bill, with that sum. */
async function choose(turn: Turn, proposalId: string, fields: Partial<Intent>): Promise<readonly Outcome[]> {
  const proposal = await takeProposal(turn, proposalId);
  if (proposal === undefined) return [{ kind: "stale", what: "choice" }];
  return await performAll(
    turn,
    proposal.understanding.intents.map((intent) => ({ ...intent, ...fields })),
  );
}
