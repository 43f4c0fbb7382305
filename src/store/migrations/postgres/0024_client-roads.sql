ALTER TABLE "consents" ADD COLUMN "heard_at" timestamp (3) with time zone;
ALTER TABLE "consents" ADD COLUMN "unreached_at" timestamp (3) with time zone;
