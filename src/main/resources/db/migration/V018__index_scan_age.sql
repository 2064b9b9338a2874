-- Scans that have not changed for long, to be pruned.
CREATE INDEX scan_updated ON scan (updated_at);
