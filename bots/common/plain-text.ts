/*
 * Our messages are plain text. What a platform would make of it (links, mentions, bold letters) is broken by a
 * joiner, so that nothing in the name of a client acts.
 */

/** Takes no room and cannot be seen; a link or a name that holds one is no link. */
export const wordJoiner = "\u2060";

export interface Room {
  /** Characters that may still be added. */
  left: number;
}

/**
 * Platforms turn whatever looks like a link, a name or a command into one. A client called "evil.example" or
 * "@somebody" must not become something to tap: it gets a joiner. Links of ours and e-mail addresses stay whole.
 */
export function breakLinks(text: string, isOurs: (url: string) => boolean, room: Room): string {
  return text.replace(/\S+/g, (token) => {
    const bare = token.replace(/[.,;:!?)]+$/, "");
    if (isOurs(bare) || /^[^@\s/]+@[^@\s/]+\.[^@\s/]+$/.test(bare)) return token;
    return withinRoom(
      token,
      token
        .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${wordJoiner}`)
        .replaceAll("://", `:${wordJoiner}//`)
        .replace(
          /(?<![\p{L}\p{N}_/])[@#$](?=[\p{L}_])|(?<=^\(?)\/(?=[\p{L}_])/gu,
          (sign) => sign + wordJoiner,
        ),
      room,
    );
  });
}

/** WhatsApp sets what stands between two of these signs in other letters, and takes the signs away. */
export function breakFormatting(text: string, isOurs: (url: string) => boolean, room: Room): string {
  return text.replace(/\S+/g, (token) => {
    if (isOurs(token.replace(/[.,;:!?)]+$/, ""))) return token;
    return withinRoom(
      token,
      token.replace(/[*_~`]/g, (sign) => sign + wordJoiner),
      room,
    );
  });
}

function withinRoom(token: string, broken: string, room: Room): string {
  room.left -= broken.length - token.length;
  return room.left >= 0 ? broken : token;
}

/**
 * The links that we put into messages ourselves: to our pages, those of the buttons, to where Xero lets a client pay,
 * and what opens a program to send a message by hand. What the trader copies from a message must be whole.
 */
export function ourLinks(ownOrigin: string, ofButtons: readonly string[] = []): (url: string) => boolean {
  return (url) =>
    ofButtons.includes(url) ||
    madeHere.some((form) => form.test(url)) ||
    (URL.canParse(url) && new URL(url).origin === ownOrigin);
}
const madeHere = [
  /^https:\/\/in\.xero\.com\/[\w-]+$/,
  /^https:\/\/wa\.me\/\d*\?text=[^\s]+$/,
  /^(?:sms|mailto):\S*\?&?body=\S+$/,
];

/**
 * What we put into our own messages to break links comes back when a person copies from them. Half a character
 * and the character nought are no text, and a database may refuse them.
 */
export function clean(text: string): string {
  return Buffer.from(text)
    .toString()
    .replace(/[\u2060-\u2064]/g, "")
    .replaceAll("\0", "");
}
