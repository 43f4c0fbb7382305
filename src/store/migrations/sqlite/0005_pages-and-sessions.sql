CREATE TABLE `page_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`path` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`previous_hash` text,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`form_token` text NOT NULL,
	`flash` text,
	`created_at` integer NOT NULL,
	`rotated_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);
CREATE INDEX `sessions_previous` ON `sessions` (`previous_hash`);
CREATE INDEX `sessions_chat` ON `sessions` (`conversation_id`);
CREATE TABLE `sent_forms` (
	`session_id` text NOT NULL,
	`once` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`session_id`, `once`),
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE no action
);

ALTER TABLE `actions` ADD `bill_id` text;
CREATE INDEX `actions_bill` ON `actions` (`trader_id`,`bill_id`);
