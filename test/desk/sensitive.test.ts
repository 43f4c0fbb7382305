import { expect, it } from "vitest";
import { openWorld } from "../helpers/world.ts";

it("tells a trader's other chats of changed bank details, by their end, and lets them take it back", async () => {
  const world = await openWorld({ now: "2026-11-22T09:00:00Z" });
  const texts = async (chat: string) => (await world.transcript(chat)).map(({ text }) => text);
  try {
    await world.say("anna", "link another chat");
    const code = (await texts("anna")).at(-1)?.split("\n")[1] ?? "";
    await world.say("phone", code);
    await world.say("anna", "my bank details are 20-00-00 12345678");
    const button = await world.button("anna", "Change bank details to ••••5678");
    // Not even the trader's other chat may press it for this one.
    await world.press("phone", button);
    expect((await texts("phone")).at(-1)).toContain("run out");
    await world.press("anna", button);
    expect((await texts("anna")).at(-1)).toBe("Done. Bank: account ••••5678.");
    expect((await texts("phone")).at(-1)).toContain("changed in another of your chats");
    expect((await texts("phone")).join()).not.toContain("12345678");
    await world.press("phone", await world.button("phone", "Undo"));
    expect((await texts("phone")).at(-1)).toBe("Undone. Bank: not set.");
    expect((await texts("anna")).at(-1)).toBe("Undone. Bank: not set.");
  } finally {
    await world.close();
  }
});
