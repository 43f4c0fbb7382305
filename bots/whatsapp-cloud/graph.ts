import * as z from "zod";
import { whatsAppCloud as limits } from "../../src/limits.ts";

export interface GraphSettings {
  readonly token: string;
  /** Null is Meta's own. */
  readonly apiUrl: string | null;
  readonly apiVersion: string;
}

/** Meta's Graph API, as far as we call it. Throws a `GraphError`, or whatever `fetch` throws. */
export interface Graph {
  post(path: string, body: object | FormData, signal: AbortSignal): Promise<unknown>;
}

/** Meta answered, and it is no yes. Branch on `code`: titles change. */
export class GraphError extends Error {
  readonly status: number;
  /** Null where the answer is none of Graph's. */
  readonly code: number | null;
  readonly details: string;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: number | null, details: string, retryAfterMs: number | null) {
    super(`${status} ${code ?? "no code"} ${details}`.trim());
    this.name = "GraphError";
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }
}

const failure = z.object({
  error: z.object({
    code: z.int(),
    message: z.string().catch(""),
    error_data: z
      .object({ details: z.string().catch("") })
      .optional()
      .catch(undefined),
  }),
});

export function createGraph({ token, apiUrl, apiVersion }: GraphSettings): Graph {
  const base = `${apiUrl ?? "https://graph.facebook.com"}/${apiVersion}`;
  return {
    post: async (path, body, signal) => {
      const isForm = body instanceof FormData;
      const response = await fetch(`${base}/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          ...(isForm ? {} : { "content-type": "application/json" }),
        },
        body: isForm ? body : JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callTimeoutMs)]),
      });
      const answer = parseJson(await response.text());
      if (response.ok && answer !== undefined) return answer;
      const said = failure.safeParse(answer);
      const { code, message, error_data } = said.success
        ? said.data.error
        : { code: null, message: "not an answer of Graph's", error_data: undefined };
      throw new GraphError(response.status, code, error_data?.details || message, pauseOf(response));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, or an answer cut short.
    return undefined;
  }
}

function pauseOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? "");
  return seconds > 0 ? seconds * 1_000 : null;
}
