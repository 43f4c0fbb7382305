import { formatDay } from "../../domain/day.ts";
import type { Leaving } from "../leaving.ts";
import type { Say } from "../outcome.ts";
import { say } from "./say.ts";
import { lines } from "./text.ts";

/** What is said about deleting what is known of somebody. */
export function wordLeaving(news: Leaving): Say {
  switch (news.what) {
    case "sure":
      return say(
        lines(
          `On ${formatDay(news.on)} I would delete your bills, your clients and all that was said here, for good.`,
          "Until then nothing changes, and you can keep it all by a word. What is in Xero or Stripe stays there.",
          "To take a copy first, say: open my bills",
        ),
        {
          label: "Delete everything in 30 days",
          action: { act: "confirm-act", proposalId: news.proposalId },
        },
        { label: "No", action: { act: "decline", proposalId: news.proposalId } },
      );
    case "going":
      return say(`Everything will be deleted on ${formatDay(news.on)}. To stop that, say: keep my account`);
    case "not-going":
      return say("Nothing is going to be deleted.");
    case "kept":
      return say("Everything stays. Nothing will be deleted.");
    case "client-owes":
      return say(
        `${news.client.name} still owes you money, so I need to know who that is. Nothing was erased.`,
      );
    case "client-sure":
      return say(
        lines(
          `I would erase who ${news.client.name} is: name, email, phone and address. It cannot be undone.`,
          "Their bills and payments stay in your books under a name that says nothing. What is in Xero, and what was said here, stays too.",
        ),
        { label: `Erase ${news.client.name}`, action: { act: "confirm-act", proposalId: news.proposalId } },
        { label: "No", action: { act: "decline", proposalId: news.proposalId } },
      );
    case "client-gone":
      return say("Erased. Their bills and payments are still in your books, under a name that says nothing.");
  }
}
