alter table build
    add column cancel_requested_at timestamptz,
    add column cancel_asked        varchar(10),
    -- No reference: the build that was repeated may be removed before this one.
    add column retry_of            uuid;

-- A project takes its builds along, and a build its events.
alter table build
    drop constraint build_project_id_fkey,
    add constraint build_project_id_fkey foreign key (project_id) references project (id) on delete cascade;
alter table build_event
    drop constraint build_event_build_id_fkey,
    add constraint build_event_build_id_fkey foreign key (build_id) references build (id) on delete cascade;
