import type { Day } from "../domain/day.ts";
import type { Outcome, Say } from "./outcome.ts";
import { billWords } from "./wording/billing.ts";
import { changeWords } from "./wording/changes.ts";
import { clientWords } from "./wording/clients.ts";
import { moneyWords } from "./wording/money.ts";
import { ownWords } from "./wording/own-settings.ts";
import { say, type Words } from "./wording/say.ts";
import { talkWords } from "./wording/talk.ts";

/*
 * Every sentence the bot says. Short, British, kind and exact: what happened first, figures and days in full,
 * and where something was not done, what to say instead. Each family of outcomes has its table in `wording/`.
 */
const words: Words<Outcome["kind"]> = {
  ...billWords,
  ...changeWords,
  ...moneyWords,
  ...clientWords,
  ...ownWords,
  ...talkWords,
};

export function word(outcome: Outcome, today: Day): Say {
  // A table by kind pairs each outcome with its own words; the type of a look-up cannot say so.
  const find = words[outcome.kind] as (it: Outcome, today: Day) => Say | string;
  const said = find(outcome, today);
  return typeof said === "string" ? say(said) : said;
}
