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

ALTER TABLE "conversations" ADD COLUMN "blocked_at" timestamp (3) with time zone;
ALTER TABLE "invites" ADD CONSTRAINT "invites_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
