/** `npm run chat [-- <name>]`: talks to a running bot from the terminal. */
import { runTerminal } from "../../bots/local/terminal.ts";
import { readConfig } from "../config.ts";
import { loadEnvironment, orExplain } from "./shell.ts";

await orExplain(async () => {
  const { port } = readConfig(loadEnvironment());
  const { stdin: input, stdout: output } = process;
  runTerminal({ url: `http://localhost:${port}`, chat: process.argv[2] ?? "me", input, output });
});
