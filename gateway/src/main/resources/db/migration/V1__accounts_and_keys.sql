CREATE TABLE users (
    username      text        PRIMARY KEY,
    email         text        NOT NULL,
    password_hash text        NOT NULL,
    roles         text[]      NOT NULL,
    created_at    timestamptz NOT NULL
);

CREATE UNIQUE INDEX users_email_key ON users (lower(email));

-- Tokens are signed with the newest key that is not retired; all that are listed verify.
CREATE TABLE signing_keys (
    kid         text        PRIMARY KEY,
    private_key text        NOT NULL,
    public_key  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    retired_at  timestamptz
);
