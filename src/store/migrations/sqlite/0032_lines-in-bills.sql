-- A bill's lines are part of its row.
ALTER TABLE `bills` ADD `lines` text DEFAULT '[]' NOT NULL;
UPDATE `bills` SET `lines` = (
  SELECT json_group_array(json(`line`)) FROM (
    SELECT json_array(`description`, iif(`quantity` = CAST(`quantity` AS INTEGER), CAST(`quantity` AS INTEGER), `quantity`), `unit_minor`, `amount_minor`) AS `line`
    FROM `bill_lines` WHERE `bill_lines`.`trader_id` = `bills`.`trader_id` AND `bill_lines`.`bill_id` = `bills`.`id`
    ORDER BY `position`));
DROP TABLE `bill_lines`;
