-- Short rows that are only ever found by their key are kept in its order: without a number of their own and a second
-- tree from the key to it. The generator cannot say that.
CREATE TABLE `bill_lines_keyed` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`position` integer NOT NULL,
	`description` text,
	`quantity` real NOT NULL,
	`unit_minor` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `position`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bill_lines_unit" CHECK(typeof("unit_minor") = 'integer' AND "unit_minor" BETWEEN -9999999999 AND 9999999999),
	CONSTRAINT "bill_lines_amount" CHECK(typeof("amount_minor") = 'integer' AND "amount_minor" BETWEEN -9999999999 AND 9999999999)
) WITHOUT ROWID;
INSERT INTO `bill_lines_keyed` (`trader_id`, `bill_id`, `position`, `description`, `quantity`, `unit_minor`, `amount_minor`)
  SELECT `trader_id`, `bill_id`, `position`, `description`, `quantity`, `unit_minor`, `amount_minor` FROM `bill_lines` ORDER BY 1, 2, 3;
DROP TABLE `bill_lines`;
ALTER TABLE `bill_lines_keyed` RENAME TO `bill_lines`;

CREATE TABLE `chases_keyed` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`next_at` integer,
	`from_at` integer NOT NULL,
	`plan` text DEFAULT '[]' NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
INSERT INTO `chases_keyed` (`trader_id`, `bill_id`, `next_at`, `from_at`, `plan`)
  SELECT `trader_id`, `bill_id`, `next_at`, `from_at`, `plan` FROM `chases` ORDER BY 1, 2;
DROP TABLE `chases`;
ALTER TABLE `chases_keyed` RENAME TO `chases`;
CREATE INDEX `chases_next` ON `chases` (`next_at`,`trader_id`,`bill_id`) WHERE next_at IS NOT NULL;

CREATE TABLE `cards_keyed` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`effect_id` text NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `conversation_id`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
INSERT INTO `cards_keyed` (`trader_id`, `bill_id`, `conversation_id`, `effect_id`)
  SELECT `trader_id`, `bill_id`, `conversation_id`, `effect_id` FROM `cards` ORDER BY 1, 2, 3;
DROP TABLE `cards`;
ALTER TABLE `cards_keyed` RENAME TO `cards`;
CREATE INDEX `cards_effect` ON `cards` (`effect_id`);

CREATE TABLE `choices_keyed` (
	`token` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`label` text NOT NULL,
	`action` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
INSERT INTO `choices_keyed` (`token`, `conversation_id`, `label`, `action`, `expires_at`, `used_at`)
  SELECT `token`, `conversation_id`, `label`, `action`, `expires_at`, `used_at` FROM `choices` ORDER BY 1;
DROP TABLE `choices`;
ALTER TABLE `choices_keyed` RENAME TO `choices`;
CREATE INDEX `choices_chat` ON `choices` (`conversation_id`) WHERE used_at IS NULL;
