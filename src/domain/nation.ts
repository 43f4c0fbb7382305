import type { Nation } from "./holidays.ts";

const scottish = words("AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE");
const northernIrish = words("BT");
const englishAndWelsh = words(
  "AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO",
);

const postcode = /\b([A-Z]{1,2})(\d[A-Z\d]?) ?(\d)[A-Z]{2}\b/gi;

/**
 * The nation whose bank holidays an address keeps, from its postcode; null where it has none, or lies in the
 * islands. Areas that straddle a border go by where nearly all of their people live: Berwick (TD15) is English.
 */
export function nationOf(address: string): Nation | null {
  const last = [...address.matchAll(postcode)].at(-1);
  const area = last?.[1]?.toUpperCase() ?? "";
  if (northernIrish.has(area)) return "northern-ireland";
  if (area === "TD" && last?.[2] === "15") return "england-and-wales";
  if (scottish.has(area)) return "scotland";
  return englishAndWelsh.has(area) ? "england-and-wales" : null;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
