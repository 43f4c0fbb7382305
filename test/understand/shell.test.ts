import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const shell = fileURLToPath(new URL("../../src/understand/shell.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "understand-"));
const clients = join(folder, "clients.json");
writeFileSync(clients, '["Acme Ltd"]');

function run(
  args: readonly string[],
  input: string,
): Promise<{ code: number | null; out: string; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [shell, ...args]);
    let out = "";
    let error = "";
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (error += String(chunk)));
    child.on("close", (code) => resolve({ code, out, error }));
    child.stdin.on("error", () => resolve({ code: child.exitCode, out, error }));
    child.stdin.end(input);
  });
}

describe("the shell", () => {
  it("answers one object a line, a blank line too", async () => {
    const { code, out } = await run(
      ["--now", "2026-11-22T09:00:00Z", "--clients", clients],
      "bill acme £230 due friday\n\nwho owes me\n",
    );
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { text: string; intents: { intent: string }[] });
    expect(code).toBe(0);
    expect(lines.map(({ text, intents }) => [text, intents[0]?.intent])).toEqual([
      ["bill acme £230 due friday", "create-bill"],
      ["", "none"],
      ["who owes me", "list-owed"],
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual(["text", "intents", "question"]);
  });

  it.each([
    [["--now", "yesterday"]],
    [["--now", "2026-02-30T09:00:00Z"]],
    [["--now"]],
    [["--clients", join(folder, "none.json")]],
    [["--clients", shell]],
    [["--nonsense"]],
  ])("refuses %j with exit 2 and one line", async (args) => {
    const { code, error, out } = await run(args, "bill acme 5\n");
    expect([code, out, error.trim().split("\n").length]).toEqual([2, "", 1]);
  });
});
