import type { Nation } from "../domain/holidays.ts";
import type { Currency } from "../domain/money.ts";

/** What the reader may know: nothing here is looked up, and the clock is an argument. */
export interface Context {
  readonly now: Date;
  /** The trader's clients, by name and alias. */
  readonly clients: readonly string[];
  /** Whose bank holidays count. England & Wales unless said. */
  readonly nation?: Nation;
  /** The trader's own currency. Pounds unless said. */
  readonly currency?: Currency;
}
