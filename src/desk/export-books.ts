import type { Intent } from "../domain/intent.ts";
import { audit } from "./audit.ts";
import { pageLink } from "./open-pages.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";

/** "export": a link that opens everything to take along, once. Only the button that names it gives it out. */
export async function exportBooks(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  if (!sure) {
    const proposalId = await openQuestion(turn, { text: "", intents: [intent], question: null });
    return { kind: "export", news: { what: "sure", proposalId } };
  }
  turn.elsewhere.push({ kind: "export", news: { what: "asked-elsewhere" } });
  return { kind: "export", news: { what: "link", url: await pageLink(turn, "/export") } };
}

/** Somebody with the pages in hand takes a file along: written down for good, and told in every chat. */
export async function fileTaken(turn: Turn, file: string): Promise<readonly Outcome[]> {
  await audit(turn, turn.trader.id, "exported");
  const taken: Outcome = { kind: "export", news: { what: "taken", file } };
  turn.elsewhere.push(taken);
  return [taken];
}
