CREATE TABLE `credits` (
	`trader_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`client_id` text NOT NULL,
	`currency` text NOT NULL,
	`left_minor` integer NOT NULL,
	`refunded_minor` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `payment_id`),
	FOREIGN KEY (`trader_id`,`payment_id`) REFERENCES `payments`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credits_left" CHECK(typeof("left_minor") = 'integer' AND "left_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "credits_refunded" CHECK(typeof("refunded_minor") = 'integer' AND "refunded_minor" BETWEEN 0 AND 9999999999)
);

CREATE INDEX `credits_client` ON `credits` (`trader_id`,`client_id`);
