import type { Attachment, Email } from "postal-mime";
import type { FailedRecipient, ReturnedMail } from "../ports-mail.ts";

const detailMaxChars = 300;

/**
 * Reads a mail server's report that a mail could not be delivered for good (RFC 3464). Null for everything else: what
 * people or their programs answer, reports of delay, of delivery or of reading, and what is no mail at all. Never throws.
 */
export async function readReport(bytes: Uint8Array): Promise<ReturnedMail | null> {
  const { default: PostalMime } = await import("postal-mime");
  let report: Email;
  try {
    report = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    // Nested or headed beyond all measure: no mail server writes such a report.
    return null;
  }
  if (!isReport(report.headers.find(({ key }) => key === "content-type")?.value ?? "")) return null;
  const failed = textOf(report, /^message\/(?:global-)?delivery-status$/)
    .flatMap(blocksOf)
    .flatMap((fields) => failedIn(fields) ?? []);
  const messageId = returnedId(report);
  return failed.length === 0 || messageId === null ? null : { messageId, failed };
}

/** Whether a Content-Type is that of a report about delivery (RFC 6522). */
export function isReport(contentType: string): boolean {
  return (
    /^\s*multipart\/report\s*;/i.test(contentType) &&
    /report-type\s*=\s*"?delivery-status\b/i.test(contentType)
  );
}

function textOf({ attachments }: Email, mimeType: RegExp): readonly string[] {
  return attachments.filter((it) => mimeType.test(it.mimeType)).map(decode);
}

function decode({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

type Fields = ReadonlyMap<string, string>;

/** Blocks of header fields with empty lines between, as the parts of a report have them; of a field, its first. */
function blocksOf(text: string): readonly Fields[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map((block) => {
      const fields = new Map<string, string>();
      for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
        const colon = line.indexOf(":");
        const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
        if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
      }
      return fields;
    });
}

/** Whom it could not be delivered to for good (RFC 3464 section 2.3); null where it may still be, or was. */
function failedIn(fields: Fields): FailedRecipient | null {
  const status = /^5\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0];
  if (status === undefined || !/^failed\b/i.test(fields.get("action") ?? "")) return null;
  const named = ["original-recipient", "final-recipient"].flatMap((it) => addressIn(fields.get(it)) ?? []);
  const said = fields.get("diagnostic-code") ?? "";
  const detail = [status, said].join(" ").replace(/\s+/g, " ").trim().slice(0, detailMaxChars);
  return { addresses: [...new Set(named)], detail };
}

/** `rfc822; <Jo@example.com>` as `jo@example.com`. */
function addressIn(field: string | undefined): string | null {
  const address = /^[\w-]+\s*;\s*<?([^\s<>]+@[^\s<>]+?)>?$/.exec(field ?? "")?.[1];
  return address?.toLowerCase() ?? null;
}

/** The id of the mail that came back: its own, where it or its head is enclosed, else what the report answers. */
function returnedId(report: Email): string | null {
  const [enclosed] = textOf(report, /^(?:message\/(?:rfc822|global|global-headers)|text\/rfc822-headers)$/);
  const head = blocksOf(enclosed?.trimStart() ?? "")[0];
  return idIn(head?.get("message-id")) ?? idIn(report.inReplyTo);
}

function idIn(field: string | undefined): string | null {
  return /<([^\s<>]{1,250})>/.exec(field ?? "")?.[1] ?? null;
}
