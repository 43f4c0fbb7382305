DROP INDEX `bills_client`;
CREATE INDEX `bills_same` ON `bills` (`trader_id`,`client_id`,`total_minor`,`created_at`);
