CREATE TABLE `invites` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`trader_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`conversation_id` text,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);

ALTER TABLE `conversations` ADD `blocked_at` integer;
