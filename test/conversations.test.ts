import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replay } from "./helpers/conversation.ts";

/*
 * Every conversation in `test/conversations` must go word for word as it is written. After a sentence has been
 * changed on purpose, `WRITE_CONVERSATIONS=1 npx vitest run --dir test conversations` writes the bot's side anew.
 */
const folder = new URL("./conversations/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

describe("a conversation", () => {
  it.each(files)("%s", async (file) => {
    const path = new URL(file, folder);
    const script = readFileSync(path, "utf8");
    const went = await replay(script);
    if (process.env["WRITE_CONVERSATIONS"] !== undefined) writeFileSync(path, went);
    else expect(went).toBe(script);
  });
});
