import type { Client } from "../domain/client.ts";
import type { ClientAnswer, SortedWord } from "../domain/client-word.ts";
import type { Day } from "../domain/day.ts";

/** What there is to tell of a client who writes on WhatsApp. */
export type ClientChatNews =
  | {
      readonly what: "wrote";
      readonly client: Client;
      readonly text: string;
      readonly sorted: SortedWord;
      readonly eventId: string;
    }
  | {
      readonly what: "answered";
      readonly client: Client;
      readonly answer: ClientAnswer;
      readonly until: Day | null;
    }
  | { readonly what: "opted"; readonly client: Client; readonly to: "in" | "out" };
