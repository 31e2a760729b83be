-- Pushes that GitHub told of and that builds are yet to be started for: GitHub does not tell again by itself.
create table push (
    id             bigint      generated always as identity primary key,
    repository_url text        not null,
    branch         text        not null,
    commit_sha     text        not null,
    received_at    timestamptz not null,
    due_at         timestamptz not null
);
create index push_due on push (due_at);
