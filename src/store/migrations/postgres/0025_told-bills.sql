CREATE TABLE "told_bills" (
	"trader_id" text NOT NULL,
	"bill_id" text NOT NULL,
	"client_id" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"due_on" text NOT NULL,
	CONSTRAINT "told_bills_trader_id_bill_id_client_id_pk" PRIMARY KEY("trader_id","bill_id","client_id"),
	CONSTRAINT "told_bills_total" CHECK ("total_minor" BETWEEN 0 AND 9999999999)
);

ALTER TABLE "told_bills" ADD CONSTRAINT "told_bills_bill_fk" FOREIGN KEY ("trader_id","bill_id") REFERENCES "public"."bills"("trader_id","id") ON DELETE no action ON UPDATE no action;
