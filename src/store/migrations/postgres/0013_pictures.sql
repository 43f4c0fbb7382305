ALTER TABLE "messages" ADD COLUMN "attachment" jsonb;
