-- What is known of a build's log; it stays when the log itself had to make room.
create table build_log (
    build_id  uuid        primary key references build (id) on delete cascade,
    stored_at timestamptz not null,
    size      bigint      not null,
    chunks    integer     not null,
    removed   boolean     not null default false
);

create index build_log_oldest_first on build_log (stored_at) where not removed;

create table build_log_chunk (
    build_id uuid    not null references build (id) on delete cascade,
    seq      integer not null,
    step     text    not null,
    lines    integer not null,
    text     text    not null,
    primary key (build_id, seq)
);
