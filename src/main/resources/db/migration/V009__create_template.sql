-- How episodes are put together. The body is a template as JSON, complete and checked by the application.
CREATE TABLE template (
    -- In the order of its bytes, whatever the database's language: a page of a list begins after the last one's id.
    id         text        COLLATE "C" NOT NULL PRIMARY KEY,
    -- As in the body, for lists.
    name       text,
    body       text        NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT templates_are_created_before_they_are_updated
        CHECK (created_at <= updated_at)
);

-- One for all of them, so that a template that was deleted and made anew is never taken for the old one.
CREATE SEQUENCE template_version OWNED BY template.version;
