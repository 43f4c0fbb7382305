import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import * as z from "zod";

export interface TerminalPorts {
  /** Where the local chat is served. */
  readonly url: string;
  readonly chat: string;
  readonly input: Readable;
  readonly output: Writable;
}

const items = z.array(
  z.object({
    n: z.number(),
    from: z.enum(["trader", "bot"]),
    text: z.string(),
    choices: z.array(z.object({ label: z.string(), token: z.string().optional() })),
    replaces: z.number().nullable(),
  }),
);
const pollMs = 250;
const requestTimeoutMs = 10_000;

/** A chat in the terminal over the same HTTP as any other client's. A button is pressed by its number: `/1`. */
export function runTerminal({ url, chat, input, output }: TerminalPorts): { stop(): void } {
  const path = `${url}/local/chats/${encodeURIComponent(chat)}/messages`;
  const buttons: string[] = [];
  let seen = 0;
  let stopped = false;

  async function poll(): Promise<void> {
    const response = await fetch(`${path}?after=${seen}`, { signal: AbortSignal.timeout(requestTimeoutMs) });
    for (const item of items.parse(await response.json())) {
      seen = Math.max(seen, item.n);
      if (item.from === "bot") show(item);
    }
  }

  function show(item: z.infer<typeof items>[number]): void {
    const note = item.replaces === null ? "" : "(updated) ";
    output.write(`\n${note}${item.text}\n`);
    if (item.choices.length > 0) buttons.length = 0;
    for (const { label, token } of item.choices) {
      if (token === undefined) continue;
      buttons.push(token);
      output.write(`  /${buttons.length} ${label}\n`);
    }
    output.write("> ");
  }

  async function send(line: string): Promise<void> {
    const button = /^\/(\d+)$/.exec(line.trim());
    const token = button === null ? undefined : buttons[Number(button[1]) - 1];
    const body = JSON.stringify(token === undefined ? { text: line } : { choice: token });
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(requestTimeoutMs);
    const response = await fetch(path, { method: "POST", headers, body, signal });
    if (!response.ok) output.write("Not saved. Please say that again.\n> ");
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      await poll().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  output.write("Say something, like: bill Acme £230. A button is pressed with its number, like: /1\n> ");
  const lines = createInterface({ input });
  lines.on("line", (line) => {
    send(line).catch(() => output.write("The bot cannot be reached. Please say that again.\n> "));
  });
  void watch();
  return {
    stop: () => {
      stopped = true;
      lines.close();
    },
  };
}
