-- A bill's plan, and when the next step of it is due, are part of its row. A client's page is found by the start of its id.
ALTER TABLE "bills" ADD COLUMN "next_at" timestamp (3) with time zone;
ALTER TABLE "bills" ADD COLUMN "from_at" timestamp (3) with time zone;
ALTER TABLE "bills" ADD COLUMN "plan" text;
UPDATE "bills" SET "next_at" = chase.next_at, "from_at" = nullif(chase.from_at, "created_at"), "plan" = chase.plan
  FROM "chases" AS chase WHERE chase.trader_id = "bills".trader_id AND chase.bill_id = "bills".id;
DROP TABLE "chases";
DROP INDEX "bills_public";
CREATE INDEX "bills_next" ON "bills" USING btree ("next_at","trader_id") WHERE next_at IS NOT NULL;
CREATE INDEX "bills_public" ON "bills" USING btree (substr(public_id, 1, 8));
