CREATE TABLE `mailed_letters` (
	`message_id` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`client_id` text NOT NULL,
	`effect_id` text NOT NULL,
	`to_address` text NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	`returned_at` integer,
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `mailed_letters_client` ON `mailed_letters` (`trader_id`,`client_id`);
CREATE TABLE `read_mailboxes` (
	`name` text PRIMARY KEY NOT NULL,
	`series` text NOT NULL,
	`last_uid` integer NOT NULL
);

ALTER TABLE `chased_clients` ADD `refused_email` text;
