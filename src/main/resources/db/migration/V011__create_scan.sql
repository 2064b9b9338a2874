-- Scans of the messages of a community. A scan begins with the first that is heard of it.
CREATE TABLE scan (
    id                   text COLLATE "C" NOT NULL PRIMARY KEY,
    community_server_id  text             NOT NULL,
    -- How many messages were sent in all; null until the sender has told so.
    transmitted_messages bigint,
    created_at           timestamptz      NOT NULL DEFAULT now(),
    updated_at           timestamptz      NOT NULL DEFAULT now(),
    finished_at          timestamptz,
    -- The task that has finished it, and alone may tell others so.
    finished_by          uuid,

    CONSTRAINT scans_are_finished_by_a_task
        CHECK ((finished_at IS NULL) = (finished_by IS NULL)),
    CONSTRAINT finished_scans_have_been_transmitted
        CHECK (finished_at IS NULL OR transmitted_messages IS NOT NULL)
);

-- What has been processed. A scan's counters are sums over these rows, so that a batch that comes twice counts once.
CREATE TABLE scan_batch (
    scan_id      text COLLATE "C" NOT NULL REFERENCES scan (id),
    batch_number integer          NOT NULL,
    -- SHA-256 of the messages, which tells another batch of the same number from this one.
    digest       text             NOT NULL,
    messages     integer          NOT NULL,
    -- Messages of which something could not be checked.
    failed       integer          NOT NULL,
    created_at   timestamptz      NOT NULL DEFAULT now(),

    PRIMARY KEY (scan_id, batch_number)
);

-- Messages that somebody has to look at, once for each reason.
CREATE TABLE scan_flag (
    scan_id      text COLLATE "C"  NOT NULL REFERENCES scan (id),
    message_id   text COLLATE "C"  NOT NULL,
    -- What was found: words:…, patterns:…, hosts:… or claims:… and the rule's id, or moderation:… and the category.
    reason       text COLLATE "C"  NOT NULL,
    author_id    text              NOT NULL,
    batch_number integer           NOT NULL,
    score        double precision  NOT NULL,
    -- The rule's entry that was met; null where there is none.
    entry        text,

    PRIMARY KEY (scan_id, message_id, reason)
);

-- What scans look for. Few rows, all of which are read at once.
CREATE TABLE scan_rule (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    kind       text             NOT NULL,
    entries    text[]           NOT NULL,
    version    bigint           NOT NULL,
    created_at timestamptz      NOT NULL DEFAULT now(),
    updated_at timestamptz      NOT NULL DEFAULT now(),

    CONSTRAINT rules_are_of_known_kinds
        CHECK (kind IN ('WORDS', 'PATTERNS', 'HOSTS', 'CLAIMS'))
);

-- One for all of them, so that a rule that was deleted and made anew is never taken for the old one.
CREATE SEQUENCE scan_rule_version OWNED BY scan_rule.version;

-- Who did what. Rows are only ever added.
CREATE TABLE audit_entry (
    -- Of the event that it tells of, which may be told twice.
    id          uuid        NOT NULL PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    actor       text        NOT NULL,
    action      text        NOT NULL,
    entity_type text        NOT NULL,
    entity_id   text        NOT NULL,
    -- A JSON object.
    details     text        NOT NULL
);

-- The list, newest first.
CREATE INDEX audit_entry_time ON audit_entry (occurred_at DESC, id DESC);
-- The list of what one person has done.
CREATE INDEX audit_entry_actor ON audit_entry (actor, occurred_at DESC, id DESC);
-- The list of one kind of deeds.
CREATE INDEX audit_entry_action ON audit_entry (action, occurred_at DESC, id DESC);
-- The history of one thing.
CREATE INDEX audit_entry_entity ON audit_entry (entity_type, entity_id, occurred_at DESC, id DESC);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are only ever added, % was refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_entries_are_only_ever_added
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
