import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, dayOf, formatDay, partsOf } from "../../src/domain/day.ts";
import { formatMoney } from "../../src/domain/money.ts";
import { printed } from "../../src/understand/printed.ts";
import { readOrder } from "../../src/understand/read-order.ts";
import { tokensMax } from "../../src/understand/tokens.ts";
import { understand } from "../../src/understand/understand.ts";
import { checkQuiet, checkRow, corpora, corpusClients, corpusNow, readRows, shapeOf } from "./corpus.ts";
import { dayForms, moneyForms, readDayForm, readMoneyForm } from "./forms.ts";

const clients = ["Acme Ltd", "Harris"];
const read = (text: string, now = corpusNow) => understand(text, { now, clients });

describe("the corpus", () => {
  it("reads every message of the table as it was meant", () => {
    const wrong = [
      ...corpora.flatMap(([name, clients]) => readRows(name).map((row) => checkRow(row, clients))),
    ].filter((result) => result.wrong.length > 0);
    expect(wrong.map(({ row, wrong: why }) => `${row.line} ${row.text}: ${why.join("; ")}`)).toEqual([]);
  });

  it("makes nothing of messages that order nothing", () => {
    const wrong = readRows("must-not-create.txt")
      .map((row) => checkQuiet(row))
      .filter((result) => result.wrong.length > 0);
    expect(wrong.map(({ row, wrong: why }) => `${row.line} ${row.text}: ${why.join("; ")}`)).toEqual([]);
  });

  it("is large and varied", () => {
    expect(readRows("must-read.tsv").length).toBeGreaterThanOrEqual(600);
    expect(readRows("must-not-create.txt").length).toBeGreaterThanOrEqual(200);
    const rows = corpora.flatMap(([name, clients]) => readRows(name).map((row) => shapeOf(row, clients)));
    expect(new Set(rows).size).toBeGreaterThanOrEqual(rows.length / 3);
  });
});

describe("forms", () => {
  it.each(dayForms)("reads a bill that is due $words as $expected", ({ words, expected }) => {
    expect(readDayForm(words)).toBe(expected);
  });

  it.each(moneyForms)("reads a bill of $words as $expected", ({ words, expected }) => {
    expect(readMoneyForm(words)).toBe(expected);
  });
});

describe("money", () => {
  it("reads back every amount that is printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (minor) => {
        const { intents } = read(`bill Acme ${formatMoney(minor)}`);
        expect(intents[0]?.totalMinor).toBe(minor);
      }),
      { numRuns: 2000 },
    );
  });

  it("never acts on an amount that was not typed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99 }), (whole, part) => {
        for (const said of [
          `${whole} quid`,
          `£${whole}.${String(part).padStart(2, "0")}`,
          `${whole} pounds ${part}p`,
        ]) {
          const [intent] = read(`bill Acme ${said}`).intents;
          const expected = said.endsWith("quid") ? whole * 100 : whole * 100 + part;
          expect(intent?.totalMinor).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const monthNames =
  "January February March April May June July August September October November December".split(" ");
const shortDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function ordinal(date: number): string {
  const tail = date % 10;
  const teen = date > 10 && date < 14;
  return `${date}${teen ? "th" : tail === 1 ? "st" : tail === 2 ? "nd" : tail === 3 ? "rd" : "th"}`;
}

/** Ways of writing one coming day; all of them must be read as that day. */
function writings(day: Day): string[] {
  const { year, month, date } = partsOf(day);
  const name = monthNames[month - 1] ?? "";
  const pad = (value: number) => String(value).padStart(2, "0");
  return [
    day,
    `${pad(date)}/${pad(month)}/${year}`,
    `${date}/${month}/${String(year).slice(2)}`,
    `${date}.${month}.${year}`,
    `${date} ${name} ${year}`,
    `${ordinal(date)} of ${name} ${year}`,
    `${name} ${date}, ${year}`,
    `${name.slice(0, 3)} ${ordinal(date)} ${year}`,
    formatDay(day),
    `the ${ordinal(date)} of ${name} ${year}`,
  ];
}

/** A morning of every week for two years: clock changes, month ends and holidays among them. */
const weeks = Array.from({ length: 105 }, (_, week) => addDays("2026-01-01", week * 7 + (week % 7)));

/** Easter Sunday of the years at hand, from the calendar. */
const easters: readonly Day[] = ["2026-04-05", "2027-03-28", "2028-04-16"];

/** What some ways of saying a day must come to, reckoned with nothing but days counted one by one. */
function reckoned(today: Day): Record<string, Day> {
  const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();
  const first = (fits: (day: Day) => boolean, from = today): Day => {
    let day = from;
    while (!fits(day)) day = addDays(day, 1);
    return day;
  };
  const last = (fits: (day: Day) => boolean, from: Day): Day => {
    let day = from;
    while (!fits(day)) day = addDays(day, -1);
    return day;
  };
  const isFirst = (day: Day) => partsOf(day).date === 1;
  const isOn = (month: number, date: number) => (day: Day) =>
    partsOf(day).month === month && partsOf(day).date === date;
  const nextMonth = first(isFirst, addDays(today, 1));
  const monthAfter = first(isFirst, addDays(nextMonth, 1));
  const monday = last((day) => weekday(day) === 1, today);
  const nextFriday = addDays(monday, 11);
  return {
    ...(addDays(today, 1) === nextMonth ? {} : { "end of the month": addDays(nextMonth, -1) }),
    "end of next month": addDays(monthAfter, -1),
    "1st of next month": nextMonth,
    "the 15th of next month": addDays(nextMonth, 14),
    "first Monday of next month": first((day) => weekday(day) === 1, nextMonth),
    "last Friday of next month": last((day) => weekday(day) === 5, addDays(monthAfter, -1)),
    "the 15th": first((day) => partsOf(day).date === 15),
    "next Friday": nextFriday,
    "Friday next week": nextFriday,
    "the Friday after next": addDays(nextFriday, 7),
    "a fortnight on Tuesday": addDays(
      first((day) => weekday(day) === 2, addDays(today, 1)),
      14,
    ),
    "Boxing Day": first(isOn(12, 26)),
    "Christmas Eve": first(isOn(12, 24)),
    "end of the tax year": first(isOn(4, 5)),
    "Good Friday": easters.map((day) => addDays(day, -2)).find((day) => day >= today) ?? today,
    "Easter Monday": easters.map((day) => addDays(day, 1)).find((day) => day >= today) ?? today,
    "the Monday before Christmas": last((day) => weekday(day) === 1, addDays(first(isOn(12, 25)), -1)),
  };
}

describe("days", () => {
  it("reads every written form of the coming days in every week of two years", () => {
    for (const today of weeks) {
      const now = new Date(`${today}T09:00:00Z`);
      for (const ahead of [1, 3, 9, 31, 64]) {
        const day = addDays(dayOf(now), ahead);
        for (const said of writings(day)) {
          expect(`${today} ${said} ${read(`bill Acme £50 due ${said}`, now).intents[0]?.dueOn}`).toBe(
            `${today} ${said} ${day}`,
          );
        }
      }
    }
  });

  it("counts forward from any day of two years", () => {
    for (const today of weeks) {
      const now = new Date(`${today}T09:00:00Z`);
      const due = (said: string) => read(`bill Acme £50 due ${said}`, now).intents[0]?.dueOn;
      expect(due("tomorrow")).toBe(addDays(today, 1));
      expect(due("in a fortnight")).toBe(addDays(today, 14));
      expect(due("30 days")).toBe(addDays(today, 30));
      expect(due("a week today")).toBe(addDays(today, 7));
      for (let ahead = 1; ahead <= 6; ahead += 1) {
        const day = addDays(today, ahead);
        const name = shortDays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
        expect(due(name)).toBe(day);
        expect(due(`${name} week`)).toBe(addDays(day, 7));
        expect(due(`a week on ${name}`)).toBe(addDays(day, 7));
      }
    }
  });

  it("reads months' ends, weekdays of a month, feasts and next week's days in every week of two years", () => {
    for (const today of weeks) {
      const due = (said: string) =>
        read(`bill Acme £50 due ${said}`, new Date(`${today}T09:00:00Z`)).intents[0]?.dueOn;
      const all = Object.fromEntries(Object.keys(reckoned(today)).map((said) => [said, due(said) ?? null]));
      expect([today, all]).toEqual([today, reckoned(today)]);
    }
  });

  it("takes the day from London where the clocks change", () => {
    expect(read("bill Acme £5 due tomorrow", new Date("2026-03-28T23:30:00Z")).intents[0]?.dueOn).toBe(
      "2026-03-29",
    );
    expect(read("bill Acme £5 due tomorrow", new Date("2026-06-30T23:30:00Z")).intents[0]?.dueOn).toBe(
      "2026-07-02",
    );
    expect(read("bill Acme £5 due tomorrow", new Date("2026-10-24T23:30:00Z")).intents[0]?.dueOn).toBe(
      "2026-10-26",
    );
  });

  it("reckons London's day as Intl does, in every hour around the changes of fifty years", () => {
    const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
    const check = (at: number) => {
      expect(dayOf(new Date(at))).toBe(london.format(new Date(at)));
    };
    for (let year = 1990; year <= 2040; year += 1) {
      for (const month of [2, 9]) {
        const end = Date.UTC(year, month + 1, 0);
        for (let hour = -8 * 24; hour < 48; hour += 1) check(end + hour * 3_600_000);
      }
    }
    const first = Date.UTC(1990, 0, 1);
    fc.assert(fc.property(fc.integer({ min: first, max: Date.UTC(2040, 11, 31) }), check), { numRuns: 5000 });
  });

  it("knows the bank holidays of each nation", () => {
    const now = new Date("2026-11-26T09:00:00Z");
    const due = (nation: "scotland" | "northern-ireland") =>
      understand("bill Acme £5 due after the bank holiday", { now, clients, nation }).intents[0]?.dueOn;
    expect(due("scotland")).toBe("2026-12-01");
    expect(due("northern-ireland")).toBe("2026-12-29");
  });
});

describe("any text", () => {
  it("has an answer, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const { intents } = read(text);
        expect(intents.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  const pieces = [
    "bill ",
    "Acme ",
    "£230 ",
    "and ",
    "due friday ",
    "a",
    "£",
    "1",
    "1,",
    "(",
    "no sorry ",
    "'",
    "@",
    "a.",
    "\n",
    "👍",
    "send * ",
    "twenty ",
    "five ",
    "hundred ",
    "-",
    "on ",
    "the ",
    "not ",
    "it ",
    "x",
    "07",
    "SW1A ",
  ];
  it("has an answer up to 64 kB, in work that grows with its length", () => {
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
      expect(read(text).intents.length).toBeGreaterThan(0);
    }
    // Beyond a fixed count of words nothing is read, so the work after that is a constant.
    expect(tokensMax).toBeLessThanOrEqual(2000);
  });

  it("has an answer where a name goes on like something that every object has", () => {
    for (const end of ["constructor", "toString", "valueOf"])
      expect(read(`bill O'${end} 40`).intents[0]?.client?.said, end).toBe(`O'${end}`);
  });

  it("has an answer to mixtures of what it knows", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(...pieces, "paid ", "chase ", "cancel ", "14 ", "€5 ", "Dave ", "due ", "to "),
          { maxLength: 60 },
        ),
        (parts) => {
          expect(read(parts.join("")).intents.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

const politeness = [
  (text: string) => `please ${text}`,
  (text: string) => `${text} please`,
  (text: string) => `${text} cheers mate`,
  (text: string) => `can you ${text}`,
  (text: string) => `${text} 👍`,
  (text: string) => `😀 ${text}`,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
  (text: string) => `${text}!`,
  (text: string) => `  ${text.replaceAll(" ", "  ")}  `,
  (text: string) => `hi mate, ${text} thanks`,
];
const orders = [
  "bill Acme £230",
  "bill Acme £230 due 5 December",
  "invoice Harris 85 for boiler repair",
  "chase Acme",
  "stop chasing Harris",
  "cancel bill 14",
  "mark bill 14 as paid",
];
const same = (text: string) =>
  read(text).intents.map(({ intent, certainty, client, totalMinor, dueOn, bill }) => ({
    intent,
    certainty,
    match: client?.match ?? null,
    totalMinor: totalMinor ?? null,
    dueOn: dueOn ?? null,
    bill: bill ?? null,
  }));

describe("manner", () => {
  it("changes no meaning: case, politeness, emoji, spaces", () => {
    for (const order of orders) {
      for (const change of politeness)
        expect([change(order), same(change(order))]).toEqual([change(order), same(order)]);
    }
  });

  it("changes no meaning of any message in the tables", () => {
    const manners = [
      (text: string) => `please ${text}`,
      (text: string) => `${text}, ta`,
      (text: string) => `${text} cheers mate`,
      (text: string) => `${text}! 👍`,
      (text: string) => `😀 ${text}`,
      (text: string) => `Morning! ${text}`,
      (text: string) => `hi mate, ${text} thanks`,
      (text: string) => `  ${text.replaceAll(" ", "  ")} `,
    ];
    // Short words are the message themselves, and a question keeps its mark at its end.
    const short = new Set(["yes", "no", "greet", "help", "none", "-"]);
    const meaning = (text: string, known: readonly string[]) => ({
      ...printed(readOrder(text, { now: corpusNow, clients: known })),
      text: "",
    });
    const changed = corpora.flatMap(([name, known]) =>
      readRows(name)
        .filter(({ text, expected }) => !short.has(expected.split(" ")[0] ?? "") && !/\n|\?$/.test(text))
        .filter((_, index) => index % 5 === 0)
        .flatMap(({ text }) => {
          const plain = JSON.stringify(meaning(text, known)).toLowerCase();
          const ways = manners.map((change) => change(text));
          return ways.filter((way) => JSON.stringify(meaning(way, known)).toLowerCase() !== plain);
        }),
    );
    expect(changed).toEqual([]);
  });

  it("changes no meaning: the order of words", () => {
    const ways = [
      "bill Acme £230 due 5 December",
      "bill £230 to Acme due 5 December",
      "bill Acme due 5 December £230",
      "due 5 December bill Acme £230",
      "send Acme a bill for £230 due 5 December",
    ];
    const wanted = same("bill Acme £230 due 5 December");
    for (const way of ways) expect([way, same(way)]).toEqual([way, wanted]);
  });
});

describe("clients", () => {
  it("are matched whatever the case, accents, titles and Ltd", () => {
    for (const [said, match] of [
      ["acme", "Acme Ltd"],
      ["ACME LIMITED", "Acme Ltd"],
      ["cafe rouge", "Café Rouge"],
      ["the cafe rouge", "Café Rouge"],
      ["patel", "Mrs Patel"],
      ["smith and sons", "Smith & Sons"],
    ]) {
      const [intent] = understand(`bill ${said} £5`, { now: corpusNow, clients: corpusClients }).intents;
      expect([said, intent?.client?.match, intent?.certainty]).toEqual([said, match, "said"]);
    }
  });

  it("are never taken for another with the same name", () => {
    const [intent] = understand("bill Mrs Singh £5", { now: corpusNow, clients: corpusClients }).intents;
    expect(intent?.certainty).toBe("guessed");
  });
});

it("prints each field of the contract for a bill", () => {
  const [intent] = read("bill Acme £230").intents;
  for (const field of [
    "client",
    "lines",
    "totalMinor",
    "currency",
    "vat",
    "dueOn",
    "toXero",
    "reference",
    "email",
    "phone",
    "address",
  ]) {
    expect(intent).toHaveProperty(field);
  }
});

it("keeps its tables readable: one tab a line", () => {
  const text = readFileSync(new URL("must-read.tsv", import.meta.url), "utf8");
  for (const line of text.split("\n")) {
    if (line !== "" && !line.startsWith("# ")) expect(line.split("\t").length).toBe(2);
  }
});
