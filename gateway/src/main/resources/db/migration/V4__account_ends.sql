-- Shut by an administrator: the account keeps what it has and opens nothing.
ALTER TABLE users ADD COLUMN disabled_at timestamptz;

-- In the order in which accounts were made, for lists.
ALTER TABLE users ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX users_newest_first ON users (number DESC);

-- Every username that was ever given away. Namespaces, images and the audit log carry it, so nobody else gets it, also
-- when its account is deleted: no row is ever taken out of here.
CREATE TABLE given_usernames (
    username text        PRIMARY KEY,
    given_at timestamptz NOT NULL
);
INSERT INTO given_usernames (username, given_at) SELECT username, created_at FROM users;
