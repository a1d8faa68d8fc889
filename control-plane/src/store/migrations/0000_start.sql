CREATE TABLE `blobs` (
	`trial` text NOT NULL,
	`sha` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`trial`, `sha`)
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`trial` text NOT NULL,
	`source` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`record` text NOT NULL,
	PRIMARY KEY(`trial`, `source`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `heads` (
	`trial` text NOT NULL,
	`source` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`signature` text NOT NULL,
	PRIMARY KEY(`trial`, `source`)
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`trial` text NOT NULL,
	`rubric` text NOT NULL,
	`report` text NOT NULL,
	PRIMARY KEY(`trial`, `rubric`)
);
--> statement-breakpoint
CREATE TABLE `trials` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` text NOT NULL,
	`ended_at` text,
	`phase` text NOT NULL,
	`service` text NOT NULL,
	`input` text NOT NULL,
	`sandbox` text NOT NULL,
	`plan` text,
	`error` text,
	`lease_holder` text,
	`lease_until` text,
	`facts` text,
	`level` text,
	`admitted` integer DEFAULT 0 NOT NULL
);
