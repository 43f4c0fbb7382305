import type { Say } from "../outcome.ts";
import type { ExportNews } from "../outcome-settings.ts";
import { say } from "./say.ts";
import { lines } from "./text.ts";

/** What is said about taking everything along. */
export function exportWords(news: ExportNews): Say {
  switch (news.what) {
    case "sure":
      return say(
        "An export holds all your books: clients, bills, payments and settings, as tables and in one file. Whoever has the link can take it. Only the button makes one.",
        { label: "Export everything", action: { act: "confirm-act", proposalId: news.proposalId } },
        { label: "No", action: { act: "decline", proposalId: news.proposalId } },
      );
    case "link":
      return say(lines("Here is your export. The link works once, within 10 minutes:", news.url), {
        label: "Open my export",
        url: news.url,
      });
    case "asked-elsewhere":
      return say(
        'A link to an export of your books was given out in another of your chats. If that was not you, somebody else has that chat: say "unlink this chat" there, and tell whoever runs this bot.',
      );
    case "taken":
      return say(`Downloaded from your pages: ${news.file}.`);
  }
}
