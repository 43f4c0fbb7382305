import type { Config } from "../config.ts";

/** What the doctor found of one thing. */
export interface Finding {
  readonly what: string;
  /** `off`: not set, so not tried. */
  readonly state: "good" | "wrong" | "off";
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export type Check = (config: Config) => Promise<readonly Finding[]>;

export const good = (what: string, says: string): Finding => ({ what, state: "good", says });
export const off = (what: string, says: string): Finding => ({ what, state: "off", says });
export const wrong = (what: string, says: string, remedy: string): Finding => {
  return { what, state: "wrong", says, remedy };
};

const timeoutMs = 8_000;

/** One request, whose failure is an answer too: status 0 and the reason. */
export async function ask(
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly at: Date | null }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { redirect: "manual", signal, ...init });
    const date = Date.parse(response.headers.get("date") ?? "");
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body, at: Number.isNaN(date) ? null : new Date(date) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: 0, body: cause instanceof Error ? cause.message : String(cause), at: null };
  }
}

/** A field of what was answered, as text. */
export function field(body: unknown, ...path: readonly string[]): string {
  let at: unknown = body;
  for (const name of path) at = typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  return typeof at === "string" || typeof at === "number" ? String(at) : "";
}
