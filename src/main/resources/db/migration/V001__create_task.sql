-- One row is one task, from submission until it is pruned. The state machine is drawn in the task package.
CREATE TABLE task (
    id                  uuid        NOT NULL PRIMARY KEY,
    type                text        NOT NULL,
    state               text        NOT NULL DEFAULT 'QUEUED',
    route               text        NOT NULL,
    priority            smallint    NOT NULL DEFAULT 0,
    -- JSON, checked by the application. As text it stays as it was sent, and nobody parses it on the way.
    input               text        NOT NULL,
    result              text,
    error               text,
    dedupe_key          text,
    parent_id           uuid,
    traceparent         text,
    -- Claims so far: the fence. failures counts attempts that failed; crashes counts processes lost since the last step.
    attempt             integer     NOT NULL DEFAULT 0,
    failures            integer     NOT NULL DEFAULT 0,
    crashes             integer     NOT NULL DEFAULT 0,
    progress_done       bigint,
    progress_total      bigint,
    worker              text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    run_at              timestamptz NOT NULL,
    -- When the sweeper rings, unless somebody has come by then.
    ring_at             timestamptz,
    started_at          timestamptz,
    lease_until         timestamptz,
    cancel_requested_at timestamptz,
    ended_at            timestamptz,

    CONSTRAINT state_is_known
        CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'DEAD', 'CANCELLED')),
    CONSTRAINT queued_tasks_will_be_rung
        CHECK ((state = 'QUEUED') = (ring_at IS NOT NULL)),
    CONSTRAINT running_tasks_hold_a_lease
        CHECK ((state = 'RUNNING') = (lease_until IS NOT NULL AND worker IS NOT NULL)),
    CONSTRAINT running_tasks_have_started
        CHECK (state <> 'RUNNING' OR (started_at IS NOT NULL AND attempt > 0)),
    CONSTRAINT final_tasks_have_ended
        CHECK ((state IN ('SUCCEEDED', 'DEAD', 'CANCELLED')) = (ended_at IS NOT NULL)),
    CONSTRAINT only_succeeded_tasks_have_a_result
        CHECK ((state = 'SUCCEEDED') = (result IS NOT NULL)),
    CONSTRAINT dead_tasks_say_why
        CHECK (state <> 'DEAD' OR error IS NOT NULL),
    CONSTRAINT queued_tasks_are_not_cancelled
        CHECK (state <> 'QUEUED' OR cancel_requested_at IS NULL)
);

-- Submitting with a dedupe key finds the earlier task.
CREATE UNIQUE INDEX task_dedupe ON task (dedupe_key) WHERE dedupe_key IS NOT NULL;

-- The sweeper takes queued tasks whose turn has come; depth by type counts them.
CREATE INDEX task_ring ON task (ring_at) WHERE state = 'QUEUED';

-- The sweeper finds attempts whose lease has run out.
CREATE INDEX task_lease ON task (lease_until) WHERE state = 'RUNNING';

-- GET /api/tasks?type=…, newest first.
CREATE INDEX task_type ON task (type, id);

-- GET /api/tasks?state=DEAD, newest first: the few among the many that people look for.
CREATE INDEX task_dead ON task (id) WHERE state = 'DEAD';
