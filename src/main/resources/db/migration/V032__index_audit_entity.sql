-- GET /api/audit?entity_id=… without a type: people have an id before them and don't know what it is of.
CREATE INDEX IF NOT EXISTS audit_entry_entity_id ON audit_entry (entity_id, occurred_at DESC, id DESC);
