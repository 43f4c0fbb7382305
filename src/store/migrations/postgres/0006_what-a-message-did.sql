ALTER TABLE "bills" ADD COLUMN "supply_on" text;
ALTER TABLE "proposals" ADD COLUMN "message_id" text;
ALTER TABLE "actions" ADD COLUMN "conversation_id" text;
ALTER TABLE "actions" ADD COLUMN "message_id" text;
CREATE INDEX "actions_message" ON "actions" USING btree ("conversation_id","message_id");
