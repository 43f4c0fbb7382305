ALTER TABLE `clients` ADD `terms_days` integer;
