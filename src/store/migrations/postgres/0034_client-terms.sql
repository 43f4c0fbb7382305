ALTER TABLE "clients" ADD COLUMN "terms_days" integer;
