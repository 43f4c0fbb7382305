/** `npm run chat [-- <name>]`: talks to a running bot from the terminal. */
import { runTerminal } from "./terminal.ts";

const port = process.env["PORT"] || "3000";
const { stdin: input, stdout: output } = process;
runTerminal({ url: `http://localhost:${port}`, chat: process.argv[2] ?? "me", input, output });
