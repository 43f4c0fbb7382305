import type { AddressInfo } from "node:net";
import type { SMTPServer } from "smtp-server";
import { createSmtpMailer } from "../../mail/smtp.ts";
import type { Mailer } from "../../ports-mail.ts";

/** A mail as a client's mail program would show it. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Mail in practice: it takes the whole real way, over SMTP on loopback, and ends in the local mailbox. The server is
 * there from the first mail on, as most sessions of practice have none.
 */
export function createPracticeMailer(keep: (mail: ReceivedMail) => Promise<void>) {
  let opened: Promise<{ server: SMTPServer; mailer: Mailer }> | undefined;
  const open = async () => {
    const server = await listen(keep);
    const { port } = server.server.address() as AddressInfo;
    return { server, mailer: createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from }) };
  };
  const mailer: Mailer = {
    domain,
    send: async (mail, signal) => {
      opened ??= open();
      await (await opened).mailer.send(mail, signal);
    },
  };
  const close = async () => {
    const it = await opened;
    await new Promise<void>((done) => (it === undefined ? done() : it.server.close(() => done())));
  };
  return { mailer, close };
}

const domain = "practice.example";
const from = `bills@${domain}`;

async function listen(keep: (mail: ReceivedMail) => Promise<void>): Promise<SMTPServer> {
  const [{ SMTPServer: Server }, { default: PostalMime }] = await Promise.all([
    import("smtp-server"),
    import("postal-mime"),
  ]);
  const server = new Server({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        const [recipient] = session.envelope.rcptTo;
        PostalMime.parse(Buffer.concat(chunks))
          .then((mail) =>
            keep({
              messageId: mail.messageId ?? "",
              to: recipient?.address ?? "",
              from:
                mail.from === undefined ? "" : `${mail.from.name ?? ""} <${mail.from.address ?? ""}>`.trim(),
              subject: mail.subject ?? "",
              text: mail.text ?? "",
              html: mail.html ?? "",
            }),
          )
          .then(() => done())
          .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}
