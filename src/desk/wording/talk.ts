import type { TalkOutcome } from "../outcome-talk.ts";
import { wordChase } from "./chase.ts";
import { wordClientChat } from "./client-chat.ts";
import { helpAbout } from "./help.ts";
import { notYet } from "./not-yet.ts";
import { feedbackThanks, plain, stale, undoOffer } from "./phrases.ts";
import { monthsPicture, pictured, reportText } from "./pictures.ts";
import { proposal, proposalChoices } from "./proposals.ts";
import { say, undo, type Words } from "./say.ts";
import { summaryText } from "./summary.ts";
import { wordXero } from "./xero.ts";

/** What is asked, answered and told besides. */
export const talkWords: Words<TalkOutcome["kind"]> = {
  chase: ({ told }) => wordChase(told),
  xero: ({ news }) => wordXero(news),
  "client-chat": ({ news }) => wordClientChat(news),
  asked: ({ text }) => text,
  proposed: (put) => say(proposal(put.intents, put), ...proposalChoices(put.intents, put.proposalId)),
  report: (report) => pictured(reportText(report), monthsPicture(report.months, report.currency)),
  "feedback-filed": ({ latest }) =>
    latest === null
      ? feedbackThanks
      : say(`${feedbackThanks} ${undoOffer(latest.done)}`, undo(latest.actionId)),
  summary: summaryText,
  help: ({ about }) => helpAbout(about),
  declined: () => "All right, I have not done it.",
  stale: ({ what }) => stale[what],
  "not-yet": ({ verb }) => notYet(verb),
  plain: ({ what }) => plain[what],
};
