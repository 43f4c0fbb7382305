import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";

/** What came of wanting data deleted. */
export type Leaving =
  | { readonly what: "sure"; readonly on: Day; readonly proposalId: string }
  | { readonly what: "going"; readonly on: Day }
  | { readonly what: "not-going" | "kept" | "client-gone" }
  | { readonly what: "client-owes"; readonly client: Client }
  | { readonly what: "client-sure"; readonly client: Client; readonly proposalId: string };
