CREATE TABLE `traders` (
	`id` text PRIMARY KEY NOT NULL,
	`currency` text NOT NULL,
	`trading_name` text,
	`legal_name` text,
	`address` text,
	`reply_email` text,
	`terms_days` integer NOT NULL,
	`vat_registered` integer NOT NULL,
	`vat_number` text,
	`plus_vat` integer NOT NULL,
	`sort_code` text,
	`account_number` text,
	`sign_off` text,
	`pay_by` text NOT NULL,
	`quiet_from` text NOT NULL,
	`quiet_to` text NOT NULL,
	`next_bill_number` integer NOT NULL,
	`turns` integer NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`chat` text NOT NULL,
	`trader_id` text,
	`last_n` integer NOT NULL,
	`about_bill_id` text,
	`created_at` integer NOT NULL,
	`blocked_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `conversations_address` ON `conversations` (`channel`,`account`,`chat`);
CREATE INDEX `conversations_trader` ON `conversations` (`trader_id`);
CREATE TABLE `clients` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`email` text,
	`phone` text,
	`address` text,
	`company` integer,
	`pay_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `id`),
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `clients_name` ON `clients` (`trader_id`,`name_key`);
CREATE TABLE `aliases` (
	`trader_id` text NOT NULL,
	`name_key` text NOT NULL,
	`name` text NOT NULL,
	`client_id` text NOT NULL,
	PRIMARY KEY(`trader_id`, `name_key`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `bills` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`number` integer NOT NULL,
	`client_id` text NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`paid_minor` integer NOT NULL,
	`vat` text NOT NULL,
	`plus_vat` integer NOT NULL,
	`vat_minor` integer NOT NULL,
	`issued_on` text NOT NULL,
	`due_on` text NOT NULL,
	`reference` text,
	`pay_by` text NOT NULL,
	`pay_by_unusual` integer NOT NULL,
	`to_xero` integer NOT NULL,
	`sync` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `id`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bills_total" CHECK(typeof("total_minor") = 'integer' AND "total_minor" BETWEEN 1 AND 9999999999),
	CONSTRAINT "bills_paid" CHECK(typeof("paid_minor") = 'integer' AND "paid_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "bills_vat" CHECK(typeof("vat_minor") = 'integer' AND "vat_minor" BETWEEN 0 AND 9999999999),
	CONSTRAINT "bills_state" CHECK("state" IN ('open', 'part-paid', 'processing', 'paid', 'credited', 'cancelled')),
	CONSTRAINT "bills_sync" CHECK("sync" IN ('Not in Xero', 'Syncing', 'Synced with Xero', 'Draft in Xero', 'Sync failed', 'Edited in Xero', 'Xero-managed', 'No longer syncing'))
);

CREATE UNIQUE INDEX `bills_number` ON `bills` (`trader_id`,`number`);
CREATE INDEX `bills_owed` ON `bills` (`trader_id`,`due_on`,`number`) WHERE state IN ('open', 'part-paid', 'processing');
CREATE INDEX `bills_client` ON `bills` (`trader_id`,`client_id`,`created_at`);
CREATE TABLE `bill_lines` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`position` integer NOT NULL,
	`description` text,
	`quantity` real NOT NULL,
	`unit_minor` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `position`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bill_lines_unit" CHECK(typeof("unit_minor") = 'integer' AND "unit_minor" BETWEEN -9999999999 AND 9999999999),
	CONSTRAINT "bill_lines_amount" CHECK(typeof("amount_minor") = 'integer' AND "amount_minor" BETWEEN -9999999999 AND 9999999999)
);

CREATE TABLE `payments` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text,
	`method` text,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`paid_on` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`trader_id`, `id`),
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payments_amount" CHECK(typeof("amount_minor") = 'integer' AND "amount_minor" BETWEEN 1 AND 9999999999),
	CONSTRAINT "payments_source" CHECK("source" IN ('stripe', 'xero', 'said'))
);

CREATE UNIQUE INDEX `payments_external` ON `payments` (`trader_id`,`source`,`external_id`);
CREATE TABLE `allocations` (
	`trader_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `payment_id`, `bill_id`),
	FOREIGN KEY (`trader_id`,`payment_id`) REFERENCES `payments`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "allocations_amount" CHECK(typeof("amount_minor") = 'integer' AND "amount_minor" BETWEEN 1 AND 9999999999)
);

CREATE INDEX `allocations_bill` ON `allocations` (`trader_id`,`bill_id`);
CREATE TABLE `messages` (
	`conversation_id` text NOT NULL,
	`n` integer NOT NULL,
	`sender` text NOT NULL,
	`text` text NOT NULL,
	`choices` text NOT NULL,
	`replaces` integer,
	`effect_id` text,
	`remote_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`conversation_id`, `n`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `messages_effect` ON `messages` (`effect_id`);
CREATE TABLE `cards` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`effect_id` text NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `conversation_id`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `cards_effect` ON `cards` (`effect_id`);
CREATE TABLE `choices` (
	`token` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`label` text NOT NULL,
	`action` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`understanding` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `proposals_chat` ON `proposals` (`conversation_id`,`id`);
CREATE TABLE `actions` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`entry` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`trader_id`, `id`)
);

CREATE TABLE `feedback` (
	`id` text NOT NULL,
	`trader_id` text NOT NULL,
	`word` text NOT NULL,
	`said` text NOT NULL,
	`answers` text NOT NULL,
	`understood` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `id`)
);

CREATE TABLE `inbox` (
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`inbound` text NOT NULL,
	`state` text NOT NULL,
	`n` integer NOT NULL,
	`error` text,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`source`, `external_id`),
	CONSTRAINT "inbox_state" CHECK("state" IN ('done', 'dead'))
);

CREATE TABLE `effects` (
	`id` text PRIMARY KEY NOT NULL,
	`trader_id` text,
	`lane` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`work` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempt` integer NOT NULL,
	`fence` integer NOT NULL,
	`lease_until` integer,
	`uncertain` integer NOT NULL,
	`remote_id` text,
	`error` text,
	`created_at` integer NOT NULL,
	`done_at` integer,
	CONSTRAINT "effects_state" CHECK("state" IN ('ready', 'sending', 'unknown', 'done', 'dead', 'cancelled'))
);

CREATE UNIQUE INDEX `effects_dedupe` ON `effects` (`dedupe_key`);
CREATE INDEX `effects_due` ON `effects` (`due_at`,`id`) WHERE state IN ('ready', 'unknown');
CREATE INDEX `effects_lane` ON `effects` (`lane`,`id`) WHERE state IN ('ready', 'sending', 'unknown');
CREATE INDEX `effects_lease` ON `effects` (`lease_until`) WHERE state = 'sending';
CREATE TABLE `clock` (
	`id` text PRIMARY KEY NOT NULL,
	`offset_ms` integer NOT NULL
);

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

