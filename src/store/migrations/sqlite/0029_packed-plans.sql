ALTER TABLE `chases` ADD `plan` text DEFAULT '[]' NOT NULL;
