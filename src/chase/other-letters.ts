import { reachable } from "../desk/refused-mail.ts";
import { takesMail } from "../desk/road.ts";
import { makeStatement } from "../desk/show-statement.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Turn } from "../desk/turn.ts";
import type { LetterOrder } from "../domain/effect.ts";
import type { LetterFacts } from "../letters/letter.ts";
import { asMessage } from "../letters/letter-text.ts";
import { writeLetter } from "../letters/letters.ts";
import { getBill, listOwed } from "../store/bills.ts";
import { getClient } from "../store/clients.ts";
import { gatherBills, noteMailed, toMail } from "./compose.ts";
import type { LetterEffect, Prepared } from "./letter-effect.ts";
import type { ChasePorts } from "./ports.ts";

/** Letters that no plan called for: the trader did. They say what is so as they leave, not as they were asked for. */
export async function prepareOther(
  ports: ChasePorts,
  effect: LetterEffect,
  letter: Exclude<LetterOrder, { what: "steps" }>,
): Promise<Prepared> {
  let prepared: Prepared = { kind: "nothing" };
  await ports.desk.store.transaction(async (tx) => {
    prepared = { kind: "nothing" };
    await inTraderTurn(ports.desk, tx, effect.traderId, async (turn) => {
      const client = await getClient(tx, effect.traderId, effect.work.clientId);
      const facts =
        letter.what === "statement"
          ? await statement(ports, turn, effect)
          : await correction(ports, turn, effect, letter);
      if (!(await takesMail(turn, client)) || ports.mailer === null) {
        const message = asMessage(writeLetter(facts));
        return [
          {
            kind: "chase",
            told: {
              what: "thumb",
              client: await reachable(tx, client),
              bills: [],
              about: letter.what,
              message,
              stepIds: [],
            },
          },
        ];
      }
      const mail = toMail(ports.mailer, effect.id, turn, client, facts, []);
      await noteMailed(turn, client.id, effect.id, mail);
      prepared =
        letter.what === "statement"
          ? { kind: "mail", mail, paper: await makeStatement(tx, turn.trader, client, turn) }
          : { kind: "mail", mail };
      return [];
    });
  });
  return prepared;
}

async function statement(
  ports: Pick<ChasePorts, "linkFor">,
  turn: Turn,
  { work: { clientId } }: Pick<LetterEffect, "work">,
): Promise<LetterFacts> {
  const client = await getClient(turn.tx, turn.trader.id, clientId);
  const owed = (await listOwed(turn.tx, turn.trader.id)).filter(({ bill }) => bill.clientId === clientId);
  return await gatherBills(
    ports,
    turn,
    client,
    owed.map(({ bill }) => bill),
    { about: "statement" },
  );
}

async function correction(
  ports: ChasePorts,
  turn: Turn,
  { work: { clientId } }: LetterEffect,
  { billId, wasMinor, wasDueOn }: Extract<LetterOrder, { what: "correction" }>,
): Promise<LetterFacts> {
  const client = await getClient(turn.tx, turn.trader.id, clientId);
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  const moved = bill.clientId !== clientId;
  return await gatherBills(ports, turn, client, [bill], { about: "correction", wasMinor, wasDueOn, moved });
}
