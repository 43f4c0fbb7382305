/** What the addresses of outside systems are held to. */

/** `https://example.com`, without a path. */
export function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;
}

/** `imaps://user:password@host/INBOX`, or `imap://…`, which is encrypted from its beginning or not at all. */
export function isMailboxUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(value);
  return (
    /^imaps?:$/.test(protocol) &&
    ![hostname, username, password].includes("") &&
    search + hash === "" &&
    [username, password, `/${pathname}`].every(isEncoded)
  );
}

/** Whether what stands in a URL for other letters can be read back. */
function isEncoded(part: string): boolean {
  try {
    return decodeURIComponent(part) !== "";
  } catch {
    return false;
  }
}

export function isLoopback(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
}
