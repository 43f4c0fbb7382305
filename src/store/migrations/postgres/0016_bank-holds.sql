CREATE TABLE "bank_holds" (
	"trader_id" text PRIMARY KEY NOT NULL,
	"sort_code" text NOT NULL,
	"account_number" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);

ALTER TABLE "bank_holds" ADD CONSTRAINT "bank_holds_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
