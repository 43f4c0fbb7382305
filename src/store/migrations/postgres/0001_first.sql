CREATE TABLE "traders" (
	"id" text PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"trading_name" text,
	"legal_name" text,
	"address" text,
	"reply_email" text,
	"terms_days" integer NOT NULL,
	"vat_registered" boolean NOT NULL,
	"vat_number" text,
	"plus_vat" boolean NOT NULL,
	"sort_code" text,
	"account_number" text,
	"sign_off" text,
	"pay_by" text NOT NULL,
	"quiet_from" text NOT NULL,
	"quiet_to" text NOT NULL,
	"next_bill_number" integer NOT NULL,
	"turns" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);

CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"chat" text NOT NULL,
	"trader_id" text,
	"last_n" integer NOT NULL,
	"about_bill_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"blocked_at" timestamp (3) with time zone
);

CREATE TABLE "clients" (
	"id" text NOT NULL,
	"trader_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"email" text,
	"phone" text,
	"address" text,
	"company" boolean,
	"pay_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clients_trader_id_id_pk" PRIMARY KEY("trader_id","id")
);

CREATE TABLE "aliases" (
	"trader_id" text NOT NULL,
	"name_key" text NOT NULL,
	"name" text NOT NULL,
	"client_id" text NOT NULL,
	CONSTRAINT "aliases_trader_id_name_key_pk" PRIMARY KEY("trader_id","name_key")
);

CREATE TABLE "bills" (
	"id" text NOT NULL,
	"trader_id" text NOT NULL,
	"number" integer NOT NULL,
	"client_id" text NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"paid_minor" bigint NOT NULL,
	"vat" text NOT NULL,
	"plus_vat" boolean NOT NULL,
	"vat_minor" bigint NOT NULL,
	"issued_on" text NOT NULL,
	"due_on" text NOT NULL,
	"reference" text,
	"pay_by" text NOT NULL,
	"pay_by_unusual" boolean NOT NULL,
	"to_xero" boolean NOT NULL,
	"sync" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bills_trader_id_id_pk" PRIMARY KEY("trader_id","id"),
	CONSTRAINT "bills_total" CHECK ("total_minor" BETWEEN 1 AND 9999999999),
	CONSTRAINT "bills_paid" CHECK ("paid_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "bills_vat" CHECK ("vat_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "bills_state" CHECK ("state" IN ('open', 'part-paid', 'processing', 'paid', 'credited', 'cancelled')),
	CONSTRAINT "bills_sync" CHECK ("sync" IN ('Not in Xero', 'Syncing', 'Synced with Xero', 'Draft in Xero', 'Sync failed', 'Edited in Xero', 'Xero-managed', 'No longer syncing'))
);

CREATE TABLE "bill_lines" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"position" integer NOT NULL,
	"description" text,
	"quantity" double precision NOT NULL,
	"unit_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "bill_lines_trader_id_bill_id_position_pk" PRIMARY KEY("trader_id","bill_id","position"),
	CONSTRAINT "bill_lines_unit" CHECK ("unit_minor" BETWEEN -9999999999 AND 9999999999),
	CONSTRAINT "bill_lines_amount" CHECK ("amount_minor" BETWEEN -9999999999 AND 9999999999)
);

CREATE TABLE "payments" (
	"id" text NOT NULL,
	"trader_id" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"method" text,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"paid_on" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "payments_trader_id_id_pk" PRIMARY KEY("trader_id","id"),
	CONSTRAINT "payments_amount" CHECK ("amount_minor" BETWEEN 1 AND 9999999999),
	CONSTRAINT "payments_source" CHECK ("source" IN ('stripe', 'xero', 'said'))
);

CREATE TABLE "allocations" (
	"trader_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "allocations_trader_id_payment_id_bill_id_pk" PRIMARY KEY("trader_id","payment_id","bill_id"),
	CONSTRAINT "allocations_amount" CHECK ("amount_minor" BETWEEN 1 AND 9999999999)
);

CREATE TABLE "messages" (
	"conversation_id" text NOT NULL,
	"n" integer NOT NULL,
	"sender" text NOT NULL,
	"text" text NOT NULL,
	"choices" jsonb NOT NULL,
	"replaces" integer,
	"effect_id" text,
	"remote_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "messages_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);

CREATE TABLE "cards" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"effect_id" text NOT NULL,
	CONSTRAINT "cards_trader_id_bill_id_conversation_id_pk" PRIMARY KEY("trader_id","bill_id","conversation_id")
);

CREATE TABLE "choices" (
	"token" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"label" text NOT NULL,
	"action" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);

CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"understanding" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);

CREATE TABLE "actions" (
	"id" text NOT NULL,
	"trader_id" text NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "actions_trader_id_id_pk" PRIMARY KEY("trader_id","id")
);

CREATE TABLE "feedback" (
	"id" text NOT NULL,
	"trader_id" text NOT NULL,
	"word" text NOT NULL,
	"said" text NOT NULL,
	"answers" jsonb NOT NULL,
	"understood" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feedback_trader_id_id_pk" PRIMARY KEY("trader_id","id")
);

CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"inbound" jsonb NOT NULL,
	"state" text NOT NULL,
	"n" integer NOT NULL,
	"error" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_source_external_id_pk" PRIMARY KEY("source","external_id"),
	CONSTRAINT "inbox_state" CHECK ("state" IN ('done', 'dead'))
);

CREATE TABLE "effects" (
	"id" text PRIMARY KEY NOT NULL,
	"trader_id" text,
	"lane" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"work" jsonb NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempt" integer NOT NULL,
	"fence" integer NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"uncertain" boolean NOT NULL,
	"remote_id" text,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "effects_state" CHECK ("state" IN ('ready', 'sending', 'unknown', 'done', 'dead', 'cancelled'))
);

CREATE TABLE "clock" (
	"id" text PRIMARY KEY NOT NULL,
	"offset_ms" bigint NOT NULL
);

CREATE TABLE "invites" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"trader_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"conversation_id" text
);

CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);

ALTER TABLE "conversations" ADD CONSTRAINT "conversations_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "clients" ADD CONSTRAINT "clients_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bills" ADD CONSTRAINT "bills_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bill_lines" ADD CONSTRAINT "bill_lines_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_payment_fk" FOREIGN KEY ("trader_id","payment_id") REFERENCES "public"."payments"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "cards" ADD CONSTRAINT "cards_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "cards" ADD CONSTRAINT "cards_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "choices" ADD CONSTRAINT "choices_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invites" ADD CONSTRAINT "invites_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "conversations_address" ON "conversations" USING btree ("channel","account","chat");
CREATE INDEX "conversations_trader" ON "conversations" USING btree ("trader_id");
CREATE UNIQUE INDEX "clients_name" ON "clients" USING btree ("trader_id","name_key");
CREATE UNIQUE INDEX "bills_number" ON "bills" USING btree ("trader_id","number");
CREATE INDEX "bills_owed" ON "bills" USING btree ("trader_id","due_on","number") WHERE state IN ('open', 'part-paid', 'processing');
CREATE INDEX "bills_client" ON "bills" USING btree ("trader_id","client_id","created_at");
CREATE UNIQUE INDEX "payments_external" ON "payments" USING btree ("trader_id","source","external_id");
CREATE INDEX "allocations_bill" ON "allocations" USING btree ("trader_id","bill_id");
CREATE INDEX "messages_effect" ON "messages" USING btree ("effect_id");
CREATE INDEX "cards_effect" ON "cards" USING btree ("effect_id");
CREATE INDEX "proposals_chat" ON "proposals" USING btree ("conversation_id","id");
CREATE UNIQUE INDEX "effects_dedupe" ON "effects" USING btree ("dedupe_key");
CREATE INDEX "effects_due" ON "effects" USING btree ("due_at","id") WHERE state IN ('ready', 'unknown');
CREATE INDEX "effects_lane" ON "effects" USING btree ("lane","id") WHERE state IN ('ready', 'sending', 'unknown');
CREATE INDEX "effects_lease" ON "effects" USING btree ("lease_until") WHERE state = 'sending';
