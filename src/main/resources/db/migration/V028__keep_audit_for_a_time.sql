-- Entries may have a greatest age. This function alone deletes them, and none that was stored in the last 30 days, so that a
-- server whose role may call it and may not delete can't hide what it has just done.
CREATE FUNCTION prune_audit(before timestamptz, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    pruned integer;
BEGIN
    PERFORM set_config('handoff.audit_is_pruned', 'yes', true);
    DELETE FROM audit_entry WHERE id IN (
        SELECT id FROM audit_entry
        WHERE occurred_at < before AND recorded_at < least(before, now() - interval '30 days')
        ORDER BY occurred_at LIMIT most);
    GET DIAGNOSTICS pruned = ROW_COUNT;
    PERFORM set_config('handoff.audit_is_pruned', '', true);
    RETURN pruned;
END
$$;

CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('handoff.audit_is_pruned', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'audit entries are only ever added, % was refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
