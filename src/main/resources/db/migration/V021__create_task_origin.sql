-- Which task a person has sent again by another one. The origin may be pruned first, and its id stays for the audit log.
CREATE TABLE task_origin (
    task_id   uuid NOT NULL PRIMARY KEY REFERENCES task ON DELETE CASCADE,
    origin_id uuid NOT NULL
);

-- For a task's own page, which lists those that send it again.
CREATE INDEX task_origin_again ON task_origin (origin_id, task_id);
