-- Tokens that carry an older generation than their user has are refused: a new password ends what was signed in before.
ALTER TABLE users ADD COLUMN generation bigint NOT NULL DEFAULT 0;

-- Signed out before their time. A row is of no use once its token has expired.
CREATE TABLE ended_sessions (
    id         text        PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

CREATE TABLE personal_tokens (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username     text        NOT NULL REFERENCES users ON DELETE CASCADE,
    name         text        NOT NULL,
    hash         text        NOT NULL UNIQUE,
    hint         text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    UNIQUE (username, name)
);
