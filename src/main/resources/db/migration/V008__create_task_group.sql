-- Tasks that belong together: a fan-out whose end submits one more task, the completion, which is described here from the
-- start. No counter is kept; how many members have ended is read from them.
CREATE TABLE task_group (
    id              uuid        NOT NULL PRIMARY KEY,
    state           text        NOT NULL DEFAULT 'OPEN',
    on_failure      text        NOT NULL,
    -- How many members it was sealed with.
    expected        integer,
    -- The completion's row is inserted with this id, so that there can never be two.
    completion_task uuid        NOT NULL,
    type            text        NOT NULL,
    input           text        NOT NULL,
    route           text        NOT NULL,
    patience_ms     integer     NOT NULL,
    priority        smallint    NOT NULL DEFAULT 0,
    dedupe_key      text,
    parent_id       uuid,
    traceparent     text,
    -- Why its members are to be cancelled; until they have been, it stands here for the sweeper.
    stop_reason     text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    sealed_at       timestamptz,
    ended_at        timestamptz,

    CONSTRAINT group_state_is_known
        CHECK (state IN ('OPEN', 'SEALED', 'COMPLETED', 'FAILED', 'CANCELLED')),
    CONSTRAINT group_failure_policy_is_known
        CHECK (on_failure IN ('COMPLETE', 'FAIL')),
    CONSTRAINT sealed_groups_say_how_many_they_expect
        CHECK ((expected IS NOT NULL) = (sealed_at IS NOT NULL) AND expected >= 0),
    CONSTRAINT groups_are_sealed_before_they_complete
        CHECK (CASE state WHEN 'OPEN' THEN sealed_at IS NULL WHEN 'CANCELLED' THEN true ELSE sealed_at IS NOT NULL END),
    CONSTRAINT final_groups_have_ended
        CHECK ((state IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at IS NOT NULL)),
    CONSTRAINT only_failed_and_cancelled_groups_stop_members
        CHECK (stop_reason IS NULL OR state IN ('FAILED', 'CANCELLED'))
);

-- Creating a group with a dedupe key finds the earlier one.
CREATE UNIQUE INDEX task_group_dedupe ON task_group (dedupe_key) WHERE dedupe_key IS NOT NULL;

-- A completion task finds its group, whose members it reads.
CREATE UNIQUE INDEX task_group_completion ON task_group (completion_task);

-- The sweeper looks here for groups whose last end or seal nobody followed up.
CREATE INDEX task_group_active ON task_group (id) WHERE state = 'SEALED' OR stop_reason IS NOT NULL;

ALTER TABLE task ADD COLUMN group_id uuid;

-- GET /api/groups/… counts members by state; whether a member has not ended, or is dead, decides about a sealed group, and
-- members of a stopped one are cancelled. Pruning asks whether a group still has any. Building it reads task once, and
-- finds nothing to put in.
CREATE INDEX task_group_members ON task (group_id, state) WHERE group_id IS NOT NULL;
