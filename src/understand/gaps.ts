import type { InBooks, Slot } from "../domain/intent.ts";
import { compile, type Phrases } from "./phrases.ts";

/** A word that changes what is owed and is not supported yet: it is asked about, never dropped. */
export interface Gap {
  readonly about: Slot;
  readonly text: string;
  /** Something else than a bill was asked for, so none is proposed. */
  readonly instead?: boolean;
  /** What would fill it, in the books. */
  readonly books?: InBooks;
}

const gap = (text: string, about: Slot = "action"): Gap => ({ about, text });

/** "the usual", "again": what the last bill came to. */
export const usualGap: Gap = {
  ...gap("I don't know your usual price yet: how much is it?", "amount"),
  books: "last-price",
};

export const gaps: Phrases<Gap> = compile<Gap>([
  [`(less|minus|with|plus|under|including|after|its|) (20 %|30 %|) cis (deduction|deducted|job|applies|) (20
    %|30 %|at 20 %|at 30 %|)`, gap("I can't take off CIS yet.")],
  ["construction industry scheme", gap("I can't take off CIS yet.")],
  [`(domestic|vat|) reverse (charge|charged) (applies|vat|); drc; reverse vat`, gap("I can't do reverse charge yet.", "vat")],
  [`(a|the|take a|asking for a|as a|) deposit (bill|invoice|of|for|off|); deposits; (50 %|half) deposit (of|
    off|for|from|); down payment; (up front|upfront|in advance) (payment|); money up front; (half|50 %|a
    third|some) (due|payable|paid|) (now|up front|upfront|today|first|down|in advance|before|to start|at the
    start) (and|) (half|) (later|after|); (half|50 %|the rest|rest|the balance|remainder|the remainder|
    balance) (due|payable|) (on|upon|at|after|when|later) (completion|finish|the end|done|delivery|finished|
    its done|complete|later); pay in advance`, gap("I can't do deposits yet.")],
  [`(on|upon|at|after) (completion|practical completion|handover|sign off)`, gap("I can't wait for something to happen first. Shall I make the bill now?")],
  [`balance (on|upon|after|when) (completion|finish|finished|done|complete)`, gap("I can't split a bill into parts yet.")],
  [`(stage|staged) (one|two|three|four|five|1|2|3|4|5|payment|payments|billing|); (interim|progress|
    milestone) (payment|bill|invoice|payments|); (first|second|third|final|1st|2nd|3rd) (stage|installment|
    instalment); (in|over|by) (two|three|four|five|six|2|3|4|5|6) stages`, gap("I can't do stage payments yet.")],
  [`(in|over|by|split (into|in|over)|with|) (two|three|four|five|six|ten|twelve|2|3|4|5|6|10|12|) (equal|
    monthly|weekly|) (instalments|installments|instalment|installment); (in|over|across|split into) (two|
    three|four|six|twelve|2|3|4|6|12) (payments|parts|goes|chunks|lots of payments); payment plan`, gap("I can't split a bill into parts yet.")],
  [`(every|each) (single|other|) (month|week|fortnight|quarter|year|day|monday|tuesday|wednesday|thursday|
    friday|saturday|sunday|mon|tue|wed|thu|thurs|fri|4 weeks|four weeks|two weeks|2 weeks|three months|3
    months|six months|6 months); (monthly|weekly|fortnightly|quarterly|annually|yearly) (on the|); per
    (month|fortnight|week) (from|until|till|starting|for|ongoing|); pcm; once a (month|week|fortnight|
    quarter|year); (repeating|recurring|recurrent|regular|standing) (bill|invoice|order|payment|); on repeat
    ; (bob|ten|) quid a week; per annum`, gap("I can't repeat a bill by itself yet.")],
  [`(a|the|do a|send a|as a|) (quote|quotation|estimate|proposal|qoute|pro forma|proforma|pro - forma) (for|
    to|of|); quoting`, { ...gap("I can't do quotes yet."), instead: true }],
  [`(less|minus|with|hold|holding|keep|hold back|holding back|keep back|a|) (5 %|3 %|2.5 %|10 %|five percent|) retention (of|held|money|) (5
    %|3 %|2.5 %|10 %|); retainage; retentions`, gap("I can't hold back a retention yet.")],
  [`(a|minus a|less a|with a|give (him|her|them) a|less|with|) (5 %|10 %|15 %|20 %|25 %|50 %|) (discount|
    disc) (of|); discount (of|at) (5 %|10 %|15 %|20 %|); (5|10|15|20|25) (%|percent|per cent) off; (discounted|
    discounts|mates rates|mate 's rates); early payment discount; settlement discount`, gap("I can't work out a discount: tell me the amount to bill.", "amount")],
  [`(add|plus|with|charge|charging|include|including|) (some|the|late payment|statutory|late|) interest;
    (late|late payment) (fee|fees|charge|charges|penalty|compensation); statutory interest; penalty (fee|
    charge)`, gap("I can't add interest or late fees yet.")],
  [`(do a|issue a|raise a|send a|a|) credit note (for|to|); credit (him|her|them) ; refund; refunds;
    refunded; (his|her|their|the|) money back; refunding`, { ...gap("I can't do refunds or credit notes yet."), instead: true }],
  [`split (between|across|equally|the cost|the bill|it|three ways|two ways|3 ways|2 ways|evenly)`, gap("I can't split a bill between people yet: tell me each amount.", "amount")],
  [`(on|at|) cost plus; (plus|with) (mark up|markup|a markup)`, gap("I can't work out a mark-up: tell me the amount to bill.", "amount")],
  [`(plus|and|with) (a|) (tip|gratuity|service charge)`, gap("How much in all, with the tip or service charge?", "amount")],
  [`(my|the|) (usual|same as (last|the last|) (time|before|usual|always|week|month|year|one)|same again|as (usual|normal|before))
    (price|amount|rate|charge|)`, usualGap],
  ["(my|the|) (normal rate|the normal|regular rate|going rate|day rate|hourly rate)", gap("I don't know your usual price yet: how much is it?", "amount")],
  [`(ish|or so|or thereabouts|give or take|ballpark|something like|in the region of|approx|approximately|
    roughly|around about)`, gap("What is the exact amount?", "amount")],
  ["(self billing|self bill|self - billing|self - billed)", gap("I can't do self-billing yet.")],
  ["(gross|net) (of tax|status|payment status)", gap("I can't take off CIS yet.")],
  ["(trade|part) exchange; contra; barter; in kind", gap("I can't set goods against a bill yet.")],
]); // biome-ignore format: one row a thing we cannot do
