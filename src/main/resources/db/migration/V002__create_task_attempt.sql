-- Every attempt that did not succeed: when, where and why.
CREATE TABLE task_attempt (
    task_id    uuid        NOT NULL REFERENCES task ON DELETE CASCADE,
    attempt    integer     NOT NULL,
    outcome    text        NOT NULL,
    error      text        NOT NULL,
    worker     text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (task_id, attempt),
    CONSTRAINT outcome_is_known CHECK (outcome IN ('FAILED', 'CRASHED', 'RELEASED', 'CANCELLED'))
);
