CREATE TABLE "mailed_letters" (
	"message_id" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"client_id" text NOT NULL,
	"effect_id" text NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"returned_at" timestamp (3) with time zone
);

CREATE TABLE "read_mailboxes" (
	"name" text PRIMARY KEY NOT NULL,
	"series" text NOT NULL,
	"last_uid" bigint NOT NULL
);

ALTER TABLE "chased_clients" ADD COLUMN "refused_email" text;
ALTER TABLE "mailed_letters" ADD CONSTRAINT "mailed_letters_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "mailed_letters_client" ON "mailed_letters" USING btree ("trader_id","client_id");
