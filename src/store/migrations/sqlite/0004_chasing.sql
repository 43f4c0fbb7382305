CREATE TABLE `chases` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`next_at` integer,
	`from_at` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `chases_next` ON `chases` (`next_at`,`trader_id`,`bill_id`) WHERE next_at IS NOT NULL;
CREATE TABLE `steps` (
	`trader_id` text NOT NULL,
	`id` text NOT NULL,
	`bill_id` text NOT NULL,
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`slot` text NOT NULL,
	`tone` text,
	`anchor_on` text NOT NULL,
	`nominal_on` text NOT NULL,
	`at` integer,
	`why` text,
	`state` text NOT NULL,
	`effect_id` text,
	`sent_on` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `id`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "steps_kind" CHECK("kind" IN ('bill', 'reminder', 'thanks', 'ask')),
	CONSTRAINT "steps_state" CHECK("state" IN ('planned', 'queued', 'sending', 'offered', 'sent', 'skipped', 'cancelled'))
);

CREATE INDEX `steps_bill` ON `steps` (`trader_id`,`bill_id`);
CREATE INDEX `steps_gone` ON `steps` (`trader_id`,`client_id`,`sent_on`) WHERE sent_on IS NOT NULL;
CREATE TABLE `holds` (
	`trader_id` text NOT NULL,
	`id` text NOT NULL,
	`bill_id` text,
	`client_id` text,
	`kind` text NOT NULL,
	`until` text,
	`promised_on` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`trader_id`, `id`),
	CONSTRAINT "holds_kind" CHECK("kind" IN ('asked', 'promise', 'says-paid', 'dispute'))
);

CREATE INDEX `holds_open` ON `holds` (`trader_id`,`client_id`) WHERE ended_at IS NULL;
CREATE TABLE `chased_clients` (
	`trader_id` text NOT NULL,
	`client_id` text NOT NULL,
	`token` text NOT NULL,
	`opted_out_at` integer,
	`email_asked_at` integer,
	PRIMARY KEY(`trader_id`, `client_id`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `chased_clients_token` ON `chased_clients` (`token`);
CREATE TABLE `decisions` (
	`trader_id` text NOT NULL,
	`id` text NOT NULL,
	`client_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`at` integer NOT NULL,
	`what` text NOT NULL,
	`kind` text NOT NULL,
	`tone` text,
	`slot` text NOT NULL,
	`nominal_on` text NOT NULL,
	`to_at` integer,
	`why` text,
	`detail` text,
	PRIMARY KEY(`trader_id`, `id`)
);

CREATE INDEX `decisions_client` ON `decisions` (`trader_id`,`client_id`,`id`);
ALTER TABLE `traders` ADD `chase_plan` text;
ALTER TABLE `traders` ADD `chase_tone` text;
ALTER TABLE `traders` ADD `chase_at` text DEFAULT '10:00' NOT NULL;
ALTER TABLE `clients` ADD `chase_plan` text;
ALTER TABLE `clients` ADD `chase_tone` text;
