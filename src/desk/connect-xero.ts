import type { Intent, Understanding } from "../domain/intent.ts";
import type { PendingConnection, XeroConnection } from "../domain/mirror.ts";
import { xero as limits } from "../limits.ts";
import { hashSecret } from "../secret.ts";
import { getBill } from "../store/bills.ts";
import { findXeroConnection, putXeroConnection } from "../store/xero-connections.ts";
import { listMirrors, setSync } from "../store/xero-mirrors.ts";
import { addXeroSignIn, changeXeroSignIn, findPendingSignIn } from "../store/xero-sign-ins.ts";
import { hastenPushes } from "./follow-xero.ts";
import { makeLink } from "./make-link.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";
import type { XeroNews } from "./xero-news.ts";

/** "connect xero" gives a link; the "yes" to `Connect <organisation>?` connects it. */
export async function connectXero(turn: Turn, intent: Intent): Promise<Outcome> {
  if (!turn.xeroOn) return told({ what: "off" });
  if (intent.description === confirmed) return await confirm(turn);
  const token = await makeLink(turn, "connect-xero");
  const connection = (await findXeroConnection(turn.tx, turn.trader.id)) ?? null;
  return told({ what: "link", url: `${turn.publicUrl}/connect/xero/${token}`, connection });
}

const confirmed = "what was allowed";

/** Somebody came back from Xero: the trader is asked, in the chat that began it, whether that is the one. */
export async function askToConnect(turn: Turn, pending: PendingConnection): Promise<readonly Outcome[]> {
  const intent: Intent = { intent: "connect-xero", certainty: "guessed", description: confirmed };
  const proposalId = await openQuestion(turn, { text: "", intents: [intent], question: null });
  const before = await findXeroConnection(turn.tx, turn.trader.id);
  const other =
    before !== undefined && before.state !== "off" && before.organisationId !== pending.organisationId;
  const instead = other ? before.organisationName : null;
  return [told({ what: "confirm", organisation: pending.organisationName, instead, proposalId })];
}

async function confirm(turn: Turn): Promise<Outcome> {
  const signIn = await findPendingSignIn(turn.tx, turn.trader.id, turn.now);
  if (signIn?.pending == null) return { kind: "stale", what: "choice" };
  const { pending } = signIn;
  const before = await findXeroConnection(turn.tx, turn.trader.id);
  const same = before?.organisationId === pending.organisationId ? before : undefined;
  if (before !== undefined && same === undefined) {
    await stopSyncing(turn, before);
    if (before.state !== "off") endThere(turn, before);
  }
  const settings = same?.settings ?? null;
  await putXeroConnection(turn.tx, connectionFrom(turn, pending, same));
  const expiresAt = new Date(turn.now.getTime() + limits.setupLifeMs);
  await changeXeroSignIn(turn.tx, signIn, { decidedAt: turn.now, expiresAt });
  const url = await setupLink(turn);
  const { organisationName: organisation, facts } = pending;
  if (settings !== null) await resumeSyncing(turn, pending.organisationId);
  return told({ what: "connected", organisation, url, facts, resumed: settings !== null });
}

/** No to `Connect <organisation>?`: what was allowed is ended at Xero too. Null where something else was asked. */
export async function declineConnection(
  turn: Turn,
  { intents }: Pick<Understanding, "intents">,
): Promise<Outcome | null> {
  const [intent] = intents;
  if (intent?.intent !== "connect-xero" || intent.description !== confirmed) return null;
  const signIn = await findPendingSignIn(turn.tx, turn.trader.id, turn.now);
  if (signIn?.pending == null) return null;
  await changeXeroSignIn(turn.tx, signIn, { decidedAt: turn.now });
  endThere(turn, signIn.pending);
  return told({ what: "declined", organisation: signIn.pending.organisationName });
}

/** Has a connection ended at Xero, too: one that is only forgotten would go on counting there. */
export function endThere(
  turn: Turn,
  { userId, connectionId }: Pick<PendingConnection, "userId" | "connectionId">,
): void {
  turn.orders.push({
    lane: `xero:door:${userId}`,
    dedupeKey: `xero-disconnect:${connectionId}:${turn.now.getTime()}`,
    work: { kind: "disconnect-xero", userId, connectionId },
  });
}

function connectionFrom(
  turn: Turn,
  pending: PendingConnection,
  same: XeroConnection | undefined,
): XeroConnection {
  return {
    ...pending,
    traderId: turn.trader.id,
    state: same?.settings == null ? "setup" : "on",
    settings: same?.settings ?? null,
    connectedAt: turn.now,
    factsAt: turn.now,
    syncedAt: turn.now,
    // From the same organisation what has changed meanwhile is read from where we stopped.
    cursorAt: same?.cursorAt ?? null,
    pollDueAt: turn.now,
    fullDueAt: turn.now,
    failingSince: null,
    importPage: same?.importPage ?? null,
  };
}

/** A link to the setup page for whoever reads this chat. */
export async function setupLink(turn: Turn): Promise<string> {
  const token = turn.random.token() + turn.random.token();
  await addXeroSignIn(turn.tx, {
    id: turn.random.id(),
    traderId: turn.trader.id,
    conversationId: turn.conversation.id,
    cookieHash: hashSecret(token),
    stateHash: null,
    verifier: null,
    pending: null,
    createdAt: turn.now,
    expiresAt: new Date(turn.now.getTime() + limits.setupLifeMs),
    decidedAt: turn.now,
  });
  return `${turn.publicUrl}/setup?key=${token}`;
}

/** Every bill linked to this organisation is on its own from now on. Answers how many there were. */
export async function stopSyncing(turn: Turn, connection: XeroConnection): Promise<number> {
  let stopped = 0;
  for (const mirror of await listMirrors(turn.tx, connection)) {
    const bill = await getBill(turn.tx, turn.trader.id, mirror.billId);
    if (bill.sync === "No longer syncing" || bill.sync === "Not in Xero") continue;
    turn.changed.set(bill.id, await setSync(turn.tx, bill, "No longer syncing"));
    stopped += 1;
  }
  return stopped;
}

/** The same organisation again: what was linked goes on where it was, and is read at once. */
async function resumeSyncing(turn: Turn, organisationId: string): Promise<void> {
  await hastenPushes(turn);
  for (const mirror of await listMirrors(turn.tx, { traderId: turn.trader.id, organisationId })) {
    const bill = await getBill(turn.tx, turn.trader.id, mirror.billId);
    if (bill.sync !== "No longer syncing") continue;
    const linked = bill.origin === "xero" ? ("Xero-managed" as const) : ("Synced with Xero" as const);
    const sync = mirror.problem !== null ? "Sync failed" : mirror.invoiceId === null ? "Syncing" : linked;
    turn.changed.set(bill.id, await setSync(turn.tx, bill, sync));
  }
}

export function told(news: XeroNews): Outcome {
  return { kind: "xero", news };
}
