const weights = [8, 7, 6, 5, 4, 3, 2] as const;

/**
 * The digits of a UK VAT number, or null where it is none. Its last two of nine digits make the weighted sum a
 * multiple of 97; in numbers given out since 2009, with 55 more. Three digits after them name a branch.
 */
export function readVatNumber(text: string): string | null {
  const digits = text
    .replace(/[\s.-]/g, "")
    .replace(/^GB/i, "")
    .trim();
  if (!/^(?:\d{9}|\d{12})$/.test(digits) || /^0{9}/.test(digits)) return null;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = sum + Number(digits.slice(7, 9));
  return check % 97 === 0 || (check + 55) % 97 === 0 ? digits : null;
}
