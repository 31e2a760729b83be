-- What is known of lines that a running job pushes. The row is also the lock under which they are put in order.
create table build_log_push (
    build_id      uuid    primary key references build (id) on delete cascade,
    next_sequence integer not null default 0,
    step          text    not null default '',
    -- the line that has no end yet, as it came
    carry         text    not null default '',
    -- how many lines of a private key are still hidden, and whether the rest of an endless line is left out
    key_lines     integer not null default 0,
    skipping      boolean not null default false,
    -- characters that were shown
    size          bigint  not null default 0
);

-- What came before something that should come first.
create table build_log_pending (
    build_id    uuid        not null references build (id) on delete cascade,
    sequence    integer     not null,
    step        text        not null,
    text        text        not null,
    received_at timestamptz not null,
    primary key (build_id, sequence)
);
create index build_log_pending_longest_first on build_log_pending (received_at);

-- The lines as they were shown while the build ran.
create table build_log_live (
    build_id  uuid    not null references build (id) on delete cascade,
    seq       integer not null,
    event_seq integer not null,
    step      text    not null,
    lines     integer not null,
    text      text    not null,
    primary key (build_id, seq),
    unique (build_id, event_seq)
);

alter table build_log
    -- whether GitHub's log is kept; before, there are only lines that were pushed
    add column complete  boolean   not null default true,
    -- how many pieces were shown live, and after how many lines of GitHub's log each of them ends
    add column live      integer   not null default 0,
    add column live_ends integer[] not null default '{}';

-- The pieces that had not been shown live are events, too.
alter table build_log_chunk add column event_seq integer;
create unique index build_log_chunk_event on build_log_chunk (build_id, event_seq) where event_seq is not null;

-- What a run said it made, before it was over.
create table build_result (
    build_id    uuid        primary key references build (id) on delete cascade,
    digest      varchar(80) not null,
    commit_sha  varchar(64),
    reported_at timestamptz not null
);
