import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Decision } from "../domain/decision.ts";
import type { Tone } from "../domain/intent.ts";
import type { Opened } from "../domain/plan.ts";
import type { Road, Step, StepKind } from "../domain/step.ts";
import type { BillView } from "./bill-view.ts";

/** What there is to tell of chasing. */
export type ChaseTold =
  /** Said by the clock. */
  | {
      readonly what: "reminded";
      readonly bills: readonly BillView[];
      readonly tone: Tone;
      readonly by: Road;
      readonly known: boolean;
    }
  | {
      readonly what: "thumb";
      readonly client: Client;
      readonly bills: readonly BillView[];
      readonly about: "bill" | "reminder" | "statement" | "correction";
      readonly message: string;
      /** None where nothing of a plan waits for it. */
      readonly stepIds: readonly string[];
    }
  | {
      readonly what: "mail-refused";
      readonly client: Client;
      /** Where it went to, which need no longer be their address. */
      readonly email: string;
      readonly subject: string;
      /** What was wrong: the address, or that it was we who wrote there. */
      readonly why: "address" | "sender";
      /** How reminders reach them from now on. */
      readonly by: Road;
    }
  /** Why is the end of a sentence, with its full stop. */
  | { readonly what: "in-doubt"; readonly bill: BillView; readonly step: StepKind; readonly why: string }
  | { readonly what: "plan-ended"; readonly bill: BillView; readonly overdue: number }
  | { readonly what: "paid-yet"; readonly bill: BillView }
  | { readonly what: "opted-out"; readonly client: Client }
  /** Answers. */
  | {
      readonly what: "chasing";
      readonly letters: readonly ChaseLetter[];
      readonly leftOut: readonly NotChased[];
      readonly now: Date;
      readonly actionId: string;
    }
  | NotChased
  | { readonly what: "held"; readonly scope: Scope; readonly until: Day | null; readonly actionId: string }
  | { readonly what: "resumed"; readonly scope: Scope; readonly next: Date | null; readonly actionId: string }
  /** `by` is what is paused instead, if anything. */
  | { readonly what: "not-held"; readonly scope: Scope; readonly by: Scope | null }
  | {
      readonly what: "promised";
      readonly scope: Scope;
      readonly on: Day;
      readonly until: Day;
      /** Promises of this client's whose day went by without the money. */
      readonly broken: number;
      readonly actionId: string;
    }
  | { readonly what: "promise-when"; readonly scope: Scope }
  | {
      readonly what: "says-paid";
      readonly bills: readonly BillView[];
      readonly askOn: Day;
      readonly actionId: string;
    }
  | { readonly what: "disputed"; readonly bills: readonly BillView[]; readonly actionId: string }
  | {
      readonly what: "plan";
      readonly scope: Scope;
      readonly entries: readonly PlanEntry[];
      readonly paused: Day | "told" | null;
    }
  | {
      readonly what: "explained";
      readonly scope: Scope;
      readonly entries: readonly Explained[];
      readonly next: PlanEntry | null;
    }
  | {
      readonly what: "statement-going";
      readonly client: Client;
      readonly by: "mail" | "thumb";
      readonly at: Date;
      readonly now: Date;
      readonly actionId: string;
    }
  | {
      readonly what: "sending-again";
      readonly bill: BillView;
      readonly by: Road;
      readonly at: Date;
      readonly now: Date;
      readonly actionId: string;
    }
  | ({ readonly what: "not-again"; readonly bill: BillView; readonly now: Date } & NotAgain)
  /** A payment was taken back for which the client had been thanked. */
  | { readonly what: "thanked"; readonly bill: BillView }
  | {
      readonly what: "correct";
      /** As it is now, with the client who has seen it otherwise. */
      readonly bill: BillView;
      /** Whether it is somebody else's now. */
      readonly moved: boolean;
      readonly wasMinor: number;
      readonly wasDueOn: Day;
    }
  | {
      readonly what: "correction-going";
      readonly client: Client;
      readonly by: "mail" | "thumb";
      readonly at: Date;
      readonly now: Date;
      readonly actionId: string;
    }
  | { readonly what: "thumb-sent"; readonly bills: readonly BillView[] }
  | { readonly what: "asked-later"; readonly bill: BillView; readonly on: Day; readonly call: boolean }
  | { readonly what: "letter-text"; readonly bill: BillView; readonly text: string };

/** A reminder out of turn, to one client. */
export interface ChaseLetter {
  readonly bills: readonly BillView[];
  readonly by: Road;
  readonly opened: Opened;
}

/** Why a bill does not go to its client once more just now. */
export type NotAgain =
  | { readonly why: "closed" | "processing" | "no-address" | "today" | "with-you" | "no-name" | "under-way" }
  /** It is to go anyway, for the first time or again. */
  | { readonly why: "goes-first" | "goes-again"; readonly at: Date; readonly by: Road };

/** Why a client is not reminded of a bill just now. */
export type NotChased =
  | {
      readonly what: "not-chased";
      readonly bill: BillView;
      readonly why: "opted-out" | "processing" | "calendar-ends";
    }
  | {
      readonly what: "chase-held";
      readonly bill: BillView;
      /** What is paused. */
      readonly by: Scope;
    };

/** What an order about chasing is about. */
export type Scope =
  | { readonly kind: "bill"; readonly bill: BillView }
  | { readonly kind: "client"; readonly client: Client }
  | { readonly kind: "everything" };

/** A step as its trader is told of it. */
export interface PlanEntry {
  readonly step: Step;
  readonly bill: BillView;
  readonly by: Road;
}

export interface Explained {
  readonly decision: Decision;
  readonly bill: BillView;
}
