-- How far each schedule has come. What it does is in the instances' configuration.
CREATE TABLE schedule (
    name      text        NOT NULL PRIMARY KEY,
    -- As they were registered last: others begin anew, at since.
    cron      text        NOT NULL,
    zone      text        NOT NULL,
    since     timestamptz NOT NULL,
    last_tick timestamptz,
    -- May have been pruned.
    last_task uuid,

    CONSTRAINT ticks_have_tasks
        CHECK ((last_tick IS NULL) = (last_task IS NULL))
);
