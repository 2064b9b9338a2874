-- What people are shown of an instance besides what it serves. Instances of an earlier release leave it empty.
ALTER TABLE instance
    ADD COLUMN version text,
    ADD COLUMN slots integer,
    ADD COLUMN running integer,
    ADD COLUMN draining boolean NOT NULL DEFAULT false;

-- GET /api/tasks/…/relatives: what a task has submitted, oldest first. Tasks that people and programs submit are not in it.
-- Building it locks task against changes while it is read once, as the indexes of V006 did.
CREATE INDEX IF NOT EXISTS task_parent ON task (parent_id, id) WHERE parent_id IS NOT NULL;
