/** `npm run -s invite`: prints a code that makes one chat a new trader's, and nothing else on standard output. */
import { openClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { makeInvite } from "../desk/invite-code.ts";
import { createRandom } from "../random.ts";
import { openStore } from "../store/open-store.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const store = await openStore(readConfig(loadEnvironment()).databaseUrl, "beside");
  try {
    const clock = await openClock(store);
    const code = await store.transaction((tx) => makeInvite(tx, createRandom(clock), null, clock.now()));
    process.stdout.write(`${code}\n`);
    process.stderr.write(
      "Good once, for 24 hours. Send it to the bot, or open https://t.me/<your bot>?start=<the code>\n",
    );
  } finally {
    await store.close();
  }
});
