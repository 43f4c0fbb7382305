DROP INDEX `bills_same`;
CREATE INDEX `bills_same` ON `bills` (`client_id`,`total_minor`,`created_at`);
