-- A task that was there when processes died, one time short of being given up, is a suspect until it finishes a step or an
-- attempt; all others have NULL. Suspects run apart, one at a time for each process. Counts the crashes during which no other
-- task ran there, or it ran apart: what merely ran beside a task that kills its process is not given up for it.
ALTER TABLE task ADD COLUMN guilt smallint;

-- Instances take suspects from here. Nearly always empty.
CREATE INDEX task_suspect ON task (guilt, run_at) WHERE state = 'QUEUED' AND guilt IS NOT NULL;

-- The crashes of one process, which come to light one after the other as leases run out, are those of its name.
CREATE INDEX task_attempt_crashed ON task_attempt (worker) WHERE outcome = 'CRASHED';
