ALTER TABLE `conversations` ADD `heard_at` integer;
