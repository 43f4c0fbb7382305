import type { Intent } from "../domain/intent.ts";
import type { JournalEntry } from "../domain/journal.ts";
import { partOf, type Setting, type SettingKind } from "../domain/setting.ts";
import { listOwed } from "../store/bills.ts";
import { changeTrader } from "../store/traders.ts";
import { readSetting } from "../understand/read-setting.ts";
import { audit } from "./audit.ts";
import { coolBank } from "./cool-bank.ts";
import type { Outcome } from "./outcome.ts";
import type { Undone } from "./outcome-changes.ts";
import { openQuestion } from "./propose.ts";
import { journal, type Turn } from "./turn.ts";

/** "my terms are 30 days" sets that; "settings" shows all of them. */
export async function changeSetting(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const read = readSetting(intent.description ?? "");
  if (read === null) return { kind: "settings", settings: turn.trader };
  if (read.kind === "fixed") return { kind: "setting-fixed", about: read.about };
  if (read.kind === "unclear") return { kind: "setting-unclear", about: read.about };
  const { setting } = read;
  const { kind, ...changes } = setting;
  const was = partOf(turn.trader, kind);
  if (sameFields(was, changes)) return { kind: "setting-same", setting: kind, settings: turn.trader };
  if (setting.kind === "bank" && !sure) return await askBank(turn, intent, setting);

  const before = turn.trader;
  turn.trader = await changeTrader(turn.tx, before, changes);
  if (kind === "bank") await coolBank(turn, before);
  if (plansHangOn.has(kind)) await planAll(turn);
  const actionId = await journal(turn, { kind: "change-setting", setting: kind, was, now: changes });
  if (kind === "bank") {
    await audit(turn, turn.trader.id, "bank-changed");
    turn.elsewhere.push({ kind: "bank-news", settings: turn.trader, actionId });
  }
  return { kind: "setting-changed", setting: kind, was: before, settings: turn.trader, actionId };
}

/** Where money goes is the one thing a thief would change: only the button that says so does it. */
async function askBank(
  turn: Turn,
  intent: Intent,
  setting: Extract<Setting, { kind: "bank" }>,
): Promise<Outcome> {
  const proposalId = await openQuestion(turn, { text: "", intents: [intent], question: null });
  const name = turn.trader.legalName ?? turn.trader.tradingName;
  return { kind: "bank-sure", accountNumber: setting.accountNumber ?? "", name, proposalId };
}

/** Puts a setting back, unless it was changed again since: that later word stands. */
export async function restoreSetting(
  turn: Turn,
  entry: Extract<JournalEntry, { kind: "change-setting" }>,
): Promise<Undone | "changed-since"> {
  if (!sameFields(partOf(turn.trader, entry.setting), entry.now)) return "changed-since";
  const before = turn.trader;
  turn.trader = await changeTrader(turn.tx, before, entry.was);
  if (entry.setting === "bank") await coolBank(turn, before);
  if (plansHangOn.has(entry.setting)) await planAll(turn);
  const undone: Undone = { kind: "setting-restored", setting: entry.setting, settings: turn.trader };
  if (entry.setting === "bank") {
    await audit(turn, turn.trader.id, "bank-changed");
    turn.elsewhere.push({ kind: "undone", undone });
  }
  return undone;
}

/** Whether and when clients hear of their bills. */
const plansHangOn: ReadonlySet<SettingKind> = new Set([
  "chase-plan",
  "chase-tone",
  "chase-time",
  "trading-name",
  "legal-name",
]);

async function planAll(turn: Turn): Promise<void> {
  for (const { bill } of await listOwed(turn.tx, turn.trader.id)) turn.toPlan.set(bill.id, bill);
}

function sameFields<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((field) => one[field] === other[field]);
}
