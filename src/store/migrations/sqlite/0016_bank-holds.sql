CREATE TABLE `bank_holds` (
	`trader_id` text PRIMARY KEY NOT NULL,
	`sort_code` text NOT NULL,
	`account_number` text NOT NULL,
	`until` integer NOT NULL,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action
);

