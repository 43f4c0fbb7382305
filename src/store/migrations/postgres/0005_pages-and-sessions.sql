CREATE TABLE "page_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);

CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"previous_hash" text,
	"trader_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"form_token" text NOT NULL,
	"flash" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"rotated_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);

CREATE TABLE "sent_forms" (
	"session_id" text NOT NULL,
	"once" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sent_forms_session_id_once_pk" PRIMARY KEY("session_id","once")
);

ALTER TABLE "actions" ADD COLUMN "bill_id" text;
ALTER TABLE "page_links" ADD CONSTRAINT "page_links_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "page_links" ADD CONSTRAINT "page_links_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_trader_id_traders_id_fk" FOREIGN KEY ("trader_id") REFERENCES "public"."traders"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sent_forms" ADD CONSTRAINT "sent_forms_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");
CREATE INDEX "sessions_previous" ON "sessions" USING btree ("previous_hash");
CREATE INDEX "sessions_chat" ON "sessions" USING btree ("conversation_id");
CREATE INDEX "actions_bill" ON "actions" USING btree ("trader_id","bill_id");
