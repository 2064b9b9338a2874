-- A community: who is there, what they write, how they vote, and whom they follow. All ids but those of notices are the
-- caller's. A row of a deleted post or comment stays, without its words, so that late news of it changes nothing.
CREATE TABLE community_user (
    id         text        NOT NULL PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE follow (
    user_id     text        NOT NULL,
    follower_id text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),

    -- The followers of a user, in pages.
    PRIMARY KEY (user_id, follower_id),
    CONSTRAINT nobody_follows_himself CHECK (user_id <> follower_id)
);

-- Whom a reader follows.
CREATE INDEX follow_by ON follow (follower_id, user_id);

CREATE TABLE circle_member (
    circle_id  text        NOT NULL,
    user_id    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),

    -- The members of a circle, in pages.
    PRIMARY KEY (circle_id, user_id)
);

-- To which circles a reader belongs.
CREATE INDEX circle_member_of ON circle_member (user_id, circle_id);

CREATE TABLE post (
    id         text        NOT NULL PRIMARY KEY,
    author_id  text        NOT NULL,
    -- NULL if it is in none.
    circle_id  text,
    title      text        NOT NULL,
    content    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    deleted_by text,
    -- Whether readers get the post when they read, because there were too many of them to push it to. Decided once for each
    -- post.
    pulled     boolean     NOT NULL DEFAULT false,

    CONSTRAINT deleted_posts_say_by_whom CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)),
    CONSTRAINT deleted_posts_have_no_words CHECK (deleted_at IS NULL OR title || content = '')
);

-- What a reader gets at reading from those whom he follows, and from his circles, newest first.
CREATE INDEX post_pulled_author ON post (author_id, created_at, id)
    WHERE pulled AND deleted_at IS NULL AND circle_id IS NULL;
CREATE INDEX post_pulled_circle ON post (circle_id, created_at, id)
    WHERE pulled AND deleted_at IS NULL AND circle_id IS NOT NULL;

CREATE TABLE comment (
    id         text        NOT NULL PRIMARY KEY,
    post_id    text        NOT NULL,
    author_id  text        NOT NULL,
    -- The comment that it answers; NULL if it answers the post.
    parent_id  text,
    content    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    deleted_by text,

    CONSTRAINT deleted_comments_say_by_whom CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)),
    CONSTRAINT deleted_comments_have_no_words CHECK (deleted_at IS NULL OR content = '')
);

-- The comments of a post in the order in which they were written; how many it has.
CREATE INDEX comment_post ON comment (post_id, created_at, id) WHERE deleted_at IS NULL;

-- How many answers a comment has.
CREATE INDEX comment_parent ON comment (parent_id) WHERE deleted_at IS NULL AND parent_id IS NOT NULL;

CREATE TABLE vote (
    entity_type text        NOT NULL,
    entity_id   text        NOT NULL,
    user_id     text        NOT NULL,
    vote_type   text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (entity_type, entity_id, user_id),
    CONSTRAINT votes_are_on_posts_or_comments CHECK (entity_type IN ('post', 'comment')),
    CONSTRAINT votes_are_up_or_down CHECK (vote_type IN ('up', 'down'))
);

-- How many votes of each kind something has.
CREATE INDEX vote_sum ON vote (entity_type, entity_id, vote_type);

-- Sums over the rows above, never added to. Who counts takes a ticket first; what was counted with a later ticket stays.
CREATE TABLE entity_counts (
    entity_type text             NOT NULL,
    entity_id   text             NOT NULL,
    upvotes     bigint           NOT NULL DEFAULT 0,
    downvotes   bigint           NOT NULL DEFAULT 0,
    -- Of a post, or answers to a comment.
    comments    bigint           NOT NULL DEFAULT 0,
    -- Of a user.
    followers   bigint           NOT NULL DEFAULT 0,
    -- Of a circle.
    members     bigint           NOT NULL DEFAULT 0,
    hotness     double precision NOT NULL DEFAULT 0,
    -- The latest ticket that was taken, and the one with which the sums were counted.
    ticket      bigint           NOT NULL,
    counted     bigint           NOT NULL DEFAULT 0,
    updated_at  timestamptz      NOT NULL DEFAULT now(),

    PRIMARY KEY (entity_type, entity_id),
    CONSTRAINT counted_is_known CHECK (entity_type IN ('post', 'comment', 'user', 'circle')),
    CONSTRAINT counting_follows_its_ticket CHECK (counted <= ticket)
);

-- The hottest posts.
CREATE INDEX entity_counts_hot ON entity_counts (hotness, entity_id) WHERE entity_type = 'post';

-- Posts that were pushed to their readers.
CREATE TABLE feed_entry (
    user_id    text        NOT NULL,
    post_id    text        NOT NULL,
    -- When the post was published.
    created_at timestamptz NOT NULL,

    PRIMARY KEY (user_id, post_id)
);

-- A reader's feed, newest first.
CREATE INDEX feed_entry_read ON feed_entry (user_id, created_at, post_id);

-- The entries of a post that is deleted.
CREATE INDEX feed_entry_post ON feed_entry (post_id);

-- What a user is told. Told again for the same cause, it is told once.
CREATE TABLE notice (
    id          uuid        NOT NULL PRIMARY KEY,
    user_id     text        NOT NULL,
    cause       text        NOT NULL,
    kind        text        NOT NULL,
    -- Who did it; NULL if nobody did.
    actor_id    text,
    entity_type text        NOT NULL,
    entity_id   text        NOT NULL,
    -- The words that it is about; empty for none.
    excerpt     text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    read_at     timestamptz,

    CONSTRAINT one_notice_for_a_cause UNIQUE (user_id, cause)
);

-- A user's notices: the unread ones first, newest first.
CREATE INDEX notice_read ON notice (user_id, (read_at IS NULL), created_at, id);

-- The notices about something that is deleted.
CREATE INDEX notice_about ON notice (entity_type, entity_id);
