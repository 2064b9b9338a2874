-- What a person has asked to be done to all tasks that match. The task that does it reads here what it may do, since anybody who
-- may submit could write another input. A row for each time that somebody asks, so the table stays small.
CREATE TABLE bulk_order (
    id         uuid        NOT NULL PRIMARY KEY,
    action     text        NOT NULL,
    -- JSON, as the application reads it again.
    filter     text        NOT NULL,
    -- Tasks each second; NULL for as many as can be.
    rate       integer,
    ordered_by text        NOT NULL,
    reason     text,
    -- Tasks that come or end later are not meant.
    ordered_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT action_is_known
        CHECK (action IN ('CANCEL', 'RETRY', 'DELETE'))
);
