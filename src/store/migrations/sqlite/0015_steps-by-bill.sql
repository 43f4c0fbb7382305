DROP INDEX `steps_bill`;
CREATE INDEX `steps_bill` ON `steps` (`trader_id`,`bill_id`,`id`);
