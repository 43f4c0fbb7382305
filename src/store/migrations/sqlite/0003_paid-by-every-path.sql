-- By hand: what is there gets an unguessable page and its client, and no table is written anew, as others refer to them.
ALTER TABLE `bills` ADD `public_id` text DEFAULT '' NOT NULL;
UPDATE `bills` SET `public_id` = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX `bills_public` ON `bills` (`public_id`);
ALTER TABLE `payments` ADD `client_id` text DEFAULT '' NOT NULL;
UPDATE `payments` SET `client_id` = coalesce((
  SELECT `bills`.`client_id` FROM `allocations`
  JOIN `bills` ON `bills`.`trader_id` = `allocations`.`trader_id` AND `bills`.`id` = `allocations`.`bill_id`
  WHERE `allocations`.`trader_id` = `payments`.`trader_id` AND `allocations`.`payment_id` = `payments`.`id` LIMIT 1), '');
ALTER TABLE `payments` ADD `refunded_minor` integer DEFAULT 0 NOT NULL CHECK (typeof(`refunded_minor`) = 'integer' AND `refunded_minor` BETWEEN 0 AND 9999999999);
ALTER TABLE `payments` ADD `state` text DEFAULT 'arrived' NOT NULL CHECK (`state` IN ('processing', 'arrived', 'failed', 'undone', 'confirmed', 'refunded', 'disputed', 'removed'));
UPDATE `payments` SET `state` = 'undone' WHERE `removed_at` IS NOT NULL;
