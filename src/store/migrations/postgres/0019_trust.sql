CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"trader_id" text NOT NULL,
	"conversation_id" text,
	"what" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_what" CHECK ("what" IN ('joined', 'chat-linked', 'chat-unlinked', 'pages-opened', 'bank-changed', 'exported', 'deletion-asked', 'deletion-withdrawn', 'deleted', 'client-erased'))
);

ALTER TABLE "traders" ADD COLUMN "delete_at" timestamp (3) with time zone;
CREATE INDEX "audit_trader" ON "audit" USING btree ("trader_id","id");
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was audited is not changed, and kept for a year'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_refuses();
CREATE TRIGGER audit_is_kept BEFORE DELETE ON "audit" FOR EACH ROW WHEN (OLD.at > now() - interval '365 days') EXECUTE FUNCTION audit_refuses();
