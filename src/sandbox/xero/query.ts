import { badRequest } from "./rules.ts";
import type { State } from "./state.ts";

/** `where=Type=="ACCREC" AND AmountDue>0`: the part of Xero's filter language that is worth knowing. */
export function filterOf(where: string | null, state: State): (record: object) => boolean {
  if (where === null || where === "") return () => true;
  const tests = where.split(/\s+AND\s+|\s*&&\s*/i).map((part) => {
    const match =
      /^\s*(\w+(?:\.\w+)?)\s*(==|!=|>=|<=|>|<)\s*(?:"([^"]*)"|(-?\d+(?:\.\d+)?)|Guid\("([^"]+)"\))\s*$/.exec(
        part,
      );
    if (match === null) throw badRequest("where", "QueryParseException", `The filter ${part} cannot be read`);
    const [, field = "", sign = "", text, number, guid] = match;
    const wanted = number === undefined ? (text ?? guid ?? "") : Number(number);
    return (record: object) => compare(valueAt(record, field), sign, wanted);
  });
  state.fired.add("where");
  return (record) => tests.every((test) => test(record));
}

function valueAt(record: object, field: string): unknown {
  return field
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], record);
}

function compare(value: unknown, sign: string, wanted: string | number): boolean {
  if (sign === "==") return value === wanted;
  if (sign === "!=") return value !== wanted;
  if (typeof value !== "number" || typeof wanted !== "number") return false;
  if (sign === ">") return value > wanted;
  if (sign === "<") return value < wanted;
  return sign === ">=" ? value >= wanted : value <= wanted;
}

/** Only what changed at or after an instant, to the second. */
export function sinceOf(
  header: string | undefined,
  state: State,
): (record: { updatedAtMs: number }) => boolean {
  const at = header === undefined ? Number.NaN : Date.parse(/Z$|GMT$/.test(header) ? header : `${header}Z`);
  if (Number.isNaN(at)) return () => true;
  state.fired.add("modified-since");
  const second = Math.floor(at / 1000) * 1000;
  return (record) => record.updatedAtMs >= second;
}

export interface Page {
  readonly page: number;
  readonly pageSize: number;
  readonly pageCount: number;
  readonly itemCount: number;
}

/** One page of a list; all of it where no page is asked for. */
export function paged<T>(
  all: readonly T[],
  query: URLSearchParams,
  state: State,
): { items: readonly T[]; page: Page | null } {
  const asked = query.get("page");
  if (asked === null) return { items: all.slice(0, 1000), page: null };
  state.fired.add("paging");
  const pageSize = Math.min(1000, Math.max(1, Number(query.get("pageSize") ?? 100)));
  const page = Math.max(1, Number(asked));
  const items = all.slice((page - 1) * pageSize, page * pageSize);
  return {
    items,
    page: { page, pageSize, pageCount: Math.ceil(all.length / pageSize), itemCount: all.length },
  };
}

export function listOf(query: URLSearchParams, name: string): readonly string[] | null {
  const value = query.get(name);
  return value === null || value === "" ? null : value.split(",");
}
