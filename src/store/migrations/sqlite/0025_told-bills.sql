CREATE TABLE `told_bills` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`client_id` text NOT NULL,
	`total_minor` integer NOT NULL,
	`due_on` text NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `client_id`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "told_bills_total" CHECK(typeof("total_minor") = 'integer' AND "total_minor" BETWEEN 0 AND 9999999999)
);

