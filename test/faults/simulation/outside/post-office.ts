import { Fault } from "../../../../src/fault.ts";
import type { Mail, Mailer } from "../../../../src/ports-mail.ts";
import type { Look } from "../record.ts";
import type { Weather } from "./weather.ts";

/** A mail as it really went, or did not. */
export interface Posted {
  readonly mail: Mail;
  /** When it was given to the mail server. */
  readonly at: Date;
  /** Whether the client got it, whatever we were told. */
  readonly arrived: boolean;
  /** Whether we were told. */
  readonly told: boolean;
  readonly life: number;
  /** The steps that the books had on their way with this mail. */
  readonly steps: readonly SentStep[];
}

export interface SentStep {
  readonly id: string;
  readonly traderId: string;
  readonly billId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly slot: string;
  readonly nominalOn: string;
}

/** Mail that fails now and then, and sometimes arrives though nobody was told. */
export function createPostOffice(ports: {
  readonly weather: Weather;
  readonly now: () => Date;
  readonly life: () => number;
  readonly look: Look;
}): { readonly mailer: Mailer; readonly posted: readonly Posted[] } {
  const { weather, now, life, look } = ports;
  const posted: Posted[] = [];
  const mailer: Mailer = {
    domain: "mail.example",
    send: async (mail) => {
      const steps = look.stepsOfMail(mail.messageId.split("@")[0] ?? "");
      const entry = { mail, at: now(), life: life(), steps };
      const fate = await weather.meet("mail");
      const arrived = fate === "well" || fate === "lost-after";
      posted.push({ ...entry, arrived, told: fate === "well" });
      if (fate === "down") throw new Fault("retry", "the mail server does not answer");
      if (fate === "busy") throw new Fault("retry", "421 try again later");
      if (fate !== "well") throw new Fault("unknown", "the line broke after the content");
    },
  };
  return { mailer, posted };
}
