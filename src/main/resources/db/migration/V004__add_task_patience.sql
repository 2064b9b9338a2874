-- How long a doorbell of the task may stay unanswered before the sweeper rings again. Chosen with the route: a queue in the
-- cloud may keep a doorbell for minutes, and ringing every few seconds meanwhile would only cost.
ALTER TABLE task ADD COLUMN patience_ms integer NOT NULL DEFAULT 15000;
