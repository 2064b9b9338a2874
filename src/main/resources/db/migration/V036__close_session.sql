-- Set while a session's files are being deleted: until its row is gone as well, nobody may open it and store new ones.
ALTER TABLE speaking_session ADD COLUMN closing_at timestamptz;

-- What a task has left that died while it deleted them.
CREATE INDEX speaking_session_closing ON speaking_session (closing_at) WHERE closing_at IS NOT NULL;
