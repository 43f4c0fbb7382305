CREATE TABLE `whatsapp_people` (
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`reach` text NOT NULL,
	`bsuid` text,
	`heard_at` integer,
	`nudged_at` integer,
	`lost` integer NOT NULL,
	PRIMARY KEY(`account`, `chat`)
);

CREATE TABLE `whatsapp_ids` (
	`account` text NOT NULL,
	`id` text NOT NULL,
	`chat` text NOT NULL,
	PRIMARY KEY(`account`, `id`)
);

CREATE TABLE `receipts` (
	`account` text NOT NULL,
	`remote_id` text NOT NULL,
	`effect_id` text,
	`rank` integer NOT NULL,
	`at` integer NOT NULL,
	`code` integer,
	`category` text,
	`billable` integer,
	PRIMARY KEY(`account`, `remote_id`)
);

CREATE INDEX `receipts_effect` ON `receipts` (`effect_id`);
DROP INDEX `steps_bill`;
CREATE INDEX `steps_bill` ON `steps` (`trader_id`,`bill_id`);
