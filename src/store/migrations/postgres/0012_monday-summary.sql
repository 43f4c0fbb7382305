ALTER TABLE "traders" ADD COLUMN "monday_summary" boolean DEFAULT true NOT NULL;
ALTER TABLE "traders" ADD COLUMN "summary_at" timestamp (3) with time zone;
CREATE INDEX "traders_summary" ON "traders" USING btree ("summary_at");
