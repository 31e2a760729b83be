-- Who an account's owner is elsewhere. By the provider's own id of the person: names and addresses change hands.
CREATE TABLE external_identities (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    username   text        NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX external_identities_of_user ON external_identities (username);

-- Sign-ins that were begun and whose browser has not come back yet.
CREATE TABLE sign_ins (
    id         text        PRIMARY KEY,
    provider   text        NOT NULL,
    return_to  text        NOT NULL,
    link_to    text        REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);

CREATE INDEX sign_ins_oldest_first ON sign_ins (expires_at);
