ALTER TABLE "conversations" ADD COLUMN "heard_at" timestamp (3) with time zone;
