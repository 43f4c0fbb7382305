/** Throws on a programmer's mistake. What the outside may do wrong is a refusal or a `Fault`, never this. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${sentence}`);
}

/** For the end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`Broken assumption: nothing handles ${JSON.stringify(value)}.`);
}
