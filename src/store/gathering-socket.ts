import { Socket } from "node:net";

/**
 * A socket that sends in one packet what is written before the program waits for anything: statements that do not
 * wait for each other's answers cost one call of the system together, and wake the server once. Each of Postgres's
 * statements is written between a `cork` and an `uncork`.
 */
export class GatheringSocket extends Socket {
  #gathering = false;

  override cork(): void {
    super.cork();
    if (this.#gathering) return;
    this.#gathering = true;
    super.cork();
    // Once all promises that are ready have had their say.
    process.nextTick(() => {
      this.#gathering = false;
      super.uncork();
    });
  }
}
