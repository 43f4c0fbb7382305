ALTER TABLE `effects` ADD `trace` text;
