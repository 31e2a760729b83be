-- Of how many of the run's jobs the log was shown as a whole while the run went on, where the jobs push nothing.
alter table build_log_push add column jobs_shown integer not null default 0;
