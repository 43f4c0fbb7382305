ALTER TABLE `consents` ADD `bsuid` text;
CREATE INDEX `consents_bsuid` ON `consents` (`trader_id`,`bsuid`);
