/** What may go wrong with a call, whatever it asks for. */
export type FaultKind =
  | "minute"
  | "day"
  | "concurrent"
  | "appminute"
  /** 500, and nothing was done. */
  | "500"
  /** 500, though it was done. */
  | "500-done"
  | "slow"
  /** Done, and the connection ends before the answer. */
  | "cut"
  /** The connection ends before anything was done. */
  | "refuse"
  | "html"
  | "maintenance"
  | "expired"
  /** Refused whole, in words that no list has. */
  | "invalid";

export interface Fault {
  readonly kind: FaultKind;
  /** For `slow`: how long it takes. For the limits: what Retry-After says. */
  readonly ms?: number;
}

export interface Faults {
  /** The next `times` calls whose operation begins so (`PUT /Invoices`) go wrong. */
  add(operation: string, fault: Fault, times?: number): void;
  /** Asked for every call that no fault was scheduled for. */
  chance: (operation: string) => Fault | null;
  take(operation: string): Fault | null;
}

export function createFaults(): Faults {
  const scheduled: { operation: string; fault: Fault; times: number }[] = [];
  const faults: Faults = {
    add: (operation, fault, times = 1) => void scheduled.push({ operation, fault, times }),
    chance: () => null,
    take: (operation) => {
      const found = scheduled.find((it) => it.times > 0 && operation.startsWith(it.operation));
      if (found === undefined) return faults.chance(operation);
      found.times -= 1;
      return found.fault;
    },
  };
  return faults;
}
