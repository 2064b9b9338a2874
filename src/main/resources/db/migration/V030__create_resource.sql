-- What people speak to: a text that they read aloud, or a prompt that they answer. Ids are the caller's.
CREATE TABLE resource (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    kind       text             NOT NULL,
    content    text             NOT NULL,
    -- A BCP 47 tag; null leaves it to the speech engine.
    language   text,
    created_at timestamptz      NOT NULL DEFAULT now(),
    updated_at timestamptz      NOT NULL DEFAULT now(),

    CONSTRAINT resources_are_of_known_kinds CHECK (kind IN ('TEXT', 'PROMPT'))
);

-- Times in which somebody speaks. One that nobody opens begins with its first recording.
CREATE TABLE speaking_session (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    user_name  text,
    created_at timestamptz      NOT NULL DEFAULT now(),
    active_at  timestamptz      NOT NULL DEFAULT now(),
    -- Null if it lasts for as long as it is used.
    expires_at timestamptz
);

-- The list, newest first.
CREATE INDEX speaking_session_time ON speaking_session (created_at DESC, id DESC);
-- What is idle.
CREATE INDEX speaking_session_active ON speaking_session (active_at);
-- What has expired.
CREATE INDEX speaking_session_expiry ON speaking_session (expires_at) WHERE expires_at IS NOT NULL;

-- What came of one recording, one row a task. It begins with the task's first attempt and ends with its success; how the
-- task stands in between, its own row says.
CREATE TABLE evaluation (
    task_id     uuid             NOT NULL PRIMARY KEY,
    resource_id text COLLATE "C" NOT NULL REFERENCES resource (id),
    session_id  text             NOT NULL,
    user_name   text             NOT NULL,
    started_at  timestamptz      NOT NULL DEFAULT now(),
    ended_at    timestamptz,
    -- From 0 to 1; null while there is none, and for what nothing could be compared with.
    score       double precision,
    -- A JSON object.
    details     text,

    CONSTRAINT scores_are_between_0_and_1 CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT only_ended_evaluations_have_details CHECK ((ended_at IS NULL) = (details IS NULL))
);

-- The list of a resource, newest first, its latest one, and its mean.
CREATE INDEX evaluation_resource ON evaluation (resource_id, started_at DESC, task_id DESC);

-- How often what happened to a resource. Counts of resources that are not here yet are kept for them.
CREATE TABLE impression (
    resource_id text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    count       bigint           NOT NULL,

    PRIMARY KEY (resource_id, kind),
    CONSTRAINT impressions_are_counted_up CHECK (count >= 0)
);

-- Batches of counts that have been added, each of which counts once.
CREATE TABLE impression_batch (
    id       text COLLATE "C" NOT NULL PRIMARY KEY,
    added_at timestamptz      NOT NULL DEFAULT now()
);

-- What is forgotten in time.
CREATE INDEX impression_batch_time ON impression_batch (added_at);

CREATE TABLE resource_rating (
    resource_id   text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES resource (id),
    -- The Bayesian mean of the scores.
    mean          double precision NOT NULL,
    evaluations   bigint           NOT NULL,
    -- The Wilson bound of the impressions that speak for or against it.
    appeal        double precision NOT NULL,
    votes         bigint           NOT NULL,
    impressions   bigint           NOT NULL,
    calculated_at timestamptz      NOT NULL DEFAULT now()
);

-- The mean of all scores, when all ratings were calculated last; no row before that.
CREATE TABLE rating_prior (
    singleton boolean          NOT NULL PRIMARY KEY DEFAULT true,
    mean      double precision NOT NULL,
    taken_at  timestamptz      NOT NULL DEFAULT now(),

    CONSTRAINT there_is_one_prior CHECK (singleton)
);
