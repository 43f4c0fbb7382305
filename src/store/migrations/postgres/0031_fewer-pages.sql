-- As on SQLite, but that Postgres keeps no rows in the order of a key.
ALTER TABLE "messages" ADD COLUMN "card_of" text;
UPDATE "messages" SET "card_of" = card.bill_id
  FROM (SELECT effect_id, min(bill_id) AS bill_id FROM "cards" GROUP BY effect_id HAVING count(*) = 1) AS card
  WHERE card.effect_id = "messages".effect_id;
UPDATE "effects" SET "work" = jsonb_set("work", '{cardOf}', to_jsonb(card.bill_id))
  FROM (SELECT effect_id, min(bill_id) AS bill_id FROM "cards" GROUP BY effect_id HAVING count(*) = 1) AS card
  WHERE card.effect_id = "effects".id AND "state" NOT IN ('done', 'cancelled') AND "work"->>'kind' = 'send-message';
ALTER TABLE "effects" ALTER COLUMN "dedupe_key" DROP NOT NULL;
UPDATE "effects" SET "dedupe_key" = NULL WHERE "dedupe_key" IN ('say:' || "id", 'edit:' || "id");
DROP INDEX "cards_effect";
DROP INDEX "choices_chat";
DROP INDEX "actions_message";
DROP INDEX "messages_effect";
DROP INDEX "actions_bill";
DROP INDEX "effects_dedupe";
ALTER TABLE "choices" DROP CONSTRAINT "choices_pkey";
ALTER TABLE "choices" ADD CONSTRAINT "choices_conversation_id_token_pk" PRIMARY KEY("conversation_id","token");
CREATE INDEX "messages_effect" ON "messages" USING btree ("effect_id") WHERE effect_id IS NOT NULL;
CREATE INDEX "actions_bill" ON "actions" USING btree ("bill_id") WHERE bill_id IS NOT NULL;
CREATE UNIQUE INDEX "effects_dedupe" ON "effects" USING btree ("dedupe_key") WHERE dedupe_key IS NOT NULL;
