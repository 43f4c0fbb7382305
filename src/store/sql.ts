import { createRequire } from "node:module";

// drizzle's builders by `require`, for the reason given in `columns.ts`.
const drizzle: typeof import("drizzle-orm") = createRequire(import.meta.url)("drizzle-orm");

export const {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  sql,
} = drizzle;
