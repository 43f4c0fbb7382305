import type { Client } from "../domain/client.ts";
import type { SortedWord } from "../domain/client-word.ts";
import type { Road } from "../domain/step.ts";

/** What there is to tell of a client who writes on WhatsApp. */
export type ClientChatNews =
  | {
      readonly what: "wrote";
      readonly client: Client;
      readonly text: string;
      readonly sorted: SortedWord;
      readonly eventId: string;
    }
  /** What they wrote changes nothing. */
  | { readonly what: "goes-on"; readonly client: Client }
  /** Messages do not arrive there; what follows goes by another road. */
  | { readonly what: "unreached"; readonly client: Client; readonly by: Road }
  | { readonly what: "opted"; readonly client: Client; readonly to: "in" | "out" };
