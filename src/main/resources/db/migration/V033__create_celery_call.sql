-- Calls of Celery that are still owed something: an answer, or to be cancelled if they expire or are revoked before they begin.
-- Written before their tasks, and deleted when the answer is sent.
CREATE TABLE celery_call (
    -- Celery's id of the task. The task has it in its dedupe key.
    id         text        NOT NULL PRIMARY KEY,
    -- Where the answer goes, a queue or a key of Redis; empty if nobody waits.
    reply_to   text        NOT NULL DEFAULT '',
    -- Not to be begun later than this.
    expires_at timestamptz,
    -- Not to be begun at all. May come before the call itself.
    revoked    boolean     NOT NULL DEFAULT false,
    made_at    timestamptz NOT NULL DEFAULT now()
);

-- What is left of calls that never became tasks here is deleted by its age.
CREATE INDEX celery_call_age ON celery_call (made_at);
