/** What a client said of being written to on WhatsApp: by their own word, and never again once they said stop. */
export interface Consent {
  readonly traderId: string;
  readonly clientId: string;
  /** Null for who said stop without ever having agreed. */
  readonly optedInAt: Date | null;
  /** In the client's own words. */
  readonly how: string;
  readonly stoppedAt: Date | null;
  /** The id that Meta gives them towards the trader's number: it comes where they hide their own. Null while unknown. */
  readonly bsuid: string | null;
  /** When they last wrote. */
  readonly heardAt: Date | null;
  /** Since when messages do not reach them, until they write again. */
  readonly unreachedAt: Date | null;
}
