-- Tries to prove a password that were not successful yet, for all replicas. By a hash of the name that was typed and the
-- address it came from: what is typed there may be a password in the wrong field.
CREATE TABLE login_attempts (
    who     text          PRIMARY KEY,
    times   timestamptz[] NOT NULL,
    granted boolean       NOT NULL,
    last_at timestamptz   NOT NULL
);

CREATE INDEX login_attempts_oldest_first ON login_attempts (last_at);
