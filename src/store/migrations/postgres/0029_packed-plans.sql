ALTER TABLE "chases" ADD COLUMN "plan" text DEFAULT '[]' NOT NULL;
