-- What is searched by meaning: what people have written to each other, and pieces of knowledge. Ids are the caller's.
-- A revision is drawn anew whenever the text or its chunks have changed; what was made of an earlier one counts no more.
CREATE SEQUENCE item_revision;

CREATE TABLE message (
    id         bigint      NOT NULL PRIMARY KEY,
    author     text,
    content    text        NOT NULL,
    revision   bigint      NOT NULL DEFAULT nextval('item_revision'),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE atom (
    id         bigint      NOT NULL PRIMARY KEY,
    title      text,
    content    text        NOT NULL,
    revision   bigint      NOT NULL DEFAULT nextval('item_revision'),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What long texts are cut into. One that has none is embedded as a whole.
CREATE TABLE chunk (
    kind     text    NOT NULL,
    item_id  bigint  NOT NULL,
    -- From 1.
    number   integer NOT NULL,
    revision bigint  NOT NULL,
    content  text    NOT NULL,

    PRIMARY KEY (kind, item_id, number),
    CONSTRAINT chunk_kind_is_known CHECK (kind IN ('message', 'atom'))
);

-- One for each part of a text, provider and model, whoever asks for it.
CREATE TABLE embedding (
    kind        text        NOT NULL,
    item_id     bigint      NOT NULL,
    provider    text        NOT NULL,
    model       text        NOT NULL,
    -- 0 is the whole text, others are the numbers of chunks.
    part        integer     NOT NULL,
    revision    bigint      NOT NULL,
    dimensions  integer     NOT NULL,
    -- Of length 1. An array, which every PostgreSQL has; pgvector's index is made of the same.
    coordinates real[]      NOT NULL,
    -- Who made it, so that a task that starts again counts what it has made before.
    task_id     uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (provider, model, kind, item_id, part),
    CONSTRAINT embedding_kind_is_known CHECK (kind IN ('message', 'atom')),
    CONSTRAINT embeddings_have_their_dimensions CHECK (cardinality(coordinates) = dimensions)
);

-- Who is making embeddings of what, so that nobody pays for the same meanwhile. Lapses when its maker dies.
CREATE TABLE embedding_claim (
    provider text        NOT NULL,
    model    text        NOT NULL,
    kind     text        NOT NULL,
    item_id  bigint      NOT NULL,
    task_id  uuid        NOT NULL,
    until    timestamptz NOT NULL,

    PRIMARY KEY (provider, model, kind, item_id)
);

-- Makes the indexes of a search if pgvector is there, and says whether it is. An index is for one number of dimensions:
-- those of MiniLM, of nomic-embed-text and of text-embedding-3-small. Without any, or for others, a search compares all
-- vectors, which is exact and takes longer. May be called again, after pgvector has been installed.
CREATE FUNCTION index_embeddings() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    size integer;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        RETURN false;
    END IF;
    CREATE EXTENSION IF NOT EXISTS vector;
    FOREACH size IN ARRAY ARRAY[384, 768, 1536] LOOP
        EXECUTE format('CREATE INDEX IF NOT EXISTS embedding_near_%1$s ON embedding '
            'USING hnsw ((coordinates::vector(%1$s)) vector_ip_ops) WHERE dimensions = %1$s', size);
    END LOOP;
    RETURN true;
EXCEPTION
    WHEN insufficient_privilege OR undefined_object OR undefined_function THEN
        RAISE WARNING 'no index for searches, which compare all vectors instead: %', SQLERRM
            USING HINT = 'have an administrator run CREATE EXTENSION vector (0.5 or newer), then SELECT index_embeddings()';
        RETURN false;
END $$;

SELECT index_embeddings();
