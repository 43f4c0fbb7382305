CREATE TABLE "consents" (
	"trader_id" text NOT NULL,
	"client_id" text NOT NULL,
	"opted_in_at" timestamp (3) with time zone,
	"how" text NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "consents_trader_id_client_id_pk" PRIMARY KEY("trader_id","client_id")
);

CREATE TABLE "client_messages" (
	"trader_id" text NOT NULL,
	"event_id" text NOT NULL,
	"client_id" text NOT NULL,
	"text" text NOT NULL,
	"word" text NOT NULL,
	"promised_on" text,
	"hold_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	CONSTRAINT "client_messages_trader_id_event_id_pk" PRIMARY KEY("trader_id","event_id")
);

ALTER TABLE "consents" ADD CONSTRAINT "consents_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "client_messages" ADD CONSTRAINT "client_messages_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
