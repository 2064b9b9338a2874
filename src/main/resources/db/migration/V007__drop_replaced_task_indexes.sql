-- Replaced by task_queued and task_doorbell, and by task_running. A file of its own, so that the lock against everything,
-- which dropping takes for a moment, isn't held while those are built.
DROP INDEX task_ring;
DROP INDEX task_lease;
