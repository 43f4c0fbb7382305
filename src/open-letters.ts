import type { Hono } from "hono";
import { assert } from "./assert.ts";
import type { ClientMessenger } from "./chase/client-messenger.ts";
import { openChase } from "./chase/open-chase.ts";
import { stopRoutes } from "./chase/opt-out.ts";
import type { ChasePorts } from "./chase/ports.ts";
import { readReturns } from "./chase/returned-mail.ts";
import type { Truth } from "./chase/truth.ts";
import type { Config } from "./config.ts";
import type { DeskPorts } from "./desk/desk.ts";
import { mail as mailLimits } from "./limits.ts";
import { createReturnsMailbox } from "./mail/imap.ts";
import { createSmtpMailer } from "./mail/smtp.ts";
import type { Clock, Post, Random } from "./ports.ts";
import type { Mailer } from "./ports-mail.ts";
import { createPracticeMailer } from "./sandbox/mail/mailbox.ts";
import type { Alert } from "./schedule/alerts.ts";
import type { ChorePlan } from "./schedule/chore.ts";
import { addLocalMail } from "./store/mailbox.ts";
import type { Store } from "./store/store.ts";

export interface LettersParts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Asked just before a client is written to; and where the client sees and pays a bill there, null for our own page. */
  readonly books: { readonly truth: Truth; readonly linkFor: ChasePorts["linkFor"] };
  readonly channelSet: { readonly clients: ClientMessenger | null };
  readonly publicUrl: () => string;
}

/** Letters to clients: by the operator's mail server; in practice, to the local mailbox; else by the trader's thumb. */
export function openLetters({ config, store, clock, random, books, channelSet, publicUrl }: LettersParts) {
  const practice =
    config.smtp === null && config.practice
      ? createPracticeMailer((mail) =>
          store.transaction((tx) => addLocalMail(tx, { ...mail, id: random.id(), at: clock.now() })),
        )
      : null;
  const real = config.smtp === null ? null : createSmtpMailer(config.smtp);
  const mailer: Mailer | null = real ?? practice?.mailer ?? null;
  const messenger = channelSet.clients;
  const number = config.whatsAppCloud?.business?.number ?? null;
  const startUrl = number === null ? null : `https://wa.me/${number}?text=START`;
  const post: Post = {
    on: mailer !== null,
    practice: practice !== null,
    whatsApp: messenger === null ? null : { startUrl },
    undoMs: config.undoMs,
  };
  let room: ReturnType<typeof openChase> | undefined;
  let joined: DeskPorts | undefined;
  return {
    post,
    /** Joins letters to the desk. */
    outside: (desk: DeskPorts) => {
      joined = desk;
      const linkFor: ChasePorts["linkFor"] = async (tx, bill) =>
        (await books.linkFor(tx, bill)) ?? `${publicUrl()}/pay/${bill.publicId}`;
      room = openChase({ mailer, messenger, truth: books.truth, linkFor }, desk);
      return room.handlers;
    },
    /** What is done for letters now and then. */
    chores: (desk: DeskPorts): readonly ChorePlan[] =>
      config.mailBounces === null ? [] : [readReturns(createReturnsMailbox(config.mailBounces), desk)],
    sources: () => {
      assert(room !== undefined, "letters are joined to the desk before they are asked for anything.");
      return [room.source];
    },
    /** Writes to the operator; null where nobody is to be written to. */
    tellOperator: operatorLetter(config, real, clock, random),
    routes: (): Readonly<Record<string, Hono>> => {
      assert(joined !== undefined, "letters are joined to the desk before they are asked for anything.");
      return { "/stop": stopRoutes(joined) };
    },
    stop: async () => await practice?.close(),
  };
}

function operatorLetter(
  { operatorEmail, publicUrl }: Config,
  mailer: Mailer | null,
  clock: Clock,
  random: Random,
) {
  if (operatorEmail === null || mailer === null) return null;
  return async (alerts: readonly Alert[]): Promise<void> => {
    const lines = alerts.map(({ says, remedy }) => `${says}\n${remedy}`);
    const text = `${lines.join("\n\n")}\n\n${publicUrl}/operator`;
    await mailer.send(
      {
        messageId: `${random.id()}@${mailer.domain}`,
        fromName: "JustPayMe",
        replyTo: null,
        to: operatorEmail,
        toName: "Operator",
        subject: `This needs a look: ${alerts[0]?.says ?? ""}`,
        text,
        html: `<pre>${text.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`)}</pre>`,
        follows: [],
        stopUrl: null,
        at: clock.now(),
      },
      AbortSignal.timeout(mailLimits.socketTimeoutMs),
    );
  };
}
