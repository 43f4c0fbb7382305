/** For answers whose shape nobody promises. */

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function read(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
