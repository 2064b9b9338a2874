-- Which instances run, and what they serve: each signs every few seconds. A row that is a minute old is of one that is gone.
CREATE TABLE instance (
    worker  text        NOT NULL PRIMARY KEY,
    types   text[]      NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);
