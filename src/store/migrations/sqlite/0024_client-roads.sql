ALTER TABLE `consents` ADD `heard_at` integer;
ALTER TABLE `consents` ADD `unreached_at` integer;
