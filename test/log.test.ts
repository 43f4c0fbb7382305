import { describe, expect, it } from "vitest";
import { createLogTo } from "../src/log.ts";

function logged(what: object): unknown {
  const lines: string[] = [];
  createLogTo("info", { write: (line) => void lines.push(line) }).info(what, "said");
  const {
    level: _,
    time: __,
    pid: ___,
    hostname: ____,
    msg,
    ...rest
  } = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
  expect(msg).toBe("said");
  return rest;
}

describe("a line of the log", () => {
  it("says what it was given, and nothing that goes by a secret's name, however deep it stands", () => {
    expect(logged({ kind: "text", n: 3, repeated: false })).toEqual({ kind: "text", n: 3, repeated: false });
    expect(logged({ email: "a@b.example", n: 1 })).toEqual({ email: "[hidden]", n: 1 });
    expect(logged({ to: { phone: "07700", chat: "c" } })).toEqual({ to: { phone: "[hidden]", chat: "c" } });
    expect(logged({ sent: [{ token: "t", at: 1 }, 2] })).toEqual({ sent: [{ token: "[hidden]", at: 1 }, 2] });
    expect(logged({ headers: { cookie: ["a", "b"] } })).toEqual({ headers: { cookie: "[hidden]" } });
  });

  it("leaves what it was given as it is", () => {
    const what = { to: { secret: "s" } };
    logged(what);
    expect(what).toEqual({ to: { secret: "s" } });
  });
});
