CREATE INDEX `traders_leaving` ON `traders` (`delete_at`) WHERE delete_at IS NOT NULL;
