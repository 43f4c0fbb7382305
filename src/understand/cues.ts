import type { Cue, CueRow } from "./cue.ts";
import { asking } from "./cues-asking.ts";
import { billing } from "./cues-billing.ts";
import { changing } from "./cues-changing.ts";
import { chasing } from "./cues-chasing.ts";
import { outgoing, paying } from "./cues-money.ts";
import { setup } from "./cues-setup.ts";
import { compile, type Phrases } from "./phrases.ts";
import { begins } from "./words.ts";

const all: readonly CueRow[] = [
  ...billing,
  ...outgoing,
  ...paying,
  ...asking,
  ...chasing,
  ...changing,
  ...setup,
];
export const cues: Phrases<Cue> = compile<Cue>(
  all.filter(([, cue]) => cue.alone !== true),
  begins.cue,
);
/** Short words that are a message of their own. */
export const aloneCues: Phrases<Cue> = compile<Cue>(
  all.filter(([, cue]) => cue.alone === true),
  begins.alone,
);
