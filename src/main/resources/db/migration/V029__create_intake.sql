-- What producers have submitted and published in transactions of their own, until it is a task or an event. A row is there
-- exactly if its transaction was committed.
CREATE TABLE intake (
    -- Of the task or event that it becomes.
    id         uuid        NOT NULL PRIMARY KEY,
    kind       text        NOT NULL,
    -- Of the type or topic.
    name       text        NOT NULL,
    -- Of the topic; null for the latest.
    version    integer,
    -- The input or the data. As text they stay as they were sent.
    body       text        NOT NULL,
    dedupe_key text,
    run_at     timestamptz,
    priority   integer     NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- When it is taken; while an instance has it, when another one may take it.
    take_at    timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT intake_is_a_task_or_an_event CHECK (kind IN ('task', 'event')),
    CONSTRAINT name_has_1_to_200_bytes CHECK (octet_length(name) BETWEEN 1 AND 200),
    CONSTRAINT version_counts_from_one CHECK (version >= 1),
    CONSTRAINT body_has_at_most_256_kib CHECK (octet_length(body) <= 262144),
    CONSTRAINT body_is_json CHECK (body::json IS NOT NULL),
    CONSTRAINT dedupe_key_has_1_to_500_characters_and_no_control_character
        CHECK (char_length(dedupe_key) BETWEEN 1 AND 500 AND dedupe_key !~ '[[:cntrl:]]'),
    CONSTRAINT priority_is_from_minus_100_to_100 CHECK (priority BETWEEN -100 AND 100)
);

-- Instances take rows whose turn has come.
CREATE INDEX intake_take ON intake (take_at);

-- Submitting with a key finds the row that waits with it.
CREATE UNIQUE INDEX intake_dedupe ON intake (name, dedupe_key) WHERE dedupe_key IS NOT NULL;

-- Statements within the functions are bound to these tables now, whatever tables a caller has of the same names. They run with
-- the rights of their owner, so that a producer needs no others than to call them.
--
-- Executed as texts, since Flyway takes the semicolons in such functions for ends of statements.
DO $do$
BEGIN

-- An id of version 7, which begins with the time.
EXECUTE $sql$
CREATE FUNCTION handoff_id() RETURNS uuid
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid;
END
$sql$;

-- Submits a task when the caller's transaction is committed, and answers its id. With a key that a task of the type has, or that
-- waits here, it answers that one's.
EXECUTE $sql$
CREATE FUNCTION handoff_submit(
    type text, input text, dedupe_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, priority integer DEFAULT 0
) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH earlier AS (
        SELECT t.id FROM task t WHERE t.dedupe_key = 'task:' || $1 || ':' || $3
    ), added AS (
        INSERT INTO intake AS i (id, kind, name, body, dedupe_key, run_at, priority)
        SELECT handoff_id(), 'task', $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM earlier)
        ON CONFLICT (name, dedupe_key) WHERE i.dedupe_key IS NOT NULL DO UPDATE SET take_at = i.take_at
        RETURNING i.id
    )
    SELECT id FROM earlier UNION ALL SELECT id FROM added;
END
$sql$;

EXECUTE $sql$
CREATE FUNCTION handoff_submit(
    type text, input jsonb, dedupe_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, priority integer DEFAULT 0
) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT handoff_submit($1, $2::text, $3, $4, $5);
END
$sql$;

-- Publishes an event when the caller's transaction is committed, and answers its id. With an id it happens once.
EXECUTE $sql$
CREATE FUNCTION handoff_publish(topic text, data text, version integer DEFAULT NULL, id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS MATERIALIZED (
        SELECT coalesce($4, handoff_id()) AS id
    ), added AS (
        INSERT INTO intake AS i (id, kind, name, version, body) SELECT c.id, 'event', $1, $3, $2 FROM chosen c
        ON CONFLICT (id) DO UPDATE SET take_at = i.take_at
        RETURNING i.id
    )
    SELECT id FROM added;
END
$sql$;

EXECUTE $sql$
CREATE FUNCTION handoff_publish(topic text, data jsonb, version integer DEFAULT NULL, id uuid DEFAULT NULL) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT handoff_publish($1, $2::text, $3, $4);
END
$sql$;

END
$do$;

REVOKE ALL ON FUNCTION handoff_id() FROM PUBLIC;
REVOKE ALL ON FUNCTION handoff_submit(text, text, text, timestamptz, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION handoff_submit(text, jsonb, text, timestamptz, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION handoff_publish(text, text, integer, uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION handoff_publish(text, jsonb, integer, uuid) FROM PUBLIC;
