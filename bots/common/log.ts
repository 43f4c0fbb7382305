/** What an adapter says to the operator: kinds, ids and counts. */
export interface Log {
  info(what: object, text: string): void;
  warn(what: object, text: string): void;
  error(what: object, text: string): void;
}
