/** A mail server that takes everything and keeps nothing. */
import { SMTPServer } from "smtp-server";
import { announce } from "../helpers/announce.ts";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  logger: false,
  onData: (stream, _, done) => {
    stream.resume();
    stream.on("end", () => done());
  },
});
server.on("error", () => undefined);
announce(server.server);
