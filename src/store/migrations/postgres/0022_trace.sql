ALTER TABLE "effects" ADD COLUMN "trace" text;
