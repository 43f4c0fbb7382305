CREATE TABLE "credits" (
	"trader_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"client_id" text NOT NULL,
	"currency" text NOT NULL,
	"left_minor" bigint NOT NULL,
	"refunded_minor" bigint NOT NULL,
	CONSTRAINT "credits_trader_id_payment_id_pk" PRIMARY KEY("trader_id","payment_id"),
	CONSTRAINT "credits_left" CHECK ("left_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "credits_refunded" CHECK ("refunded_minor" BETWEEN 0 AND 9999999999)
);

ALTER TABLE "credits" ADD CONSTRAINT "credits_payment_fk" FOREIGN KEY ("trader_id","payment_id") REFERENCES "public"."payments"("trader_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "credits" ADD CONSTRAINT "credits_client_fk" FOREIGN KEY ("trader_id","client_id") REFERENCES "public"."clients"("trader_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "credits_client" ON "credits" USING btree ("trader_id","client_id");
