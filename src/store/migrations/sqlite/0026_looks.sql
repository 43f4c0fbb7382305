CREATE INDEX `card_accounts_closing` ON `card_accounts` (`id`) WHERE ended_at IS NOT NULL AND closed_at IS NULL;
CREATE INDEX `xero_connections_full` ON `xero_connections` (`full_due_at`) WHERE state = 'on';
CREATE INDEX `xero_mirrors_waiting` ON `xero_mirrors` (`waiting_since`) WHERE wanted > pushed AND problem IS NULL;
CREATE INDEX `xero_mirrors_linkless` ON `xero_mirrors` (`trader_id`,`bill_id`) WHERE status = 'approved' AND online_url IS NULL AND invoice_id IS NOT NULL;
