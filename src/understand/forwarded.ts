/** Signs that the words are somebody else's: a forwarded or copied message orders nothing. */
const heads = [
  /^\s*(?:fwd?|fw|forwarded(?: message)?)\b\s*:?/i,
  /^\s*-{2,}\s*(?:forwarded|original) message/i,
  /^\s*\[\d{1,2}[/.:]\d{1,2}[^\]]{0,30}\]\s*[^\n:]{1,40}:/,
  /^\s*\d{1,2}\/\d{1,2}\/\d{2,4},? \d{1,2}:\d{2}[^\n:]{0,10} - [^\n:]{1,40}:/,
  /^\s*from:[^\n]{1,100}\n/i,
  /^\s*[>{<]/,
  /^\s*on [^\n]{5,60} wrote:/i,
  /^\s*["“][^"”]{8,}["”]\s*$/,
  /^\s*your (?:[^\n.]{1,40} )?(?:bill|invoice|payment|order|account|statement|receipt|parcel|direct debit|subscription)\b/i,
  /^\s*(?:receipt|voicemail|delivery note)\b[^\n]{0,5}:/i,
  /^\s*(?:thank you|thanks) for your (?:payment|order|purchase|custom|donation)\b/i,
  /^\s*(?:direct debit|standing order) (?:of|for|to)\b/i,
];

/** All of them start with one of these, and few messages do. */
const first = /^\s*(?:[f\-[\d>{<o"“y]|receipt|voicem|deliv|than|direct|stand)/i;

export function forwarded(text: string): boolean {
  if (!first.test(text)) return false;
  const head = text.slice(0, 300);
  return heads.some((shape) => shape.test(head));
}
