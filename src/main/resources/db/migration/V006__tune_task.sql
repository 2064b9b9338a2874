-- Indexes for a table of millions of finished tasks among which a few thousand wait and run. Their predicates follow from
-- the conditions of the statements of older instances, which still find what they look for.
--
-- Building them locks task against changes, not against reading, while it is read once for each: about a second for every
-- five million rows. Statements wait that long, and leases last longer. Where even that is too long, somebody builds the
-- same indexes before with CREATE INDEX CONCURRENTLY; then nothing is left to do here.

-- Instances take waiting tasks of the route local from here: of a type, the highest priority first and then the oldest.
-- Depth by type counts here, and GET /api/tasks?state=QUEUED finds the few among the many.
CREATE INDEX IF NOT EXISTS task_queued ON task (route, type, priority DESC, run_at) WHERE state = 'QUEUED';

-- The sweeper takes queued tasks whose doorbell is to ring again. Those of the route local need none, so the many that pass
-- through it don't pay for this index.
CREATE INDEX IF NOT EXISTS task_doorbell ON task (ring_at) WHERE state = 'QUEUED' AND route <> 'local';

-- The sweeper looks here for attempts whose lease has run out, depth by type counts here, and GET /api/tasks?state=RUNNING
-- finds them. Not by lease_until, although the sweeper asks for it: no more tasks run than there are slots, and to look at
-- all of them is quick, while every sign of life of every task would have to change an index of it (see fillfactor). What
-- begins later comes last, so that entries are added at the end, which is cheapest.
CREATE INDEX IF NOT EXISTS task_running ON task (started_at) WHERE state = 'RUNNING';

-- GET /api/tasks?state=CANCELLED, newest first: as rare as the dead ones.
CREATE INDEX IF NOT EXISTS task_cancelled ON task (id) WHERE state = 'CANCELLED';

-- A sign of life changes no column of an index, so the new version of the row goes to the same page and into no index (HOT),
-- if there is room. With 15 % of each page left for it, nine in ten do.
ALTER TABLE task SET (fillfactor = 85);

-- A task leaves two dead versions behind, and dead entries where the next ones are taken from. The defaults would wait until
-- a fifth of the table is dead, which the finished tasks put off for ever.
ALTER TABLE task SET (
    autovacuum_vacuum_threshold = 10000,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_analyze_threshold = 10000,
    autovacuum_analyze_scale_factor = 0.02
);
