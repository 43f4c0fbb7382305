-- A bill's lines are part of its row.
ALTER TABLE "bills" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;
UPDATE "bills" SET "lines" = line.all_of_it FROM (
  SELECT trader_id, bill_id, jsonb_agg(jsonb_build_array(description, quantity, unit_minor, amount_minor) ORDER BY position) AS all_of_it
  FROM "bill_lines" GROUP BY trader_id, bill_id
) AS line WHERE line.trader_id = "bills".trader_id AND line.bill_id = "bills".id;
DROP TABLE "bill_lines";
