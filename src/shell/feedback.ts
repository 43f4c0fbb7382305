/** `npm run -s feedback`: prints the exchanges that traders called wrong, oldest first. */
import { readConfig } from "../config.ts";
import { listFeedback } from "../store/feedback.ts";
import { openStore } from "../store/open-store.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const store = await openStore(readConfig(loadEnvironment()).databaseUrl, "beside");
  try {
    const filed = await store.read(listFeedback);
    for (const { at, word, said, answers, understood } of filed) {
      // As JSON, so that nothing a chat sent can move the cursor or colour the terminal.
      const rows = [
        ["trader", said],
        ["read", understood.intents],
        ["asked", understood.question?.text ?? null],
        ...answers.map((answer) => ["bot", answer] as const),
        ["trader", word],
      ] as const;
      const text = rows
        .filter(([, what]) => what !== null)
        .map(([who, what]) => `  ${who}: ${JSON.stringify(what)}\n`);
      process.stdout.write(`${at.toISOString()}\n${text.join("")}\n`);
    }
    if (filed.length === 0) process.stderr.write("Nothing was filed yet.\n");
  } finally {
    await store.close();
  }
});
