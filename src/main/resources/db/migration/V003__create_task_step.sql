-- What a finished step of a task returned, so that no later attempt does it again.
CREATE TABLE task_step (
    task_id     uuid        NOT NULL REFERENCES task ON DELETE CASCADE,
    name        text        NOT NULL,
    -- JSON, written and read by the application only.
    result      text        NOT NULL,
    attempt     integer     NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (task_id, name)
);
