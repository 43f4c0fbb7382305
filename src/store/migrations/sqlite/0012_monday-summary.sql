ALTER TABLE `traders` ADD `monday_summary` integer DEFAULT true NOT NULL;
ALTER TABLE `traders` ADD `summary_at` integer;
CREATE INDEX `traders_summary` ON `traders` (`summary_at`);
