CREATE TABLE `xero_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`state_hash` text,
	`cookie_hash` text,
	`verifier` text,
	`pending` text,
	`decided_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `xero_links_state` ON `xero_links` (`state_hash`);
CREATE TABLE `xero_grants` (
	`user_id` text PRIMARY KEY NOT NULL,
	`access` text NOT NULL,
	`refresh` text NOT NULL,
	`access_until` integer NOT NULL,
	`refreshed_at` integer NOT NULL,
	`version` integer NOT NULL
);

CREATE TABLE `xero_connections` (
	`trader_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`user_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`organisation_name` text NOT NULL,
	`facts` text NOT NULL,
	`settings` text,
	`connected_at` integer NOT NULL,
	`facts_at` integer NOT NULL,
	`synced_at` integer,
	`cursor_at` integer,
	`poll_due_at` integer NOT NULL,
	`full_due_at` integer NOT NULL,
	`failing_since` integer,
	`import_page` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "xero_connections_state" CHECK("state" IN ('setup', 'on', 'reconnect', 'off'))
);

CREATE INDEX `xero_connections_organisation` ON `xero_connections` (`organisation_id`);
CREATE INDEX `xero_connections_poll` ON `xero_connections` (`poll_due_at`);
CREATE TABLE `xero_mirrors` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`number` text NOT NULL,
	`marker` text NOT NULL,
	`invoice_id` text,
	`wanted_hash` text NOT NULL,
	`wanted` integer NOT NULL,
	`pushed` integer NOT NULL,
	`attempted` integer NOT NULL,
	`urgent` integer NOT NULL,
	`choices` text NOT NULL,
	`base` text,
	`drift` text,
	`status` text,
	`online_url` text,
	`problem` text,
	`waiting_since` integer,
	`told` integer NOT NULL,
	`own_page` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `xero_mirrors_invoice` ON `xero_mirrors` (`trader_id`,`invoice_id`);
CREATE INDEX `xero_mirrors_dirty` ON `xero_mirrors` (`trader_id`,`urgent`,`bill_id`) WHERE wanted > pushed AND problem IS NULL;
CREATE TABLE `xero_contacts` (
	`trader_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`client_id` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`trader_id`, `organisation_id`, `client_id`),
	FOREIGN KEY (`trader_id`,`client_id`) REFERENCES `clients`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `xero_contacts_contact` ON `xero_contacts` (`trader_id`,`organisation_id`,`contact_id`);
CREATE TABLE `xero_budgets` (
	`organisation_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`recent` text NOT NULL,
	`flying` text NOT NULL,
	`day_remaining` integer,
	`day_read_at` integer,
	`paused_until` integer
);

CREATE TABLE `xero_events` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`category` text NOT NULL,
	`resource_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`done_at` integer
);

CREATE INDEX `xero_events_waiting` ON `xero_events` (`organisation_id`,`received_at`);
