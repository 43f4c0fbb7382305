import type { Address } from "../../src/domain/channel.ts";

/**
 * Who may be read at all. Asked before anything of a message is stored or logged: this road sees a whole phone's
 * conversations, and nearly all of them are nobody's business.
 */
export interface Door {
  /** Whether this chat is a linked trader's, or these words ask to be let in. Stores nothing. */
  admits(address: Address, words: string | null): Promise<boolean>;
}

/** Who is who, kept once they are let in. Ids are WhatsApp's, written out. */
export interface People {
  /** The chat of somebody with these ids, as far as is known; stores nothing. */
  whose(account: string, ids: Ids): Promise<string>;
  heard(account: string, ids: Ids, at: Date): Promise<string>;
  person(account: string, chat: string): Promise<{ readonly reach: string } | null>;
}
interface Ids {
  readonly phone: string | null;
  readonly bsuid: string | null;
}

/** A chat that a linked trader has with us, and since when. */
export interface KnownChat {
  readonly account: string;
  readonly reach: string;
  readonly since: Date;
}
