import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/**
 * A mail server on loopback that does what it is told to: RFC 5321's answers at MAIL FROM, RCPT TO and DATA, and a
 * line that drops before or after the content was given.
 */
export type Manner =
  | { readonly does: "take" }
  | { readonly does: "refuse"; readonly at: "mail" | "rcpt" | "data"; readonly code: number }
  | { readonly does: "drop"; readonly at: "rcpt" | "data" };

export async function startSmtpStandIn() {
  let manner: Manner = { does: "take" };
  const envelopes: { readonly from: string; readonly to: readonly string[]; readonly raw: string }[] = [];
  const refusal = (code: number) => Object.assign(new Error("no"), { responseCode: code });
  const drop = (session: { id: string }) => {
    for (const connection of server.connections) {
      if ((connection as unknown as { id: string }).id === session.id)
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
    }
  };
  const refuses = (at: "mail" | "rcpt" | "data") =>
    manner.does === "refuse" && manner.at === at ? refusal(manner.code) : null;
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onMailFrom: (_, __, done) => done(refuses("mail")),
    onRcptTo: (_, session, done) => {
      if (manner.does === "drop" && manner.at === "rcpt") drop(session);
      else done(refuses("rcpt"));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const no = refuses("data");
        if (no !== null) return done(no);
        const { mailFrom, rcptTo } = session.envelope;
        envelopes.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString("utf8"),
        });
        // It has the mail, and nobody hears that it has.
        if (manner.does === "drop") drop(session);
        else done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    envelopes,
    become: (next: Manner) => {
      manner = next;
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
