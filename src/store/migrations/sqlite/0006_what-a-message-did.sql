ALTER TABLE `bills` ADD `supply_on` text;
ALTER TABLE `proposals` ADD `message_id` text;
ALTER TABLE `actions` ADD `conversation_id` text;
ALTER TABLE `actions` ADD `message_id` text;
CREATE INDEX `actions_message` ON `actions` (`conversation_id`,`message_id`);
