import type { Channel } from "../../../src/ports.ts";
import type { Store } from "../../../src/store/store.ts";

/** Never answers: what a caller sees of a process that is gone. */
const silence = <T>(): Promise<T> => new Promise<T>(() => undefined);

class Death extends Error {}

/**
 * One life of the process. It may end at any point where the code waits for something; from then on nothing it
 * calls answers, so that whatever was under way goes no further, as after kill -9.
 */
export interface Life {
  readonly ended: Promise<"ended">;
  /** Lives on, or ends here. */
  point(where: string): Promise<void>;
  /** Where it ended; null while it lasts. */
  readonly endedAt: string | null;
}

export function beginLife(dies: () => boolean): Life {
  let endedAt: string | null = null;
  let end: (is: "ended") => void = () => undefined;
  const ended = new Promise<"ended">((resolve) => {
    end = resolve;
  });
  return {
    ended,
    get endedAt() {
      return endedAt;
    },
    point: async (where) => {
      if (endedAt !== null) return await silence();
      if (!dies()) return;
      endedAt = where;
      end("ended");
      return await silence();
    },
  };
}

/** The store as a process that may die uses it: a death inside a transaction is its rollback. */
export function mortalStore(store: Store, life: Life): Store {
  return {
    ...store,
    read: async (work) => {
      await life.point("before a read");
      return await store.read(work);
    },
    transaction: async (work, pace) => {
      await life.point("before a transaction");
      try {
        const result = await store.transaction(async (tx) => {
          const done = await work(tx);
          await Promise.race([life.point("before a commit"), life.ended.then(die)]);
          return done;
        }, pace);
        await life.point("after a commit");
        return result;
      } catch (error) {
        if (error instanceof Death) return await silence();
        throw error;
      }
    },
  };
}

function die(): never {
  throw new Death("the process ended");
}

/** Something outside as a process that may die calls it: before the call, or after it and before its answer. */
export function mortalCall<A extends unknown[], R>(
  life: Life,
  name: string,
  call: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return async (...args) => {
    await life.point(`before ${name}`);
    const answer = await call(...args);
    await life.point(`after ${name}`);
    return answer;
  };
}

export function mortalChannel(channel: Channel, life: Life): Channel {
  return {
    ...channel,
    send: mortalCall(life, "a send", channel.send),
    edit: mortalCall(life, "an edit", channel.edit),
    find: mortalCall(life, "a look", channel.find),
  };
}
