import type { Rule } from "./rules.ts";

/** A message as a person's phone shows it. */
export interface Shown {
  readonly id: string;
  readonly from: "person" | "bot";
  readonly text: string;
  readonly labels: readonly string[];
  readonly tokens: readonly string[];
  readonly kind: "text" | "button" | "list" | "template" | "document" | "image";
  readonly file: { readonly name: string; readonly mime: string; readonly size: number } | null;
}

export interface Somebody {
  phone: string;
  bsuid: string;
  name: string;
  /** Whether Meta tells their number. */
  showsNumber: boolean;
  /** Whether Meta tells its own id of them: it does since they may have a username. */
  showsId: boolean;
  /** When they last wrote, by the stand-in's clock. */
  heardAtMs: number | null;
  /** Not on WhatsApp any more, or they blocked us. */
  away: boolean;
  readonly shown: Shown[];
  /** Ids of our messages they have had two ticks of. */
  readonly read: Set<string>;
  /** When we wrote to them. */
  sentAtMs: number[];
  typing: boolean;
}

export interface Call {
  readonly path: string;
  readonly body: unknown;
  /** 0 where the answer was dropped. */
  status: number;
  code: number | null;
}

/** An approved template: how many values it takes. */
export interface Template {
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly parameters: number;
  readonly button: string | null;
}

export interface Settings {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** All that the stand-in knows, and what has happened to it. */
export function createState(settings: Settings, now: () => number) {
  let made = 0;
  return {
    ...settings,
    now,
    people: [] as Somebody[],
    media: new Map<string, { name: string; mime: string; size: number }>(),
    templates: [] as Template[],
    calls: [] as Call[],
    /** The rules that have been applied. */
    fired: new Set<Rule>(),
    /** Says that the window is closed in a status, having taken the message. */
    closesLater: false,
    /** So many messages to one person in six seconds each, after a burst. */
    burst: 40,
    floodedUntilMs: 0,
    /** Whether statuses are posted. */
    reports: true,
    next: (kind: string) => {
      made += 1;
      return kind === "wamid"
        ? `wamid.${Buffer.from(`message ${made}`).toString("base64")}`
        : `${4_000_000 + made}`;
    },
  };
}
export type State = ReturnType<typeof createState>;

/** How a person stands in what is posted: by their number, by Meta's id, or by both. */
export function idsOf({ phone, bsuid, showsNumber, showsId }: Somebody) {
  return {
    from: { ...(showsNumber ? { from: phone } : {}), ...(showsId ? { from_user_id: bsuid } : {}) },
    contact: { ...(showsNumber ? { wa_id: phone } : {}), ...(showsId ? { user_id: bsuid } : {}) },
    recipient: {
      ...(showsNumber ? { recipient_id: phone } : {}),
      ...(showsId ? { recipient_user_id: bsuid } : {}),
    },
  };
}
