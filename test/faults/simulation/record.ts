import Database from "better-sqlite3";
import { kinds, states, whyLetters } from "../../../src/store/plan-letters.ts";
import type { SentStep } from "./outside/post-office.ts";

/**
 * What happened to the rows, in order: triggers in the file write it down within the very transactions that do it, so
 * that what was rolled back never happened, and nobody in the product has to be asked.
 */
/** What is written down of a step that moved, given where its columns are found. */
const noted = (
  it: Readonly<Record<"id" | "was" | "now" | "trader" | "bill" | "client" | "kind" | "why", string>>,
) => `
  INSERT INTO happened (what, id, was, now, of, more)
  SELECT 'step', ${it.id}, ${it.was}, ${it.now}, ${it.trader}, json_object(
    'kind', ${it.kind}, 'why', ${it.why}, 'billId', b.id, 'bill', b.state, 'number', b.number,
    'dueMinor', b.total_minor - b.paid_minor,
    'held', (SELECT count(*) FROM holds h WHERE h.trader_id = b.trader_id AND h.ended_at IS NULL
       AND (h.until IS NULL OR h.until > (SELECT sent_on FROM steps WHERE trader_id = b.trader_id AND id = ${it.id}))
       AND (h.bill_id = b.id OR (h.bill_id IS NULL AND (h.client_id = b.client_id OR h.client_id IS NULL)))),
    'left', (SELECT count(*) FROM chased_clients k WHERE k.trader_id = b.trader_id AND k.client_id = ${it.client}
       AND k.opted_out_at IS NOT NULL))
  FROM bills b`;

const ofRow = {
  id: "NEW.id",
  now: "NEW.state",
  trader: "NEW.trader_id",
  bill: "NEW.bill_id",
  client: "NEW.client_id",
  kind: "NEW.kind",
  why: "NEW.why",
};
const toRow = "WHERE b.trader_id = NEW.trader_id AND b.id = NEW.bill_id;";

/** What a letter of a step in a plan's text (`packed-steps.ts`) stands for. */
const word = (step: string, place: number, letters: Readonly<Record<string, string>>) =>
  `CASE substr(${step}, ${place}, 1) ${Object.entries(letters)
    .map(([name, letter]) => `WHEN '${letter}' THEN '${name}'`)
    .join(" ")} END`;
const stepsOf = (plan: string) => `json_each('["' || replace(${plan}, ' ', '","') || '"]')`;
const stateIn = (step: string) => word(step, 1, states);
const ofPlan = {
  id: "NEW.id || '.' || printf('%03d', n.key)",
  was: `coalesce(${stateIn("o.value")}, 'planned')`,
  now: stateIn("n.value"),
  trader: "NEW.trader_id",
  bill: "NEW.id",
  client: "NEW.client_id",
  kind: word("n.value", 2, kinds),
  why: word("n.value", 3, whyLetters),
};

const triggers = `
CREATE TABLE happened (seq INTEGER PRIMARY KEY, what TEXT NOT NULL, id TEXT NOT NULL, was TEXT, now TEXT, of TEXT, more TEXT);
CREATE TRIGGER happened_effect AFTER UPDATE OF state ON effects WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO happened (what, id, was, now, of, more) VALUES ('effect', NEW.id, OLD.state, NEW.state, NEW.trader_id, NEW.fence);
END;
CREATE TRIGGER happened_effect_flies AFTER INSERT ON effects WHEN NEW.state <> 'ready' BEGIN
  INSERT INTO happened (what, id, was, now, of, more) VALUES ('effect', NEW.id, 'ready', NEW.state, NEW.trader_id, NEW.fence);
END;
CREATE TRIGGER happened_bill AFTER UPDATE OF state ON bills WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO happened (what, id, was, now, of, more) VALUES ('bill', NEW.id, OLD.state, NEW.state, NEW.trader_id, NEW.paid_minor);
END;
CREATE TRIGGER happened_step AFTER UPDATE OF state ON steps WHEN OLD.state <> NEW.state BEGIN
  ${noted({ ...ofRow, was: "OLD.state" })} ${toRow}
END;
CREATE TRIGGER happened_step_leaves AFTER INSERT ON steps WHEN NEW.state <> 'planned' BEGIN
  ${noted({ ...ofRow, was: "'planned'" })} ${toRow}
END;
CREATE TRIGGER happened_plan AFTER UPDATE OF plan ON bills WHEN OLD.plan <> NEW.plan BEGIN
  ${noted(ofPlan)} JOIN ${stepsOf("NEW.plan")} n LEFT JOIN ${stepsOf("OLD.plan")} o ON o.key = n.key
  WHERE b.trader_id = NEW.trader_id AND b.id = NEW.id AND n.value GLOB '[psc]*'
    AND ${stateIn("n.value")} <> coalesce(${stateIn("o.value")}, 'planned');
END;
CREATE TRIGGER happened_grant AFTER UPDATE ON xero_grants BEGIN
  INSERT INTO happened (what, id, was, now, more) VALUES ('grant', NEW.user_id, OLD.access, NEW.access, NEW.version);
END;
CREATE TRIGGER happened_grant_first AFTER INSERT ON xero_grants BEGIN
  INSERT INTO happened (what, id, now, more) VALUES ('grant', NEW.user_id, NEW.access, NEW.version);
END;`;

export interface Happened {
  readonly seq: number;
  readonly what: "effect" | "bill" | "step" | "grant";
  readonly id: string;
  readonly was: string | null;
  readonly now: string | null;
  /** Whose it is. */
  readonly of: string | null;
  readonly more: string | null;
}

/** A look into the file from beside, as it is committed at this moment. */
export interface Look {
  /** The last thing that happened. */
  seq(): number;
  fenceOf(effectId: string): number;
  stepsOfMail(id: string): readonly SentStep[];
  close(): void;
}

/** Has a file keep the record. It must have its tables, and nobody may have it open. */
export function keepRecord(path: string): Look {
  const writer = new Database(path);
  writer.exec(triggers);
  writer.close();
  const beside = new Database(path, { readonly: true });
  const seq = beside.prepare<[], { seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM happened");
  const fence = beside.prepare<[string], { fence: number }>("SELECT fence FROM effects WHERE id = ?");
  const steps = beside.prepare<[string, string], SentStep>(
    `SELECT id, trader_id AS traderId, bill_id AS billId, client_id AS clientId, kind, slot, nominal_on AS nominalOn
       FROM steps WHERE (effect_id = ? OR id = ?) AND state = 'sending'`,
  );
  return {
    seq: () => seq.get()?.seq ?? 0,
    fenceOf: (id) => fence.get(id)?.fence ?? -1,
    stepsOfMail: (id) => steps.all(id, id),
    close: () => beside.close(),
  };
}
