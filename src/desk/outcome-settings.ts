import type { SettingKind, Settings } from "../domain/setting.ts";
import type { Leaving } from "./leaving.ts";

/** What came of a message about the trader's own settings, chats and account. */
export type SettingOutcome =
  | { readonly kind: "link-code"; readonly code: string; readonly chats: number }
  | { readonly kind: "pages-link"; readonly url: string }
  | { readonly kind: "settings"; readonly settings: Settings }
  | {
      readonly kind: "setting-changed";
      readonly setting: SettingKind;
      readonly was: Settings;
      readonly settings: Settings;
      readonly actionId: string;
    }
  | { readonly kind: "setting-same"; readonly setting: SettingKind; readonly settings: Settings }
  | { readonly kind: "setting-unclear"; readonly about: SettingKind }
  | { readonly kind: "setting-fixed"; readonly about: "numbers" | "currency" }
  | {
      readonly kind: "bank-sure";
      /** Empty where the details are to be removed. */
      readonly accountNumber: string;
      /** In whose name clients will be told the account is; null where nobody has said. */
      readonly name: string | null;
      readonly proposalId: string;
    }
  | { readonly kind: "bank-news"; readonly settings: Settings; readonly actionId: string }
  | { readonly kind: "export"; readonly news: ExportNews }
  | { readonly kind: "leaving"; readonly leaving: Leaving };

/** What came of wanting to take everything along. */
export type ExportNews =
  | { readonly what: "sure"; readonly proposalId: string }
  | { readonly what: "link"; readonly url: string }
  /** Told in the trader's other chats. */
  | { readonly what: "asked-elsewhere" }
  /** It was downloaded from the pages, under this name. */
  | { readonly what: "taken"; readonly file: string };
