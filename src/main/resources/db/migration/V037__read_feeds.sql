-- Whether readers get the post when they read, because there were too many of them to push it to. Decided once for each post.
ALTER TABLE post ADD COLUMN pulled boolean NOT NULL DEFAULT false;

-- What a reader gets at reading from those whom he follows, and from his circles, newest first.
CREATE INDEX post_pulled_author ON post (author_id, created_at, id)
    WHERE pulled AND deleted_at IS NULL AND circle_id IS NULL;
CREATE INDEX post_pulled_circle ON post (circle_id, created_at, id)
    WHERE pulled AND deleted_at IS NULL AND circle_id IS NOT NULL;

-- Their queries asked for one of these two instead.
DROP INDEX post_author;
DROP INDEX post_circle;
