-- Whether a push to the default branch starts builds.
alter table project add column auto_build boolean not null default false;
create index project_auto_built on project (lower(repository_url)) where auto_build;

-- GitHub may send a delivery again; what was carried out is known by its id.
create table webhook_delivery (
    id          text        primary key,
    received_at timestamptz not null
);
create index webhook_delivery_oldest_first on webhook_delivery (received_at);
