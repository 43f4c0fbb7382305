const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/**
 * Whether this is one plain address (RFC 5321's dot-string before an ordinary domain) and nothing else. Mail
 * libraries read an address as a list: "a@x.com, b@y.com" would reach two people.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  return (
    text.length <= 254 &&
    at > 0 &&
    at <= 64 &&
    local.test(text.slice(0, at)) &&
    domain.test(text.slice(at + 1))
  );
}
