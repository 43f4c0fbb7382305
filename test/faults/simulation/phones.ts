import type { Channel, SendResult, Step } from "../../../src/ports.ts";
import type { Fate, Weather } from "./outside/weather.ts";

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
  /** Which life of the process sent it, and under which fence. */
  readonly life: number;
  readonly fence: number;
}

export interface Phones {
  readonly channel: Channel;
  readonly shown: readonly Shown[];
}

const whys: Readonly<Record<Exclude<Fate, "well">, Extract<SendResult, { kind: "not-sent" }>["why"]>> = {
  down: "transient",
  busy: "rate",
  "lost-before": "ambiguous",
  "lost-after": "ambiguous",
};

/**
 * A chat service that fails now and then: it is busy, breaks before it took the message, or takes it and never says
 * so. It cannot be asked afterwards what became of a call, as Telegram cannot.
 */
export function createPhones(ports: {
  readonly weather: Weather;
  readonly now: () => Date;
  readonly life: () => number;
  readonly fenceOf: (effectId: string) => number;
}): Phones {
  const { weather, now } = ports;
  const shown: Shown[] = [];
  const notSent = (fate: Exclude<Fate, "well">): SendResult => ({
    kind: "not-sent",
    why: whys[fate],
    detail: `${fate}, as drawn`,
    ...(fate === "busy" ? { retryAfterMs: 1000 + Math.floor(weather.random() * 60_000) } : {}),
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
      const [life, fence] = [ports.life(), ports.fenceOf(key)];
      const fate = await weather.meet("chat");
      const remoteId = `m${shown.length + 1}`;
      const seen = { at: now(), chat: to.chat, text: step.text, step, key, remoteId };
      if (fate === "well" || fate === "lost-after")
        shown.push({ ...seen, unheard: fate === "lost-after", life, fence });
      return fate === "well" ? { kind: "sent", remoteId } : notSent(fate);
    },
    edit: async (_to, remoteId) => {
      const fate = await weather.meet("chat");
      return fate === "well" ? { kind: "sent", remoteId } : notSent(fate);
    },
    find: async () => ({ kind: "cannot-tell" }),
  };
  return { channel, shown };
}
