import type { DeskPorts } from "../../desk/desk.ts";
import type { Log } from "../../log.ts";
import type { Clock, Random } from "../../ports.ts";
import type { Store } from "../../store/store.ts";

/** What the trader's pages need of the house. */
export interface PagesPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** What a page does is done as in the chat, and told there. */
  readonly desk: DeskPorts;
  /** Where we are to be found: an origin, without a path. */
  readonly publicUrl: () => string;
  readonly log: Log;
}
