CREATE TABLE "xero_hints" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"intent_ref" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "xero_hints_trader_id_bill_id_intent_ref_pk" PRIMARY KEY("trader_id","bill_id","intent_ref")
);

CREATE TABLE "links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"path" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);

CREATE TABLE "xero_sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"cookie_hash" text NOT NULL,
	"state_hash" text,
	"verifier" text,
	"pending" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone
);

ALTER TABLE "xero_hints" ADD CONSTRAINT "xero_hints_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "links" ADD CONSTRAINT "links_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "links" ADD CONSTRAINT "links_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_sign_ins" ADD CONSTRAINT "xero_sign_ins_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "xero_sign_ins" ADD CONSTRAINT "xero_sign_ins_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "links_expiry" ON "links" USING btree ("expires_at");
CREATE UNIQUE INDEX "xero_sign_ins_cookie" ON "xero_sign_ins" USING btree ("cookie_hash");
CREATE UNIQUE INDEX "xero_sign_ins_state" ON "xero_sign_ins" USING btree ("state_hash");
CREATE INDEX "xero_sign_ins_trader" ON "xero_sign_ins" USING btree ("trader_id");
CREATE INDEX "xero_sign_ins_expiry" ON "xero_sign_ins" USING btree ("expires_at");
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, path, created_at, expires_at, used_at)
SELECT token_hash, 'pages', trader_id, conversation_id, path, created_at, expires_at, used_at FROM page_links;
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at)
SELECT token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at FROM chat_links;
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at)
SELECT token_hash, 'connect-xero', trader_id, conversation_id, created_at, expires_at, used_at FROM xero_links
WHERE cookie_hash IS NULL;
-- A sign-in whose answer from Xero is still to come is begun anew: its verifier is sealed for the old row.
INSERT INTO xero_sign_ins (id, trader_id, conversation_id, cookie_hash, state_hash, pending, created_at, expires_at, decided_at)
SELECT token_hash, trader_id, conversation_id, cookie_hash, state_hash, pending, created_at, expires_at, decided_at FROM xero_links
WHERE cookie_hash IS NOT NULL AND verifier IS NULL;
DROP TABLE "page_links";
DROP TABLE "chat_links";
DROP TABLE "xero_links";
