-- One row: when some replica last asked GitHub for its list of runs, and when some replica last had a webhook of one.
-- Whoever moves listed_at on asks for everybody.
create table run_list (
    id        smallint    primary key check (id = 1),
    listed_at timestamptz not null,
    heard_at  timestamptz not null
);
insert into run_list (id, listed_at, heard_at) values (1, 'epoch', 'epoch');

-- A page of builds with one status, which may be rare.
create index build_of_owner_by_status on build (owner, status, id desc);
create index build_by_status on build (status, id desc);
