-- A paused schedule ticks no more. When it is resumed it begins anew: the ticks in between have no tasks.
ALTER TABLE schedule
    ADD COLUMN paused_at timestamptz,
    ADD COLUMN paused_by text,
    ADD COLUMN pause_reason text,
    ADD CONSTRAINT pauses_have_an_author CHECK ((paused_at IS NULL) = (paused_by IS NULL));

-- For each look at the clock, which asks for those that are paused.
CREATE INDEX schedule_paused ON schedule (name) WHERE paused_at IS NOT NULL;
