import type { Say } from "./outcome.ts";
import type { Mouth } from "./say.ts";
import type { Turn } from "./turn.ts";
import { mailFooter } from "./wording/mail.ts";

/** News that none of the trader's chats can take goes to their own address. */
export function mailInstead({ reaches }: Pick<Mouth, "reaches">, turn: Turn, says: readonly Say[]): void {
  const { trader, conversation, post } = turn;
  const [first] = says;
  if (turn.isAnswer || first === undefined || trader.replyEmail === null || !post.on) return;
  // Of the chats there are, the one for the news is the best: where it cannot take them, none can.
  if (conversation.blockedAt === null && reaches(conversation)) return;
  const id = turn.random.id();
  turn.orders.push({
    lane: `mail-trader:${trader.id}`,
    dedupeKey: `mail-trader:${id}`,
    work: {
      kind: "mail-trader",
      email: trader.replyEmail,
      subject: first.text.split("\n")[0] ?? "",
      text: [...says.map(({ text }) => text), mailFooter].join("\n\n"),
    },
  });
}
