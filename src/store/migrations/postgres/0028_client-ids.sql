ALTER TABLE "consents" ADD COLUMN "bsuid" text;
CREATE INDEX "consents_bsuid" ON "consents" USING btree ("trader_id","bsuid");
