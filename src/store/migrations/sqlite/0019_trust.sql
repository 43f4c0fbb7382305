CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text,
	`what` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "audit_what" CHECK("what" IN ('joined', 'chat-linked', 'chat-unlinked', 'pages-opened', 'bank-changed', 'exported', 'deletion-asked', 'deletion-withdrawn', 'deleted', 'client-erased'))
);

CREATE INDEX `audit_trader` ON `audit` (`trader_id`,`id`);
ALTER TABLE `traders` ADD `delete_at` integer;
CREATE TRIGGER `audit_stays` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'what was audited is not changed'); END;
CREATE TRIGGER `audit_is_kept` BEFORE DELETE ON `audit` WHEN OLD.at > (unixepoch() - 365 * 86400) * 1000 BEGIN SELECT RAISE(ABORT, 'what was audited is kept for a year'); END;
