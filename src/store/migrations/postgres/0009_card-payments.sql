CREATE TABLE "card_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"account_ref" text NOT NULL,
	"name" text,
	"sealed_key" text,
	"handle" text,
	"endpoint_ref" text,
	"sealed_secret" text,
	"caught_up_to" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);

CREATE TABLE "card_links" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"link_ref" text NOT NULL,
	"account_id" text NOT NULL,
	"url" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "card_links_trader_id_link_ref_pk" PRIMARY KEY("trader_id","link_ref"),
	CONSTRAINT "card_links_amount" CHECK ("amount_minor" BETWEEN 1 AND 9999999999)
);

CREATE TABLE "chat_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"about" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);

ALTER TABLE "card_accounts" ADD CONSTRAINT "card_accounts_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "card_links" ADD CONSTRAINT "card_links_account_id_card_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."card_accounts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "card_links" ADD CONSTRAINT "card_links_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "chat_links" ADD CONSTRAINT "chat_links_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "chat_links" ADD CONSTRAINT "chat_links_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "card_accounts_trader" ON "card_accounts" USING btree ("trader_id") WHERE ended_at IS NULL;
CREATE UNIQUE INDEX "card_accounts_handle" ON "card_accounts" USING btree ("handle");
CREATE INDEX "card_links_bill" ON "card_links" USING btree ("trader_id","bill_id");
