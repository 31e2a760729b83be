-- What happened to accounts and tokens: who, what, from where. No password, no token, nothing that could be one.
CREATE TABLE audit_events (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    kind     text        NOT NULL,
    username text,
    address  text,
    detail   text
);

CREATE INDEX audit_events_of_user ON audit_events (username, id DESC);
CREATE INDEX audit_events_oldest_first ON audit_events (at);
