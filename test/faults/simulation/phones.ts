import type { Channel, Clock, SendResult, Step } from "../../../src/ports.ts";

/** What a trader's phone really showed, whatever we were told about it. */
export interface Shown {
  readonly at: Date;
  readonly chat: string;
  readonly text: string;
  readonly step: Step;
  /** The effect it was sent for. */
  readonly key: string;
  readonly remoteId: string;
  /** The sender never heard that it arrived. */
  readonly unheard: boolean;
  /** Which life of the process sent it. */
  readonly life: number;
}

export interface Phones {
  readonly channel: Channel;
  readonly shown: readonly Shown[];
}

const refusals = ["rate", "transient"] as const;

/**
 * A chat service that fails now and then: it is busy, breaks before it took the message, or takes it and never says
 * so. Some of the calls go wrong; it cannot be asked afterwards what became of one, as Telegram cannot.
 */
export function createPhones(now: {
  readonly clock: Clock;
  readonly random: () => number;
  readonly faults: () => number;
  readonly life: () => number;
}): Phones {
  const { clock, random } = now;
  const shown: Shown[] = [];
  let sent = 0;
  const show = (chat: string, step: Step, key: string, unheard: boolean): string => {
    sent += 1;
    const remoteId = `m${sent}`;
    shown.push({ at: clock.now(), chat, text: step.text, step, key, remoteId, unheard, life: now.life() });
    return remoteId;
  };
  const notSent = (why: Extract<SendResult, { kind: "not-sent" }>["why"]): SendResult => ({
    kind: "not-sent",
    why,
    detail: `${why}, as drawn`,
    ...(why === "rate" ? { retryAfterMs: 1000 + Math.floor(random() * 60_000) } : {}),
  });
  const channel: Channel = {
    name: "local",
    capabilities: {
      buttonsMax: 8,
      labelMaxChars: 60,
      textMaxChars: 4096,
      buttonTextMaxChars: 4096,
      edits: true,
      joins: false,
      windowMs: null,
    },
    parse: () => [],
    send: async (to, step, key) => {
      if (random() >= now.faults()) return { kind: "sent", remoteId: show(to.chat, step, key, false) };
      const fate = Math.floor(random() * 4);
      const refused = refusals[fate];
      if (refused !== undefined) return notSent(refused);
      if (fate === 2) show(to.chat, step, key, true);
      return notSent("ambiguous");
    },
    edit: async (_to, remoteId) =>
      random() < now.faults() ? notSent("transient") : { kind: "sent", remoteId },
    find: async () => ({ kind: "cannot-tell" }),
  };
  return { channel, shown };
}
