import type { Intent } from "../../domain/intent.ts";
import { readSetting } from "../read-setting.ts";
import type { ReadWhole } from "../sentence.ts";

/*
 * Whole sentences about how the bot itself is to behave, which the reader would take for something else: "stop the
 * monday summary" is no order to stop reminders.
 */

const asksSummary =
  /^(?:(?:show|send|give)(?: me)? )?(?:the |my |a |this )?(?:monday |weekly |week'?s? )?summary(?: now| please| of (?:the|my|this) week)?$|^how(?:'s| is) (?:my|the) week(?: looking)?$/i;

const asksHelp =
  /^(?:help|what can (?:you|i) (?:do|say))(?: me)?(?: with| on| about)? (.+)$|^how (?:do|can) (?:i|we|you) (.+)$/i;
const forgets =
  /^(?:forget|remove|delete|drop) (?:the )?(?:alias|nickname|other name|name) (.+)$|^.+ (?:is not|isn't|is no longer|are not|aren't) (?:also )?(?:called|known as) (.+)$/i;

/** All else that is a wish has one of these words. */
const mayBeWish =
  /summar|remove|clear|delete|forget|unset|drop|get rid|(?:bill|invoice)s? number|numbering|invoices (?:at|from)|bills (?:at|from)|prefix|currency|quiet|\bme (?:after|before|between)\b/i;

export const readWish: ReadWhole = (asked) => {
  const said = asked.replace(/[.!?]+$/, "");
  const make = (intent: Intent) => ({ intent, gaps: [] });
  if (asksSummary.test(said)) return make({ intent: "weekly-summary", certainty: "said" });
  const help = asksHelp.exec(said);
  if (help !== null)
    return make({ intent: "help", certainty: "said", description: help[1] ?? help[2] ?? "" });
  const alias = forgets.exec(said);
  if (alias !== null)
    return make({ intent: "forget-alias", certainty: "said", description: alias[1] ?? alias[2] ?? "" });
  if (!mayBeWish.test(said)) return null;
  const read = readSetting(asked);
  const sets = read?.kind === "set" && (read.setting.kind === "monday-summary" || read.unset === true);
  const cannot =
    read?.kind === "fixed" ||
    (read?.kind === "unclear" && read.about === "quiet-hours" && !/^quiet/i.test(said));
  return sets || cannot ? make({ intent: "settings", certainty: "said", description: asked }) : null;
};
