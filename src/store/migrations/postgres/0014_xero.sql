CREATE TABLE "xero_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"state_hash" text,
	"cookie_hash" text,
	"verifier" text,
	"pending" jsonb,
	"decided_at" timestamp (3) with time zone
);

CREATE TABLE "xero_grants" (
	"user_id" text PRIMARY KEY NOT NULL,
	"access" text NOT NULL,
	"refresh" text NOT NULL,
	"access_until" timestamp (3) with time zone NOT NULL,
	"refreshed_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL
);

CREATE TABLE "xero_connections" (
	"trader_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"user_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"organisation_name" text NOT NULL,
	"facts" jsonb NOT NULL,
	"settings" jsonb,
	"connected_at" timestamp (3) with time zone NOT NULL,
	"facts_at" timestamp (3) with time zone NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"cursor_at" timestamp (3) with time zone,
	"poll_due_at" timestamp (3) with time zone NOT NULL,
	"full_due_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"import_page" integer,
	CONSTRAINT "xero_connections_state" CHECK ("state" IN ('setup', 'on', 'reconnect', 'off'))
);

CREATE TABLE "xero_mirrors" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"number" text NOT NULL,
	"marker" text NOT NULL,
	"invoice_id" text,
	"wanted_hash" text NOT NULL,
	"wanted" integer NOT NULL,
	"pushed" integer NOT NULL,
	"attempted" boolean NOT NULL,
	"urgent" boolean NOT NULL,
	"choices" jsonb NOT NULL,
	"base" jsonb,
	"drift" jsonb,
	"status" text,
	"online_url" text,
	"problem" jsonb,
	"waiting_since" timestamp (3) with time zone,
	"told" boolean NOT NULL,
	"own_page" boolean NOT NULL,
	CONSTRAINT "xero_mirrors_trader_id_bill_id_pk" PRIMARY KEY("trader_id","bill_id")
);

CREATE TABLE "xero_contacts" (
	"trader_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"client_id" text NOT NULL,
	"contact_id" text NOT NULL,
	CONSTRAINT "xero_contacts_trader_id_organisation_id_client_id_pk" PRIMARY KEY("trader_id","organisation_id","client_id")
);

CREATE TABLE "xero_budgets" (
	"organisation_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"recent" jsonb NOT NULL,
	"flying" jsonb NOT NULL,
	"day_remaining" integer,
	"day_read_at" timestamp (3) with time zone,
	"paused_until" timestamp (3) with time zone
);

CREATE TABLE "xero_events" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"category" text NOT NULL,
	"resource_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);

ALTER TABLE "xero_links" ADD CONSTRAINT "xero_links_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_links" ADD CONSTRAINT "xero_links_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_connections" ADD CONSTRAINT "xero_connections_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_mirrors" ADD CONSTRAINT "xero_mirrors_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_contacts" ADD CONSTRAINT "xero_contacts_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "xero_links_state" ON "xero_links" USING btree ("state_hash");
CREATE INDEX "xero_connections_organisation" ON "xero_connections" USING btree ("organisation_id");
CREATE INDEX "xero_connections_poll" ON "xero_connections" USING btree ("poll_due_at");
CREATE UNIQUE INDEX "xero_mirrors_invoice" ON "xero_mirrors" USING btree ("trader_id","invoice_id");
CREATE INDEX "xero_mirrors_dirty" ON "xero_mirrors" USING btree ("trader_id","urgent","bill_id") WHERE wanted > pushed AND problem IS NULL;
CREATE INDEX "xero_contacts_contact" ON "xero_contacts" USING btree ("trader_id","organisation_id","contact_id");
CREATE INDEX "xero_events_waiting" ON "xero_events" USING btree ("organisation_id","received_at");
