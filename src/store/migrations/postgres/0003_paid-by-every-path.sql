-- By hand: what is there gets an unguessable page and its client.
ALTER TABLE "bills" ADD COLUMN "public_id" text DEFAULT '' NOT NULL;
UPDATE "bills" SET "public_id" = replace(gen_random_uuid()::text, '-', '');
CREATE UNIQUE INDEX "bills_public" ON "bills" USING btree ("public_id");
ALTER TABLE "payments" ADD COLUMN "client_id" text DEFAULT '' NOT NULL;
UPDATE "payments" SET "client_id" = coalesce((
  SELECT "bills"."client_id" FROM "allocations"
  JOIN "bills" ON "bills"."trader_id" = "allocations"."trader_id" AND "bills"."id" = "allocations"."bill_id"
  WHERE "allocations"."trader_id" = "payments"."trader_id" AND "allocations"."payment_id" = "payments"."id" LIMIT 1), '');
ALTER TABLE "payments" ADD COLUMN "refunded_minor" bigint DEFAULT 0 NOT NULL;
ALTER TABLE "payments" ADD CONSTRAINT "payments_refunded" CHECK ("refunded_minor" BETWEEN 0 AND 9999999999);
ALTER TABLE "payments" ADD COLUMN "state" text DEFAULT 'arrived' NOT NULL;
ALTER TABLE "payments" ADD CONSTRAINT "payments_state" CHECK ("state" IN ('processing', 'arrived', 'failed', 'undone', 'confirmed', 'refunded', 'disputed', 'removed'));
UPDATE "payments" SET "state" = 'undone' WHERE "removed_at" IS NOT NULL;
