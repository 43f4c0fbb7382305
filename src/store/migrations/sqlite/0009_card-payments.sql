CREATE TABLE `card_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`account_ref` text NOT NULL,
	`name` text,
	`sealed_key` text,
	`handle` text,
	`endpoint_ref` text,
	`sealed_secret` text,
	`caught_up_to` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `card_accounts_trader` ON `card_accounts` (`trader_id`) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX `card_accounts_handle` ON `card_accounts` (`handle`);
CREATE TABLE `card_links` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`link_ref` text NOT NULL,
	`account_id` text NOT NULL,
	`url` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`trader_id`, `link_ref`),
	FOREIGN KEY (`account_id`) REFERENCES `card_accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "card_links_amount" CHECK(typeof("amount_minor") = 'integer' AND "amount_minor" BETWEEN 1 AND 9999999999)
);

CREATE INDEX `card_links_bill` ON `card_links` (`trader_id`,`bill_id`);
CREATE TABLE `chat_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`about` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

