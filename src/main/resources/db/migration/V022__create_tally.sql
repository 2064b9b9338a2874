-- What tasks of a type did within a minute, or a quarter of an hour, on one instance. An instance writes its own numbers, so
-- that writing them twice changes nothing. Minutes are kept for two hours and quarters for two days, so the table stays small.
CREATE TABLE tally (
    -- How long the period is: 60 or 900.
    seconds       smallint    NOT NULL,
    began_at      timestamptz NOT NULL,
    type          text        NOT NULL,
    worker        text        NOT NULL,
    submitted     bigint      NOT NULL,
    succeeded     bigint      NOT NULL,
    -- Attempts, after which the task is tried again.
    failed        bigint      NOT NULL,
    dead          bigint      NOT NULL,
    cancelled     bigint      NOT NULL,
    -- How many attempts waited and ran for how long: the n-th number counts those of 2^(n/2) milliseconds.
    waited        integer[]   NOT NULL,
    ran           integer[]   NOT NULL,
    input_tokens  bigint      NOT NULL,
    output_tokens bigint      NOT NULL,
    cost          numeric     NOT NULL,

    PRIMARY KEY (seconds, began_at, type, worker)
);
