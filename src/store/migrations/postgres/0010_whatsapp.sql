CREATE TABLE "whatsapp_people" (
	"account" text NOT NULL,
	"chat" text NOT NULL,
	"reach" text NOT NULL,
	"bsuid" text,
	"heard_at" timestamp (3) with time zone,
	"nudged_at" timestamp (3) with time zone,
	"lost" integer NOT NULL,
	CONSTRAINT "whatsapp_people_account_chat_pk" PRIMARY KEY("account","chat")
);

CREATE TABLE "whatsapp_ids" (
	"account" text NOT NULL,
	"id" text NOT NULL,
	"chat" text NOT NULL,
	CONSTRAINT "whatsapp_ids_account_id_pk" PRIMARY KEY("account","id")
);

CREATE TABLE "receipts" (
	"account" text NOT NULL,
	"remote_id" text NOT NULL,
	"effect_id" text,
	"rank" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"code" integer,
	"category" text,
	"billable" boolean,
	CONSTRAINT "receipts_account_remote_id_pk" PRIMARY KEY("account","remote_id")
);

DROP INDEX "steps_bill";
CREATE INDEX "receipts_effect" ON "receipts" USING btree ("effect_id");
CREATE INDEX "steps_bill" ON "steps" USING btree ("trader_id","bill_id");
