CREATE TABLE `consents` (
	`trader_id` text NOT NULL,
	`client_id` text NOT NULL,
	`opted_in_at` integer,
	`how` text NOT NULL,
	`stopped_at` integer,
	PRIMARY KEY(`trader_id`, `client_id`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `client_messages` (
	`trader_id` text NOT NULL,
	`event_id` text NOT NULL,
	`client_id` text NOT NULL,
	`text` text NOT NULL,
	`word` text NOT NULL,
	`promised_on` text,
	`hold_id` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	PRIMARY KEY(`trader_id`, `event_id`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

