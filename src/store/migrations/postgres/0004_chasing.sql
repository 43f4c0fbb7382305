CREATE TABLE "chases" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"next_at" timestamp (3) with time zone,
	"from_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "chases_trader_id_bill_id_pk" PRIMARY KEY("trader_id","bill_id")
);

CREATE TABLE "steps" (
	"trader_id" text NOT NULL,
	"id" text NOT NULL,
	"bill_id" text NOT NULL,
	"client_id" text NOT NULL,
	"kind" text NOT NULL,
	"slot" text NOT NULL,
	"tone" text,
	"anchor_on" text NOT NULL,
	"nominal_on" text NOT NULL,
	"at" timestamp (3) with time zone,
	"why" text,
	"state" text NOT NULL,
	"effect_id" text,
	"sent_on" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "steps_trader_id_id_pk" PRIMARY KEY("trader_id","id"),
	CONSTRAINT "steps_kind" CHECK ("kind" IN ('bill', 'reminder', 'thanks', 'ask')),
	CONSTRAINT "steps_state" CHECK ("state" IN ('planned', 'queued', 'sending', 'offered', 'sent', 'skipped', 'cancelled'))
);

CREATE TABLE "holds" (
	"trader_id" text NOT NULL,
	"id" text NOT NULL,
	"bill_id" text,
	"client_id" text,
	"kind" text NOT NULL,
	"until" text,
	"promised_on" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "holds_trader_id_id_pk" PRIMARY KEY("trader_id","id"),
	CONSTRAINT "holds_kind" CHECK ("kind" IN ('asked', 'promise', 'says-paid', 'dispute'))
);

CREATE TABLE "chased_clients" (
	"trader_id" text NOT NULL,
	"client_id" text NOT NULL,
	"token" text NOT NULL,
	"opted_out_at" timestamp (3) with time zone,
	"email_asked_at" timestamp (3) with time zone,
	CONSTRAINT "chased_clients_trader_id_client_id_pk" PRIMARY KEY("trader_id","client_id")
);

CREATE TABLE "decisions" (
	"trader_id" text NOT NULL,
	"id" text NOT NULL,
	"client_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"what" text NOT NULL,
	"kind" text NOT NULL,
	"tone" text,
	"slot" text NOT NULL,
	"nominal_on" text NOT NULL,
	"to_at" timestamp (3) with time zone,
	"why" text,
	"detail" text,
	CONSTRAINT "decisions_trader_id_id_pk" PRIMARY KEY("trader_id","id")
);

ALTER TABLE "traders" ADD COLUMN "chase_plan" text;
ALTER TABLE "traders" ADD COLUMN "chase_tone" text;
ALTER TABLE "traders" ADD COLUMN "chase_at" text DEFAULT '10:00' NOT NULL;
ALTER TABLE "clients" ADD COLUMN "chase_plan" text;
ALTER TABLE "clients" ADD COLUMN "chase_tone" text;
ALTER TABLE "chases" ADD CONSTRAINT "chases_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "steps" ADD CONSTRAINT "steps_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "chased_clients" ADD CONSTRAINT "chased_clients_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "chases_next" ON "chases" USING btree ("next_at","trader_id","bill_id") WHERE next_at IS NOT NULL;
CREATE INDEX "steps_bill" ON "steps" USING btree ("trader_id","bill_id");
CREATE INDEX "steps_gone" ON "steps" USING btree ("trader_id","client_id","sent_on") WHERE sent_on IS NOT NULL;
CREATE INDEX "holds_open" ON "holds" USING btree ("trader_id","client_id") WHERE ended_at IS NULL;
CREATE UNIQUE INDEX "chased_clients_token" ON "chased_clients" USING btree ("token");
CREATE INDEX "decisions_client" ON "decisions" USING btree ("trader_id","client_id","id");
