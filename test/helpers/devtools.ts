interface Answer {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: object };
  readonly error?: { readonly message: string };
}

/** Asks what listens for developers' tools on this port, a Node or a page of a Chromium, one thing. */
export async function askInspector(
  port: number,
  method: string,
  params: object = {},
  isIt: (url: string) => boolean = () => true,
): Promise<unknown> {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(10_000) });
  const targets = (await listed.json()) as readonly { url: string; webSocketDebuggerUrl?: string }[];
  const address = targets.find((it) => isIt(it.url))?.webSocketDebuggerUrl;
  if (address === undefined) throw new Error(`Nothing of that kind listens on port ${port}.`);
  const socket = new WebSocket(address);
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const broken = () => reject(new Error(`The line to port ${port} broke.`));
      socket.onerror = broken;
      socket.onclose = broken;
      socket.onopen = () => socket.send(JSON.stringify({ id: 1, method, params }));
      socket.onmessage = ({ data }) => {
        const told = JSON.parse(String(data)) as Answer;
        if (told.id === 1) resolve(told);
      };
    });
    const failed = answer.error?.message ?? answer.result?.exceptionDetails;
    if (failed !== undefined) throw new Error(`${method}: ${JSON.stringify(failed)}`);
    return answer.result?.result?.value;
  } finally {
    socket.close();
  }
}

/** What an expression is in there, as far as JSON can say it; waits for promises. */
export function evaluateIn(
  port: number,
  expression: string,
  isIt?: (url: string) => boolean,
): Promise<unknown> {
  const params = { expression, returnByValue: true, awaitPromise: true };
  return askInspector(port, "Runtime.evaluate", params, isIt);
}
