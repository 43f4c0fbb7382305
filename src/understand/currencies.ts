import type { Currency } from "../domain/money.ts";
import { WordMap, words } from "./words.ts";

/** Words and signs of a currency, before or after the figures. */
export const currencies = new WordMap<Currency>(Object.entries<Currency>({
  "£": "GBP", gbp: "GBP", pound: "GBP", pounds: "GBP", quid: "GBP", squid: "GBP", quids: "GBP", sterling: "GBP",
  punds: "GBP", poond: "GBP", poonds: "GBP", punt: "GBP", pds: "GBP", nicker: "GBP", smackers: "GBP", sovs: "GBP",
  bunnoedd: "GBP", bunt: "GBP", punnoedd: "GBP", ponds: "GBP", pund: "GBP",
  "€": "EUR", eur: "EUR", euro: "EUR", euros: "EUR", "$": "USD", usd: "USD", dollar: "USD", dollars: "USD",
  "¥": "JPY", yen: "JPY", jpy: "JPY", chf: "CHF", aud: "AUD", cad: "CAD", nzd: "NZD", pln: "PLN", zloty: "PLN",
  rupees: "INR", rupee: "INR", rs: "INR", inr: "INR", "₹": "INR", sek: "SEK", nok: "NOK", dkk: "DKK", hkd: "HKD", aed: "AED", zar: "ZAR",
  bucks: "USD", cents: "EUR", francs: "CHF", franc: "CHF", yuan: "CNY", renminbi: "CNY", rmb: "CNY", cny: "CNY", "元": "CNY", kuai: "CNY",
  rouble: "RUB", roubles: "RUB", ruble: "RUB", rubles: "RUB", rub: "RUB", "₽": "RUB", lira: "TRY", liras: "TRY", try: "TRY", "₺": "TRY",
  peso: "MXN", pesos: "MXN", mxn: "MXN", php: "PHP", brl: "BRL", reais: "BRL", won: "KRW", krw: "KRW", "₩": "KRW", baht: "THB", thb: "THB", "฿": "THB",
  rand: "ZAR", rands: "ZAR", dirham: "AED", dirhams: "AED", krona: "SEK", kronor: "SEK", krone: "NOK", kroner: "NOK",
  forint: "HUF", huf: "HUF", koruna: "CZK", czk: "CZK", shekel: "ILS", shekels: "ILS", ils: "ILS", "₪": "ILS", riyal: "SAR", riyals: "SAR", sar: "SAR",
  naira: "NGN", ngn: "NGN", "₦": "NGN", lev: "BGN", leva: "BGN", bgn: "BGN", lei: "RON", ron: "RON", hryvnia: "UAH", uah: "UAH", "₴": "UAH",
  sgd: "SGD", myr: "MYR", ringgit: "MYR", idr: "IDR", rupiah: "IDR", vnd: "VND", "₫": "VND", "₱": "PHP", guilder: "ANG", guilders: "ANG",
  peseta: "ESP", pesetas: "ESP", deutschmarks: "DEM", markka: "FIM", bitcoin: "XBT", bitcoins: "XBT", btc: "XBT", "₿": "XBT", satoshis: "XBT",
  stg: "GBP", "zł": "PLN", zl: "PLN", kr: "SEK", "₡": "CRC", "₾": "GEL", "₭": "LAK", "₨": "PKR", "₸": "KZT", "₼": "AZN", "৳": "BDT", "₵": "GHS",
  "₲": "PYG", "₮": "MNT", "៛": "KHR", "﷼": "IRR", isk: "ISK", qar: "QAR", omr: "OMR", bhd: "BHD", kwd: "KWD", egp: "EGP", twd: "TWD", pkr: "PKR",
  lkr: "LKR", bdt: "BDT", ghs: "GHS", tzs: "TZS", ugx: "UGX", jmd: "JMD", ttd: "TTD", rsd: "RSD", kzt: "KZT", dollers: "USD", dolars: "USD",
})); // biome-ignore format: a table of currencies reads best as one
/** Stands before figures only as a sign or a code: "pound 5" is a typo to ask about. */
export const beforeFigures = words(
  "£ gbp € eur $ usd ¥ jpy chf aud cad nzd pln ₹ inr rs sek nok dkk hkd aed zar rmb cny sgd ₽ ₺ ₩ ฿ ₪ ₦ ₫ ₴ ₱ ₿ stg zł kr ₡ ₾ ₭ ₨ ₸ ₼ ৳ ₵ ₲ ₮ ៛ ﷼",
);
/** Whose dollars: "US$", "C$ 20", "20 Australian dollars". */
export const dollars = new WordMap<Currency>(Object.entries<Currency>({
  us: "USD", usa: "USD", american: "USD", usd: "USD", c: "CAD", ca: "CAD", cad: "CAD", cdn: "CAD", canadian: "CAD", a: "AUD", au: "AUD", aud: "AUD",
  australian: "AUD", aussie: "AUD", nz: "NZD", nzd: "NZD", kiwi: "NZD", hk: "HKD", hkd: "HKD", s: "SGD", sg: "SGD", sgd: "SGD", singapore: "SGD",
  mex: "MXN", mxn: "MXN", british: "GBP", uk: "GBP", irish: "EUR", swiss: "CHF", french: "EUR", japanese: "JPY", chinese: "CNY", turkish: "TRY",
  danish: "DKK", swedish: "SEK", norwegian: "NOK", polish: "PLN", indian: "INR",
})); // biome-ignore format: a table of currencies reads best as one
