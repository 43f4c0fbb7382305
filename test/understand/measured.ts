import { readRows } from "./corpus.ts";

/** What is read to measure how long reading takes: all there is in the tables … */
export const messages = [...readRows("must-read.tsv"), ...readRows("must-not-create.txt")].map(
  (it) => it.text,
);

/** … and 10 kB each of what is hardest to read. */
export const hostile = [
  "bill Acme £1,",
  "no sorry ",
  "twenty five ",
  "a.",
  "send the a of ",
  "((((",
  "and Acme 20 ",
  "due the 5 of ",
].map((piece) => piece.repeat(Math.ceil(10_240 / piece.length)).slice(0, 10_240));
