import type { ServerResponse } from "node:http";
import type { Params } from "./check.ts";
import { Refusal } from "./rules.ts";
import type { State, Update } from "./state.ts";

/** Long polls: one at a time, held open while there is nothing to hand out. */
export function createPolling(state: State) {
  let end: ((refusal?: Refusal) => void) | null = null;

  function handOut(params: Params): readonly Update[] {
    return state.updates.slice(0, Number(params["limit"] ?? 100));
  }

  return {
    poll: async (params: Params, response: ServerResponse): Promise<readonly Update[]> => {
      refuseBesideWebhook(state);
      const conflict =
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
      end?.(new Refusal("second-poller", 409, conflict));
      state.allowed = (params["allowed_updates"] as readonly string[] | undefined) ?? state.allowed;
      const offset = params["offset"];
      if (offset !== undefined) {
        const before = state.updates.length;
        state.updates = state.updates.filter((update) => update.update_id >= Number(offset));
        if (state.updates.length < before) state.fired.add("offset-confirms");
      }
      if (state.updates.length > 0) return handOut(params);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => finish(), Number(params["timeout"] ?? 0) * 1_000);
        const finish = (refusal?: Refusal) => {
          clearTimeout(timer);
          if (end === finish) end = null;
          if (refusal === undefined) resolve();
          else reject(refusal);
        };
        end = finish;
        // Who hung up is no poller any more.
        response.once("close", () => finish());
      });
      // A webhook that is set ends the poll that is held.
      refuseBesideWebhook(state);
      return handOut(params);
    },
    wake: () => end?.(),
    stop: () => end?.(),
  };
}

function refuseBesideWebhook(state: State): void {
  if (state.webhook === null) return;
  throw new Refusal(
    "poll-beside-webhook",
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
}
