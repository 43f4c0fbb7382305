ALTER TABLE `messages` ADD `attachment` text;
