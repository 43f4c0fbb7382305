import type { NewEffect } from "../domain/effect.ts";
import type { Tx } from "../store/store.ts";

/**
 * What runs the effects. The effects table is the truth whatever the engine: an engine only decides when an
 * effect is tried and by whom. Every engine passes `test/effects/queue.contract.ts`.
 */
export interface Queue {
  /** Whether what is due is tried by this process, and with the very commit that adds it where it can be. */
  triesAtOnce(): boolean;
  /**
   * Adds effects within the caller's transaction and has them tried once it is committed. One whose dedupe
   * key is known is left as it is. Answers how many were added.
   */
  enqueue(tx: Tx, effects: readonly NewEffect[]): Promise<number>;
  /** Has the worker look once the caller's transaction is committed, which made something due. */
  wake(tx: Tx): void;
  /** Begins trying what is due, now and from now on. */
  start(): void;
  /** Tries what is due, in order, until nothing is. */
  drain(): Promise<void>;
  /** When, after this instant, something falls due; null when nothing does. */
  nextAt(after: Date): Promise<Date | null>;
  /** Takes nothing new and waits for what has begun. */
  stop(): Promise<void>;
}
