-- A task tells which groups it has made; most were made by none.
CREATE INDEX task_group_parent ON task_group (parent_id, id) WHERE parent_id IS NOT NULL;
