DROP INDEX "steps_bill";
CREATE INDEX "steps_bill" ON "steps" USING btree ("trader_id","bill_id","id");
