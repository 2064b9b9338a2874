-- What the request with an Idempotency-Key that submitted the task asked for besides types and inputs, as a hash: how many tasks
-- in which form, and the priority, time and group of each. The same key with another request is refused.
ALTER TABLE task ADD COLUMN request text;
