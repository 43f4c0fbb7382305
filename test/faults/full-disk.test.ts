import { afterAll, expect, it } from "vitest";
import { diskFolder, startProduct } from "../helpers/product.ts";

const folder = diskFolder();
afterAll(() => folder.remove());

it("says that a message was not saved, and stops, when the disk takes no more", async () => {
  const env = { DATABASE_URL: `file:${folder.path}/store.db` };
  // No file may grow beyond this many blocks of 512 bytes; the signal that would end the process is ignored.
  const limited = 'trap "" XFSZ; ulimit -f 4096; exec "$0" src/start.js';
  const product = await startProduct({ env, command: ["sh", "-c", limited, process.execPath] });
  const ended = new Promise((resolve) => product.process.once("exit", resolve));
  let saved = 0;
  let refused: { status: number; body: unknown } | null = null;
  while (refused === null) {
    const response = await product.post("/local/chats/me/messages", { text: `bill Acme £${saved + 1}` });
    if (response.status === 202) saved += 1;
    else refused = { status: response.status, body: await response.json() };
  }
  expect(refused).toEqual({ status: 503, body: { error: "Not saved. Please try again." } });
  expect(await ended).toBe(1);
  expect(product.output()).toContain("Make room, then start again.");

  const again = await startProduct({ env });
  const asked = await again.say("me", "show bill 1");
  const latest = await again.until("me", (it) => it.n > asked && it.from === "bot");
  expect(latest.text).toContain("bill 1");
  const next = await again.say("me", `bill Acme £9000`);
  const card = await again.until("me", (it) => it.n > next && it.text.includes("£9,000"));
  expect(card.text).toContain(`bill ${saved + 1},`);
  await again.stop();
}, 120_000);
