-- What happened in the last hour, for people who look on: a hint for each, and no truth of its own. Ids are in the order of
-- commits, since those who write take turns, and tell their time, in microseconds since 1970.
CREATE TABLE live_news (
    id       bigint      NOT NULL PRIMARY KEY,
    at       timestamptz NOT NULL,
    event    text,                   -- NULL: news are missing before this row
    subject  text        NOT NULL,
    task_id  uuid,
    type     text,
    attempt  int,
    group_id uuid,
    data     text        NOT NULL,
    CONSTRAINT task_of_news_has_type_and_attempt CHECK (task_id IS NULL OR (type IS NOT NULL AND attempt IS NOT NULL))
);

-- Where the log has gaps, for those who resume.
CREATE INDEX live_news_gap ON live_news (id) WHERE event IS NULL;

CREATE SEQUENCE live_news_id;

-- Whether somebody looks on at this instance, for all others that have something to tell.
ALTER TABLE instance ADD COLUMN listening boolean NOT NULL DEFAULT false;
