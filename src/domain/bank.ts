import { formatBillNumber } from "./bill.ts";

/** A UK bank account, by its six-digit sort code and eight-digit number. */

/** `20-00-00`. */
export function formatSortCode(sortCode: string): string {
  return sortCode.replace(/^(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3");
}

const referenceMaxChars = 18;

/**
 * What a client puts on a bank transfer so that it can be told whose it is: the bill's number, made of nothing but what
 * every bank lets through (A to Z, 0 to 9, space and - . & /), at most 18 of them.
 */
export function payReference(number: number): string {
  return formatBillNumber(number)
    .toUpperCase()
    .replace(/[^A-Z0-9 \-.&/]/g, "")
    .slice(-referenceMaxChars);
}
