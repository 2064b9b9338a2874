-- What has happened and is to be told: the outbox. A row is stored together with whatever made the event, so that one is
-- never true without the other, and is then relayed until every subscriber has heard of it.
CREATE TABLE event (
    id           uuid        NOT NULL PRIMARY KEY,
    topic        text        NOT NULL,
    version      integer     NOT NULL,
    -- JSON, checked by the application. As text it stays as it was sent.
    data         text        NOT NULL,
    source       text        NOT NULL,
    traceparent  text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- When it is to be relayed; while somebody relays it, when it may be given to somebody else.
    relay_at     timestamptz DEFAULT now(),
    published_at timestamptz,
    dead_at      timestamptz,
    -- How often relaying failed since it was published or replayed, and why the last time.
    failures     integer     NOT NULL DEFAULT 0,
    error        text,
    -- The latest replay in which subscribers are to handle it once more; part of their inbox.
    replay       text,

    CONSTRAINT event_is_pending_or_published_or_dead
        CHECK (num_nonnulls(relay_at, published_at, dead_at) = 1),
    CONSTRAINT dead_events_say_why
        CHECK (dead_at IS NULL OR error IS NOT NULL),
    CONSTRAINT event_version_counts_from_one
        CHECK (version >= 1)
);

-- The relay takes pending events whose turn has come.
CREATE INDEX event_relay ON event (relay_at) WHERE relay_at IS NOT NULL;

-- GET /api/events, newest first.
CREATE INDEX event_created ON event (created_at, id);

-- GET /api/events?topic=…, newest first; a replay of a topic finds its time range.
CREATE INDEX event_topic ON event (topic, created_at, id);

-- GET /api/events?state=dead, newest first: the few among the many that people look for.
CREATE INDEX event_dead ON event (created_at, id) WHERE dead_at IS NOT NULL;
