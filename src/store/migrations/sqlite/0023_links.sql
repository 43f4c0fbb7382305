CREATE TABLE `xero_hints` (
	`trader_id` text NOT NULL,
	`bill_id` text NOT NULL,
	`intent_ref` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`trader_id`, `bill_id`, `intent_ref`),
	FOREIGN KEY (`trader_id`,`bill_id`) REFERENCES `bills`(`trader_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`path` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `links_expiry` ON `links` (`expires_at`);
CREATE TABLE `xero_sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`trader_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`cookie_hash` text NOT NULL,
	`state_hash` text,
	`verifier` text,
	`pending` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`trader_id`) REFERENCES `traders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `xero_sign_ins_cookie` ON `xero_sign_ins` (`cookie_hash`);
CREATE UNIQUE INDEX `xero_sign_ins_state` ON `xero_sign_ins` (`state_hash`);
CREATE INDEX `xero_sign_ins_trader` ON `xero_sign_ins` (`trader_id`);
CREATE INDEX `xero_sign_ins_expiry` ON `xero_sign_ins` (`expires_at`);
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, path, created_at, expires_at, used_at)
SELECT token_hash, 'pages', trader_id, conversation_id, path, created_at, expires_at, used_at FROM page_links;
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at)
SELECT token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at FROM chat_links;
INSERT INTO links (token_hash, purpose, trader_id, conversation_id, created_at, expires_at, used_at)
SELECT token_hash, 'connect-xero', trader_id, conversation_id, created_at, expires_at, used_at FROM xero_links
WHERE cookie_hash IS NULL;
-- A sign-in whose answer from Xero is still to come is begun anew: its verifier is sealed for the old row.
INSERT INTO xero_sign_ins (id, trader_id, conversation_id, cookie_hash, state_hash, pending, created_at, expires_at, decided_at)
SELECT token_hash, trader_id, conversation_id, cookie_hash, state_hash, pending, created_at, expires_at, decided_at FROM xero_links
WHERE cookie_hash IS NOT NULL AND verifier IS NULL;
DROP TABLE `page_links`;
DROP TABLE `chat_links`;
DROP TABLE `xero_links`;
