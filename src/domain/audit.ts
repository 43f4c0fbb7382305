/** What touches who may do what, where money goes, and whose data there is: written down and never changed. */
export const audited = [
  "joined",
  "chat-linked",
  "chat-unlinked",
  "pages-opened",
  "bank-changed",
  "exported",
  "deletion-asked",
  "deletion-withdrawn",
  "deleted",
  "client-erased",
] as const;
export type Audited = (typeof audited)[number];

/** Holds ids alone, so that it can outlive the people it is about. */
export interface AuditEntry {
  readonly id: string;
  readonly traderId: string;
  /** The chat it was done from; null where the clock did it. */
  readonly conversationId: string | null;
  readonly what: Audited;
  readonly at: Date;
}
