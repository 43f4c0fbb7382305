import { defaultTermsDays } from "./bill.ts";
import type { PaymentMethod, Tone } from "./intent.ts";

/** What a trader may set by word. Null: not said yet, and asked for only when it is first needed. */
export interface Settings {
  /** The name on bills: "Joe's Plumbing". */
  readonly tradingName: string | null;
  /** The trader's own name, which a sole trader's bill must show beside any business name. */
  readonly legalName: string | null;
  readonly address: string | null;
  /** Where a client's answer goes. */
  readonly replyEmail: string | null;
  /** Days from a bill to its due day. */
  readonly termsDays: number;
  readonly vatRegistered: boolean;
  /** Nine or twelve digits, without the GB. */
  readonly vatNumber: string | null;
  /** Whether a figure typed without a word about VAT has VAT added to it. */
  readonly plusVat: boolean;
  /** Six digits. */
  readonly sortCode: string | null;
  /** Eight digits. */
  readonly accountNumber: string | null;
  /** How messages to clients end. */
  readonly signOff: string | null;
  /** How clients pay unless said otherwise. */
  readonly payBy: PaymentMethod;
  /** Notices to the trader make no sound from then, `HH:MM`, … */
  readonly quietFrom: string;
  /** … until then. */
  readonly quietTo: string;
  /** Whether Mondays begin with a summary. */
  readonly mondaySummary: boolean;
  /** When clients are reminded, as `formatPlan` writes it; null leaves it to each bill's terms. */
  readonly chasePlan: string | null;
  /** The tone of every reminder; null leaves it to the plan. */
  readonly chaseTone: Tone | null;
  /** When on a day reminders go, `HH:MM`. */
  readonly chaseAt: string;
}

/** One thing set: its kind, and the fields it gives a value. */
export type Setting =
  | ({ readonly kind: "trading-name" } & Pick<Settings, "tradingName">)
  | ({ readonly kind: "legal-name" } & Pick<Settings, "legalName">)
  | ({ readonly kind: "address" } & Pick<Settings, "address">)
  | ({ readonly kind: "reply-email" } & Pick<Settings, "replyEmail">)
  | ({ readonly kind: "terms" } & Pick<Settings, "termsDays">)
  | ({ readonly kind: "vat-number" } & Pick<Settings, "vatRegistered" | "vatNumber">)
  | ({ readonly kind: "plus-vat" } & Pick<Settings, "plusVat">)
  | ({ readonly kind: "bank" } & Pick<Settings, "sortCode" | "accountNumber">)
  | ({ readonly kind: "pay-by" } & Pick<Settings, "payBy">)
  | ({ readonly kind: "sign-off" } & Pick<Settings, "signOff">)
  | ({ readonly kind: "quiet-hours" } & Pick<Settings, "quietFrom" | "quietTo">)
  | ({ readonly kind: "monday-summary" } & Pick<Settings, "mondaySummary">)
  | ({ readonly kind: "chase-plan" } & Pick<Settings, "chasePlan">)
  | ({ readonly kind: "chase-tone" } & Pick<Settings, "chaseTone">)
  | ({ readonly kind: "chase-time" } & Pick<Settings, "chaseAt">);

export type SettingKind = Setting["kind"];

/** Which fields each kind sets, in the order they are shown. */
export const settingFields: { readonly [K in SettingKind]: readonly (keyof Settings)[] } = {
  "trading-name": ["tradingName"],
  "legal-name": ["legalName"],
  address: ["address"],
  "reply-email": ["replyEmail"],
  terms: ["termsDays"],
  "vat-number": ["vatRegistered", "vatNumber"],
  "plus-vat": ["plusVat"],
  bank: ["sortCode", "accountNumber"],
  "pay-by": ["payBy"],
  "sign-off": ["signOff"],
  "quiet-hours": ["quietFrom", "quietTo"],
  "monday-summary": ["mondaySummary"],
  "chase-plan": ["chasePlan"],
  "chase-tone": ["chaseTone"],
  "chase-time": ["chaseAt"],
};

/** What of the settings one kind is about: what a change keeps, so that it can be undone. */
export function partOf(settings: Settings, kind: SettingKind): Partial<Settings> {
  return Object.fromEntries(settingFields[kind].map((field) => [field, settings[field]]));
}

/** Who clients are told a bill is from; null where that was not said. */
export function senderName({
  tradingName,
  legalName,
}: Pick<Settings, "tradingName" | "legalName">): string | null {
  return tradingName ?? legalName;
}

/** What a trader who has said nothing has. */
export const settingsAtFirst: Settings = {
  tradingName: null,
  legalName: null,
  address: null,
  replyEmail: null,
  termsDays: defaultTermsDays,
  vatRegistered: false,
  vatNumber: null,
  plusVat: false,
  sortCode: null,
  accountNumber: null,
  signOff: null,
  payBy: "bank",
  quietFrom: "21:00",
  quietTo: "07:00",
  mondaySummary: true,
  chasePlan: null,
  chaseTone: null,
  chaseAt: "10:00",
};

/** Terms longer than a year are a slip of the finger. */
export const termsMaxDays = 365;
