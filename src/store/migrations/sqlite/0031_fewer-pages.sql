-- Each table and index that a turn writes to is a page of its commit. What a message is the card of stands in the message;
-- what a message did is found by the time of it; a button is found by its chat; what nobody can ask for twice has no key.
DROP INDEX `messages_effect`;
ALTER TABLE `messages` ADD `card_of` text;
UPDATE `messages` SET `card_of` = (SELECT min(`bill_id`) FROM `cards` WHERE `cards`.`effect_id` = `messages`.`effect_id` HAVING count(*) = 1)
  WHERE `effect_id` IS NOT NULL;
CREATE INDEX `messages_effect` ON `messages` (`effect_id`) WHERE effect_id IS NOT NULL;

CREATE TABLE `effects_new` (
	`id` text PRIMARY KEY NOT NULL,
	`trader_id` text,
	`lane` text NOT NULL,
	`dedupe_key` text,
	`work` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempt` integer NOT NULL,
	`fence` integer NOT NULL,
	`lease_until` integer,
	`uncertain` integer NOT NULL,
	`remote_id` text,
	`error` text,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`trace` text,
	CONSTRAINT "effects_state" CHECK("state" IN ('ready', 'sending', 'unknown', 'done', 'dead', 'cancelled'))
);
INSERT INTO `effects_new` (`id`, `trader_id`, `lane`, `dedupe_key`, `work`, `state`, `due_at`, `attempt`, `fence`, `lease_until`, `uncertain`, `remote_id`, `error`, `created_at`, `done_at`, `trace`)
  SELECT `id`, `trader_id`, `lane`, CASE WHEN `dedupe_key` IN ('say:' || `id`, 'edit:' || `id`) THEN NULL ELSE `dedupe_key` END,
    `work`, `state`, `due_at`, `attempt`, `fence`, `lease_until`, `uncertain`, `remote_id`, `error`, `created_at`, `done_at`, `trace`
  FROM `effects` ORDER BY 1;
DROP TABLE `effects`;
ALTER TABLE `effects_new` RENAME TO `effects`;
CREATE UNIQUE INDEX `effects_dedupe` ON `effects` (`dedupe_key`) WHERE dedupe_key IS NOT NULL;
CREATE INDEX `effects_due` ON `effects` (`due_at`,`id`) WHERE state IN ('ready', 'unknown');
CREATE INDEX `effects_lane` ON `effects` (`lane`,`id`) WHERE state IN ('ready', 'sending', 'unknown');
CREATE INDEX `effects_dead` ON `effects` (`id`) WHERE state = 'dead';
CREATE INDEX `effects_lease` ON `effects` (`lease_until`) WHERE state = 'sending';
-- What has not been said yet.
UPDATE `effects` SET `work` = json_set(`work`, '$.cardOf', (SELECT min(`bill_id`) FROM `cards` WHERE `cards`.`effect_id` = `effects`.`id`))
  WHERE `state` NOT IN ('done', 'cancelled') AND json_extract(`work`, '$.kind') = 'send-message'
    AND (SELECT count(*) FROM `cards` WHERE `cards`.`effect_id` = `effects`.`id`) = 1;
DROP INDEX `cards_effect`;

CREATE TABLE `choices_keyed` (
	`token` text NOT NULL,
	`conversation_id` text NOT NULL,
	`label` text NOT NULL,
	`action` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`conversation_id`, `token`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
INSERT INTO `choices_keyed` (`token`, `conversation_id`, `label`, `action`, `expires_at`, `used_at`)
  SELECT `token`, `conversation_id`, `label`, `action`, `expires_at`, `used_at` FROM `choices` ORDER BY 2, 1;
DROP TABLE `choices`;
ALTER TABLE `choices_keyed` RENAME TO `choices`;

CREATE TABLE `actions_keyed` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`entry` text NOT NULL,
	`conversation_id` text,
	`message_id` text,
	`bill_id` text,
	`at` integer NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`trader_id`, `id`)
) WITHOUT ROWID;
INSERT INTO `actions_keyed` (`id`, `trader_id`, `entry`, `conversation_id`, `message_id`, `bill_id`, `at`, `undone_at`)
  SELECT `id`, `trader_id`, `entry`, `conversation_id`, `message_id`, `bill_id`, `at`, `undone_at` FROM `actions` ORDER BY 2, 1;
DROP TABLE `actions`;
ALTER TABLE `actions_keyed` RENAME TO `actions`;
CREATE INDEX `actions_bill` ON `actions` (`bill_id`) WHERE bill_id IS NOT NULL;
