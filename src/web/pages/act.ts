import type { Context } from "hono";
import { html } from "hono/html";
import type { Outcome } from "../../desk/outcome.ts";
import { perform } from "../../desk/perform.ts";
import { needsYes, propose } from "../../desk/propose.ts";
import { inTraderTurn } from "../../desk/trader-turn.ts";
import type { Turn } from "../../desk/turn.ts";
import { word } from "../../desk/wording.ts";
import type { Day } from "../../domain/day.ts";
import type { Intent } from "../../domain/intent.ts";
import type { Flash } from "../../store/schema/pages.ts";
import { changeSession, takeForm } from "../../store/sessions.ts";
import { inTrace, traceOf } from "../../trace.ts";
import { type Form, readForm, textOf } from "./form.ts";
import { tradersPage } from "./frame.ts";
import type { PagesPorts } from "./ports.ts";
import { isOwnForm, signedIn, type Visit } from "./visit.ts";

/** What a form asks for, once it was read: a turn of the trader's, and the page to go to after it. */
export interface Ordered {
  readonly take: (turn: Turn) => Promise<readonly Outcome[]>;
  readonly next: string | ((outcomes: readonly Outcome[]) => string);
}

/** Reads a form. A response is the form again, with what is wrong in it. */
export type FormReader = (c: Context, visit: Visit, form: Form) => Promise<Ordered | Response>;

/**
 * Carries out what a form asks for, as if it had been said in the chat: the same action in the trader's turn, told
 * in the chat, and shown on the page that comes next. A form that was not ours does nothing; one sent twice counts
 * once.
 */
export function acts(ports: PagesPorts, read: FormReader): (c: Context) => Promise<Response> {
  return signedIn(ports, async (c, visit) => {
    const form = await readForm(c);
    if (!isOwnForm(visit.session, textOf(form, "form"))) return await notOurs(c, visit);
    const ordered = await read(c, visit, form);
    if (ordered instanceof Response) return ordered;
    return c.redirect(await carryOut(ports, visit, textOf(form, "once"), ordered), 303);
  });
}

/** An order as the chat takes it: one far beyond the usual waits for a yes there. */
export async function order(turn: Turn, intent: Intent): Promise<readonly Outcome[]> {
  if (!needsYes([intent])) return [await perform(turn, intent)];
  return [await propose(turn, { text: "", intents: [intent], question: null })];
}

/** Several orders, one after the other. */
export async function orders(turn: Turn, intents: readonly Intent[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const intent of intents) outcomes.push(...(await order(turn, intent)));
  return outcomes;
}

async function carryOut(ports: PagesPorts, visit: Visit, once: string, ordered: Ordered): Promise<string> {
  const { session, trader, now, today } = visit;
  const trace = traceOf("pages", session.id, once);
  return await inTrace(trace, () =>
    ports.store.transaction(async (tx) => {
      const goTo = (outcomes: readonly Outcome[]) =>
        typeof ordered.next === "string" ? ordered.next : ordered.next(outcomes);
      if (!(await takeForm(tx, session.id, once, now))) return goTo([]);
      let outcomes: readonly Outcome[] = [];
      await inTraderTurn(ports.desk, tx, trader.id, async (turn) => {
        outcomes = await ordered.take(turn);
        return outcomes;
      });
      ports.log.info({ trader: trader.id, outcomes: outcomes.map(({ kind }) => kind) }, "took a form");
      await changeSession(tx, session, { flash: flashOf(outcomes, today) });
      return goTo(outcomes);
    }),
  );
}

/** What the next page says: the very words of the chat. */
export function flashOf(outcomes: readonly Outcome[], today: Day): Flash | null {
  if (outcomes.length === 0) return null;
  const says = outcomes.map((outcome) => word(outcome, today));
  const waits = says.some(({ choices }) =>
    choices.some((it) => "action" in it && it.action.act.startsWith("confirm")),
  );
  // What lets somebody in is said in the chat alone.
  const texts = says.map(({ text }, at) =>
    outcomes[at]?.kind === "link-code" ? "The code is in your chat." : text,
  );
  const actionId = outcomes.map(actionOf).findLast((id) => id !== null) ?? null;
  return {
    text: [...texts, ...(waits ? ["The question is in your chat: please answer it there."] : [])].join("\n"),
    good: actionId !== null || outcomes.every(({ kind }) => kind === "undone"),
    actionId,
  };
}

function actionOf(outcome: Outcome): string | null {
  return "actionId" in outcome ? outcome.actionId : null;
}

/** To a form that did not come from the pages of the session. */
export async function notOurs(c: Context, visit: Visit): Promise<Response> {
  const body = html`<h1>That form was not sent from your pages</h1>
<p>So nothing was done. If you did send it, go back, reload the page and send it again.</p>`;
  return await tradersPage(c, visit, { title: "Not done", body, at: null }, { status: 403 });
}
