-- Types of which no attempt begins. Nearly always empty; every claim and every submission reads it as part of its statement.
CREATE TABLE paused_type (
    type      text        NOT NULL PRIMARY KEY,
    paused_at timestamptz NOT NULL DEFAULT now(),
    paused_by text        NOT NULL,
    reason    text
);
