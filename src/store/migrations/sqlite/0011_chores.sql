CREATE TABLE `chores` (
	`name` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`outcome` text,
	`done_at` integer
);

