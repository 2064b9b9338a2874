-- In which form the request with an Idempotency-Key that published the event came, and with how many events. The same key with
-- another request is refused.
ALTER TABLE event ADD COLUMN request text;
